import { countReadings } from '../dossier/coverage.ts';
import type { Stance } from './opinion.ts';
import type { SeatRecord, Session } from './session.ts';
import type { VerdictStatus } from './verdict.ts';

/** How a status is told: sign, word for people, colour-blind safe. */
export const STATUS_WORDS: Readonly<Record<VerdictStatus, { readonly sign: string; readonly decision: string }>> = {
  REJECTED: { sign: '⛔', decision: 'BLOCK' },
  INCONCLUSIVE: { sign: '❔', decision: 'NO DECISION' },
  ACCEPTED_WITH_CHANGES: { sign: '✏️', decision: 'REQUEST CHANGES' },
  ACCEPTED: { sign: '✅', decision: 'APPROVE' },
};

const STANCE_WORDS: Readonly<Record<Stance, string>> = {
  accept: 'accept',
  accept_with_changes: 'changes',
  reject: 'reject',
  abstain: 'abstain',
};

/** Said wherever a rehearsal shows. */
export const REHEARSAL_NOTICE = 'Rehearsal: no language model was consulted; the seats spoke from the evidence rules alone.';

/** What a seat said in one word, or that it was not heard. */
export function stanceWord({ stance, standing }: Pick<SeatRecord, 'stance' | 'standing'>): string {
  if (standing === 'failed' || stance === null) return 'not heard';
  return STANCE_WORDS[stance];
}

/** The title of every surface: `REJECTED · DATA_LEAKAGE`, without the code when there is nothing to name. */
export function titleOf({ verdict }: Session): string {
  return verdict.code === 'OK' ? verdict.status : `${verdict.status} · ${verdict.code}`;
}

/** How much weighs: `1 blocker, 2 changes asked`, or that nothing does. */
export function weightOf({ verdict }: Session): string {
  const blockers = verdict.blockers.length;
  const changes = verdict.changes.length;
  const words = [
    ...(blockers > 0 ? [`${blockers} ${blockers === 1 ? 'blocker' : 'blockers'}`] : []),
    ...(changes > 0 ? [`${changes} ${changes === 1 ? 'change' : 'changes'} asked`] : []),
  ];
  return words.length === 0 ? 'Nothing that weighs' : words.join(', ');
}

/** The stances in numbers: `8 reject, 2 accept`. */
export function countStances(seats: readonly SeatRecord[]): string {
  const counts = new Map<string, number>();
  for (const seat of seats) counts.set(stanceWord(seat), (counts.get(stanceWord(seat)) ?? 0) + 1);
  return [...counts].map(([word, number]) => `${number} ${word}`).join(', ');
}

/** What was read: `in full: 14 of 14 files`, or how much of it; files that are only listed are named apart. */
export function readingOf({ coverage }: Pick<Session, 'coverage'>): string {
  const counts = countReadings(coverage);
  const due = coverage.files.length - counts.listed;
  const read = counts.whole + counts.clipped;
  const clipped = counts.clipped > 0 ? `, ${counts.clipped} of them around the changes` : '';
  const listed = counts.listed > 0 ? `, ${counts.listed} listed only` : '';
  return `${read === due ? 'in full' : 'in part'}: ${read} of ${due} ${due === 1 ? 'file' : 'files'}${clipped}${listed}`;
}

/** `10 of 10 seats`. */
export function hearingOf({ expert_opinions }: Session): string {
  const heard = expert_opinions.filter(({ standing }) => standing !== 'failed').length;
  return `${heard} of ${expert_opinions.length} seats`;
}

/** A commit as people write it; null when the session had none. */
export function shortCommit(commit: string | null): string | null {
  return commit === null ? null : commit.slice(0, 7);
}
