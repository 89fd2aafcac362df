import { AppError } from '../kernel/app-error.ts';
import { nearestWord } from '../kernel/nearest.ts';
import { contradictionOf } from './contradiction.ts';
import { type MatrixWarning, whyIdle } from './idle-row.ts';
import { implies } from './implication.ts';
import type { KnownNames, MatrixRow, RoutingMatrix } from './matrix.ts';

/**
 * Checks what can be told of a matrix before there is a change: that every name is known, that no two rows contradict
 * each other wherever they match, and which rows can never do anything. Throws an AppError `bad-config` with file and line.
 */
export function checkMatrix(matrix: RoutingMatrix, known: KnownNames): readonly MatrixWarning[] {
  for (const row of matrix.rows) {
    refuseUnknownExpert(row, known.experts);
    refuseUnknownArea(row, matrix);
  }
  refuseSureContradiction(matrix.rows);
  return matrix.rows.flatMap((row) => whyIdle(row, matrix, known));
}

function refuseUnknownExpert({ id, wants, where }: MatrixRow, known: readonly string[]): void {
  const unknown = wants.experts?.find((expert) => !known.includes(expert));
  if (unknown === undefined) return;
  const near = nearestWord(unknown.replace(/^expert-/, ''), known);
  throw new AppError('bad-config', `the routing row "${id}" names an unknown expert "${unknown}"`, {
    where,
    expected: `one of: ${known.join(', ')}`,
    advice:
      near === null
        ? 'A skill is added as a folder .github/conclave/skills/<name>/ on the base branch.'
        : `did you mean "${near}"?`,
  });
}

function refuseUnknownArea({ id, when, where }: MatrixRow, { areas }: RoutingMatrix): void {
  const paths = [when.paths, when.except, when.only, when.none].flatMap((list) => list ?? []);
  const named = [...(when.risk ?? []), ...paths.filter((path) => path.startsWith('$')).map((path) => path.slice(1))];
  const unknown = named.find((name) => !Object.hasOwn(areas, name));
  if (unknown === undefined) return;
  const near = nearestWord(unknown, Object.keys(areas));
  throw new AppError('bad-config', `the routing row "${id}" names an unknown area "${unknown}"`, {
    where,
    expected: `one of: ${Object.keys(areas).join(', ')}`,
    advice: near === null ? 'An area is added under areas: with its path patterns.' : `did you mean "${near}"?`,
  });
}

/** Where one row matches whenever the other one does, what they both want is met together. */
function refuseSureContradiction(rows: readonly MatrixRow[]): void {
  for (const [index, row] of rows.entries()) {
    for (const other of rows.slice(0, index)) {
      if (!implies(row.when, other.when) && !implies(other.when, row.when)) continue;
      const found = contradictionOf([other, row]);
      if (found !== null) throw found;
    }
  }
}
