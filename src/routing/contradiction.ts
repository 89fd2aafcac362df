import { AppError } from '../kernel/app-error.ts';
import type { MatrixRow } from './matrix.ts';

/** What two rows cannot both have. */
interface Slot {
  readonly name: string;
  readonly wantedBy: (row: Pick<MatrixRow, 'wants'>) => string | undefined;
}

const SESSION: Slot = { name: 'session', wantedBy: ({ wants }) => wants.session };

const MODELS: readonly Slot[] = [
  { name: 'models.first', wantedBy: ({ wants }) => wants.models?.first },
  { name: 'models.second', wantedBy: ({ wants }) => wants.models?.second },
  { name: 'models.chair', wantedBy: ({ wants }) => wants.models?.chair },
];

/** Which parts of a contradiction count; a person who asked for a session type has settled that one. */
export interface Heeding {
  readonly heedsSession: boolean;
}

/** The first contradiction between rows that match together, as an AppError that names both; null when there is none. */
export function contradictionOf(
  rows: readonly MatrixRow[],
  { heedsSession }: Heeding = { heedsSession: true },
): AppError | null {
  for (const slot of heedsSession ? [SESSION, ...MODELS] : MODELS) {
    const wanting = rows.filter((row) => slot.wantedBy(row) !== undefined);
    const [first] = wanting;
    const other = wanting.find((row) => first !== undefined && slot.wantedBy(row) !== slot.wantedBy(first));
    if (first !== undefined && other !== undefined) return contradiction(slot, first, other);
  }
  return null;
}

function contradiction(slot: Slot, one: MatrixRow, other: MatrixRow): AppError {
  const [own, known] = one.from === 'repository' && other.from === 'default' ? [one, other] : [other, one];
  const tell = (row: MatrixRow) => `"${row.id}" (${row.where}) wants ${slot.name}: ${slot.wantedBy(row) ?? ''}`;
  return new AppError('bad-config', `two routing rows contradict each other: ${tell(known)}, ${tell(own)}`, {
    where: own.where,
    expected: `one ${slot.name} for a change that both rows match`,
    advice: `Give both the same ${slot.name}, or make one of them narrower with only, none or except.`,
  });
}
