import { contradictionOf } from './contradiction.ts';
import type { KnownNames, MatrixRow, RoutingMatrix } from './matrix.ts';
import { mergeRows } from './merge-rows.ts';
import type { Route } from './route.ts';
import type { RouteFacts } from './route-facts.ts';
import { matchRow } from './row-match.ts';

/**
 * Decides who must look at a change, how deeply, and why. What a person asked for outweighs every row; asking for a
 * session type or for experts also holds a session where the rows would skip it. Throws an AppError `bad-config` when
 * two rows that match contradict each other.
 */
export function decideRoute(facts: RouteFacts, matrix: RoutingMatrix, known: KnownNames): Route {
  const judged = matrix.rows.map((row) => ({ row, match: matchRow(row, facts, matrix.areas) }));
  const matched = judged.flatMap(({ row, match }) =>
    match.kind === 'matched' ? [{ row, because: match.because }] : [],
  );
  const rows = matched.map(({ row }) => row);
  const { asked } = facts;
  refuseContradiction(rows, asked);
  const merged = mergeRows(rows, known);
  const isAsked = asked.sessionType !== null || asked.experts !== null || asked.anyway === true;
  return {
    ...merged,
    session_type: asked.sessionType ?? merged.session_type,
    depth: isAsked && merged.depth === 'skip' ? 'full' : merged.depth,
    experts: asked.experts === null ? merged.experts : [...asked.experts],
    rows: matched.map(({ row, because }) => ({ id: row.id, from: row.from, because: [...because] })),
    undecided: judged.flatMap(({ row, match }) =>
      match.kind === 'undecided' ? [{ id: row.id, unknown: [...match.unknown] }] : [],
    ),
  };
}

function refuseContradiction(rows: readonly MatrixRow[], asked: RouteFacts['asked']): void {
  const found = contradictionOf(rows, { heedsSession: asked.sessionType === null });
  if (found !== null) throw found;
}
