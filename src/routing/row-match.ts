import type { Condition } from './answer.ts';
import { demandEvidence, demandHistory, demandRecords } from './known-condition.ts';
import type { Areas, MatrixRow } from './matrix.ts';
import { demandNone, demandOnly, demandPaths, demandRisk, demandSize } from './path-condition.ts';
import { demandAuthor, demandBase, demandLabels, demandTitle } from './pull-condition.ts';
import type { RouteFacts } from './route-facts.ts';

/** What became of a row: it matched, it did not, or it asks for facts that nobody knows. */
export type RowMatch =
  | { readonly kind: 'matched'; readonly because: readonly string[] }
  | { readonly kind: 'not-matched' }
  | { readonly kind: 'undecided'; readonly unknown: readonly string[] };

/** Every condition that a row may have, in the order in which they are told. */
const conditions: readonly Condition[] = [
  demandPaths,
  demandOnly,
  demandNone,
  demandRisk,
  demandLabels,
  demandTitle,
  demandAuthor,
  demandBase,
  demandSize,
  demandRecords,
  demandEvidence,
  demandHistory,
];

/** Asks all conditions of a row; one that fails decides, whatever is unknown beside it. */
export function matchRow({ when }: Pick<MatrixRow, 'when'>, facts: RouteFacts, areas: Areas): RowMatch {
  const answers = conditions.map((condition) => condition(when, facts, areas)).filter((answer) => answer !== null);
  if (answers.some(({ kind }) => kind === 'fails')) return { kind: 'not-matched' };
  const unknown = answers.flatMap((answer) => (answer.kind === 'unknown' ? [answer.fact] : []));
  if (unknown.length > 0) return { kind: 'undecided', unknown };
  const because = answers.flatMap((answer) => (answer.kind === 'holds' ? [answer.because] : []));
  return {
    kind: 'matched',
    because: because.length === 0 ? ['it asks for nothing, so every change matches'] : because,
  };
}
