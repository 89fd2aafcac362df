import { compareSeverity } from '../../kernel/severity.ts';
import { type Finding, type FindingPlace, isCandidate, isConfirmed } from '../finding.ts';
import type { LedgerEntry } from './entry.ts';
import type { Located } from './locate.ts';
import { matchAmong } from './match.ts';
import type { ReviewRound } from './review-round.ts';
import type { Ruling } from './ruling.ts';
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
 * where their code stands, or where it stood when it changed and a seat says that they stand; the others are examined as
 * they were raised.
 */
export function stillWaiting(
  entries: readonly LedgerEntry[],
  { raised, rulings }: { readonly raised: readonly Finding[]; readonly rulings: readonly Ruling[] },
  ground: ExaminationGround,
): readonly Finding[] {
  const find = matchAmong(entries, ground);
  const again = new Set(raised.flatMap((one) => find(one)?.entry.id ?? []));
  const standing = new Set(rulings.filter(({ answer }) => answer === 'stands').map(({ finding }) => finding));
  return entries.flatMap(({ id, state, finding }) => {
    const waits = state === 'open' && isCandidate(finding) && finding.standing.kind === 'unanswered';
    const place = waits && !again.has(id) ? placeNow(finding.place, ground.located.get(id), standing.has(id)) : null;
    return place === null ? [] : [{ ...finding, place }];
  });
}

function placeNow(was: FindingPlace | null, found: Located | undefined, stands: boolean): FindingPlace | null {
  if (found?.kind === 'unchanged') return found.place;
  if (found?.kind !== 'changed' || was === null || !stands) return null;
  const line = found.line ?? was.line;
  return { ...was, path: found.path, line, end_line: line };
}
