import type { Lifted, Ruled } from '../lifted.ts';
import { liftedBlockers } from '../lifted.ts';
import { type FindingRow, type Rows, rowsOf, withoutFindings } from '../rows.ts';
import type { Session } from '../session.ts';
import type { VerdictStatus } from '../verdict.ts';
import { countOf } from '../wording.ts';

/** A session as a surface tells it, once people have decided on its findings. */
export interface Telling {
  /** The session with the verdict that stands now. */
  readonly session: Session;
  /** What the committee said before anyone decided. */
  readonly said: VerdictStatus;
  /** The findings that still count, under the labels they had before. */
  readonly rows: Rows;
  readonly ruled: Ruled;
  /** The label of each finding by its id. */
  readonly labels: ReadonlyMap<string, string>;
}

/** Joins a session with what people decided on it. */
export function tellSession(session: Session, ruled: Ruled): Telling {
  const all = rowsOf(session);
  const gone = new Set(ruled.lifted.map(({ finding }) => finding.id));
  return {
    session: { ...session, verdict: ruled.verdict },
    said: session.verdict.status,
    rows: gone.size === 0 ? all : withoutFindings(all, gone),
    ruled,
    labels: labelsOf(Object.values(all).flat()),
  };
}

/** How confirmed blockers were lifted: `1 blocker waived, 2 blockers dismissed`; null when none was. */
export function liftedWeightOf(ruled: Ruled): string | null {
  const blockers = liftedBlockers(ruled);
  const words = (['waived', 'dismissed'] as const).flatMap((kind) => {
    const number = countKind(blockers, kind);
    return number === 0 ? [] : [`${countOf(number, 'blocker')} ${kind}`];
  });
  return words.length === 0 ? null : words.join(', ');
}

/** How many of some findings were waived, or dismissed. */
export function countKind(lifted: readonly Lifted[], kind: 'waived' | 'dismissed'): number {
  return lifted.filter(({ disposition }) => disposition.kind === kind).length;
}

function labelsOf(rows: readonly FindingRow[]): ReadonlyMap<string, string> {
  return new Map(rows.flatMap(({ label, members }) => members.map(({ id }) => [id, label] as const)));
}
