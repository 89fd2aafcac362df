import { compareSeverity } from '../../kernel/severity.ts';
import { type Finding, isCandidate, isConfirmed } from '../finding.ts';
import type { LedgerEntry } from './entry.ts';
import { matchAmong } from './match.ts';
import type { ReviewRound } from './review-round.ts';
import { isOnChanged, opensAgain } from './surface.ts';

/** What decides whether a claim could change anything. */
export type ExaminationGround = Pick<ReviewRound, 'renames' | 'alike' | 'located' | 'changed'>;

/**
 * Gives the function that tells whether the other model need be asked about a claim: not about one that opens nothing
 * whatever the answer is, a copy of what is settled or a lighter claim on cleared code, and not about one that is
 * confirmed already.
 */
export function worthExamining(
  entries: readonly LedgerEntry[],
  ground: ExaminationGround,
): (raised: Finding) => boolean {
  const find = matchAmong(entries, ground);
  return (raised) => {
    const entry = find(raised)?.entry;
    if (entry === undefined) return raised.severity === 'blocker' || isOnChanged(raised, ground);
    if (entry.state === 'open' || entry.state === 'waived') return !isSettledBy(entry.finding, raised);
    return opensAgain(raised, entry, ground);
  };
}

function isSettledBy(was: Finding, raised: Finding): boolean {
  return isConfirmed(was) && compareSeverity(was.severity, raised.severity) <= 0;
}

/**
 * The open findings of earlier reviews that wait for the other model still and that nobody raised again, at the place
 * where their code stands; the others are examined as they were raised.
 */
export function stillWaiting(
  entries: readonly LedgerEntry[],
  raised: readonly Finding[],
  ground: ExaminationGround,
): readonly Finding[] {
  const find = matchAmong(entries, ground);
  const again = new Set(raised.flatMap((one) => find(one)?.entry.id ?? []));
  return entries.flatMap(({ id, state, finding }) => {
    const found = ground.located.get(id);
    const waits = state === 'open' && isCandidate(finding) && finding.standing.kind === 'unanswered';
    if (!waits || again.has(id) || found?.kind !== 'unchanged') return [];
    return [{ ...finding, place: found.place }];
  });
}
