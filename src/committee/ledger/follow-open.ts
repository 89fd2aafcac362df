import { compareSeverity } from '../../kernel/severity.ts';
import type { Finding, FindingPlace } from '../finding.ts';
import type { LedgerEntry } from './entry.ts';
import { fateOf } from './fate.ts';
import { isTakenBack, joinFinding } from './joined-finding.ts';
import { droppedClaim } from './ledger-line.ts';
import type { Located } from './locate.ts';
import { happened, type Outcome, type Recognised, withAliases } from './outcome.ts';
import type { ReviewRound } from './review-round.ts';

/**
 * What a review does to a finding that is open, or waived at this head: raised again it is seen again, taken back by the
 * other model it is superseded, otherwise its code and the seats that raised it decide.
 */
export function followOpen(entry: LedgerEntry, recognised: readonly Recognised[], round: ReviewRound): Outcome {
  const aliases = withAliases(entry, recognised);
  const now: LedgerEntry = { ...entry, aliases, last_head: round.head, last_session: round.session };
  const again = recognised.filter((one) => isSeenAgain(one, entry));
  const copies = recognised.filter((one) => !again.includes(one));
  const dropped = copies.map((one) => dropCopy(one, entry));
  if (again.length > 0) return { ...seeAgain(now, again, { was: entry, round }), dropped };
  if (copies.some(({ raised, isPart }) => isPart && !isTakenBack(raised))) {
    const why = 'a part of it was raised again';
    return { entry: atItsPlace(now, round), did: 'carried', why, events: [], dropped, counts: true };
  }
  const refuted = refutedBy(entry.finding, copies);
  if (refuted.standing.kind === 'refuted') {
    const why = `the other model refuted it: ${refuted.standing.why}`;
    const closed: LedgerEntry = { ...now, state: 'superseded', finding: refuted };
    const events = [happened({ finding: entry.id, kind: 'superseded', why }, round)];
    return { entry: closed, did: 'superseded', why, events, dropped: [], counts: true };
  }
  return { ...followUnseen({ ...now, finding: refuted }, round), dropped };
}

/** A part of a covered finding is news only when it weighs more than what covers it. */
function isSeenAgain({ raised, isPart }: Recognised, { finding }: LedgerEntry): boolean {
  if (isTakenBack(raised)) return false;
  return !isPart || compareSeverity(raised.severity, finding.severity) < 0;
}

function dropCopy({ raised, match, isPart }: Recognised, { id }: LedgerEntry) {
  const why = isPart ? `the broader finding ${id} covers it` : `it is ${id} again, and it was not confirmed this time`;
  return droppedClaim(raised, { reason: 'copy', of: id, likeness: match.likeness, why });
}

interface Seen {
  /** As it was before the review. */
  readonly was: LedgerEntry;
  readonly round: ReviewRound;
}

function seeAgain(now: LedgerEntry, again: readonly Recognised[], { was, round }: Seen): Omit<Outcome, 'dropped'> {
  const whole = again.filter(({ isPart }) => !isPart);
  const joined = again.reduce((finding, { raised }) => joinFinding(finding, raised), now.finding);
  const found = round.located.get(now.id);
  const place = found?.kind === 'unchanged' ? found.place : (whole[0]?.raised.place ?? now.finding.place);
  const entry: LedgerEntry = { ...now, finding: { ...joined, place } };
  const why = whatIsNew(was, entry);
  const events = why === '' ? [] : [happened({ finding: now.id, kind: 'seen-again', why }, round)];
  return { entry, did: 'carried', why: 'it was raised again', events, counts: true };
}

/** What another raise adds; empty when nothing, so that a rule that hits in every review makes no history. */
function whatIsNew({ finding: was, aliases }: LedgerEntry, { finding: now, ...entry }: LedgerEntry): string {
  const seats = new Set(was.raised_by.map(({ seat }) => seat));
  const more = [...new Set(now.raised_by.map(({ seat }) => seat))].filter((seat) => !seats.has(seat)).sort();
  const news = [
    ...(was.severity === now.severity ? [] : [`${now.severity} instead of ${was.severity}`]),
    ...(was.standing.kind === now.standing.kind ? [] : [`${now.standing.kind} instead of ${was.standing.kind}`]),
    ...(more.length === 0 ? [] : [`raised by ${more.join(', ')} too`]),
    ...(aliases.length === entry.aliases.length ? [] : ['raised in other words or at another place']),
  ];
  return news.join('; ');
}

/** A claim that waits for the other model is taken back when that model refutes it; its raises stay as they were. */
function refutedBy(finding: Finding, copies: readonly Recognised[]): Finding {
  const direct = copies.filter(({ isPart }) => !isPart);
  const joined = direct.reduce((one, { raised }) => joinFinding(one, raised), finding);
  const { severity, standing, claim, recommendation } = joined;
  return { ...finding, severity, standing, claim, recommendation };
}

function followUnseen(entry: LedgerEntry, round: ReviewRound): Omit<Outcome, 'dropped'> {
  const now = atItsPlace(entry, round);
  const fate = fateOf(now, now.finding.place?.path ?? null, round);
  if (fate.kind === 'fixed') {
    const events = [happened({ finding: entry.id, kind: 'fixed', why: fate.why }, round)];
    return { entry: { ...now, state: 'fixed' }, did: 'fixed', why: fate.why, events, counts: false };
  }
  const events = fate.isRuled ? [happened({ finding: entry.id, kind: 'stands', why: fate.why }, round)] : [];
  return { entry: now, did: 'carried', why: fate.why, events, counts: true };
}

function atItsPlace(entry: LedgerEntry, { located, renames }: ReviewRound): LedgerEntry {
  const place = placeNow(entry.finding.place, located.get(entry.id), renames);
  return { ...entry, finding: { ...entry.finding, place } };
}

/** Where a finding's code stands now; of code that has changed about where it stood, with the quote as it was. */
function placeNow(
  place: FindingPlace | null,
  found: Located | undefined,
  renames: ReadonlyMap<string, string>,
): FindingPlace | null {
  if (place === null) return null;
  if (found?.kind === 'unchanged') return found.place;
  const path = found?.kind === 'changed' ? found.path : (renames.get(place.path) ?? place.path);
  if (found?.kind !== 'changed' || found.line === null || place.side === 'before') return { ...place, path };
  return { ...place, path, line: found.line, end_line: found.line };
}
