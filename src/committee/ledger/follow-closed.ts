import type { Disposition } from '../disposition.ts';
import { type Finding, isConfirmed } from '../finding.ts';
import type { LedgerEntry } from './entry.ts';
import { isTakenBack, joinFinding } from './joined-finding.ts';
import { droppedClaim } from './ledger-line.ts';
import { happened, type Outcome, type Recognised, withAliases } from './outcome.ts';
import type { ReviewRound } from './review-round.ts';
import type { DroppedClaim } from './round.ts';
import { opensAgain } from './surface.ts';

/** A review, with the decision of a person that holds on a finding at its head. */
export interface Decided {
  readonly round: ReviewRound;
  readonly decision: Disposition | undefined;
}

/**
 * What a review does to a finding that a person dismissed: a hard rule goes on hitting, and the decision goes on lifting
 * it; a claim is dropped as a copy, unless it is a blocker on changed code, which opens the finding again. A confirmed
 * blocker whose code stands is told at every head, since its verdict rests on that decision.
 */
export function followDismissed(
  entry: LedgerEntry,
  recognised: readonly Recognised[],
  { round, decision }: Decided,
): Outcome {
  const hits = recognised.filter(({ raised }) => raised.evidence_class === 'hard');
  const claims = recognised.filter((one) => !hits.includes(one));
  const opening = claims.filter(({ raised }) => opensAgain(raised, entry, round));
  if (opening.length > 0) return reopen(entry, opening, { all: recognised, round, decision });
  const why = decision === undefined ? 'a person dismissed it' : `dismissed by ${decision.by}: ${decision.reason}`;
  const dropped = claims.map((one) => drop(one, entry, { reason: 'copy', why: `it is ${entry.id} again, ${why}` }));
  const [hit] = hits;
  const seen = hit === undefined ? entry : { ...entry, last_head: round.head, last_session: round.session };
  const found = round.located.get(entry.id);
  const here = found?.kind === 'unchanged' ? found.place : null;
  const finding = { ...entry.finding, place: hit?.raised.place ?? here ?? entry.finding.place };
  return {
    entry: { ...seen, finding, aliases: withAliases(entry, recognised) },
    did: 'rested',
    why,
    events:
      dropped.length === 0
        ? []
        : [happened({ finding: entry.id, kind: 'copy-dropped', why: tellDropped(dropped) }, round)],
    dropped,
    counts: decision !== undefined && (hit !== undefined || (here !== null && isConfirmedBlocker(entry.finding))),
  };
}

function isConfirmedBlocker(finding: Finding): boolean {
  return finding.severity === 'blocker' && isConfirmed(finding);
}

/** What a review does to a finding that is fixed or superseded: a hard rule that hits again opens it, and a blocker on changed code. */
export function followClosed(
  entry: LedgerEntry,
  recognised: readonly Recognised[],
  { round, decision }: Decided,
): Outcome {
  const isOpening = ({ raised }: Recognised) => raised.evidence_class === 'hard' || opensAgain(raised, entry, round);
  const opening = recognised.filter(isOpening);
  if (opening.length > 0) return reopen(entry, opening, { all: recognised, round, decision });
  const told =
    entry.state === 'fixed'
      ? ({
          reason: 'not-reopened',
          why: `${entry.id} is fixed; only a blocker on changed code opens it again`,
        } as const)
      : ({ reason: 'copy', why: `it is ${entry.id} again, which does not stand` } as const);
  const dropped = recognised.map((one) => drop(one, entry, told));
  return {
    entry: { ...entry, aliases: withAliases(entry, recognised) },
    did: 'rested',
    why: '',
    events:
      dropped.length === 0
        ? []
        : [happened({ finding: entry.id, kind: 'copy-dropped', why: tellDropped(dropped) }, round)],
    dropped,
    counts: false,
  };
}

interface Occasion extends Decided {
  /** All that was recognised as the finding. */
  readonly all: readonly Recognised[];
}

/** Those who raised it before said that it was fixed, or were overruled: it stands by those who raise it now. */
function reopen(entry: LedgerEntry, opening: readonly Recognised[], { all, round, decision }: Occasion): Outcome {
  const standing = all.filter((one) => !isTakenBack(one.raised));
  const [first, ...more] = [...opening, ...standing.filter((one) => !opening.includes(one))];
  if (first === undefined) throw new RangeError('nothing opens the finding');
  const joined = more.reduce<Finding>((finding, { raised }) => joinFinding(finding, raised), first.raised);
  const why = `it was ${entry.state}; ${first.raised.rule === null ? 'a blocker was raised on changed code' : `the rule ${first.raised.rule} hits`}`;
  return {
    entry: {
      ...entry,
      state: decision?.kind === 'waived' ? 'waived' : 'open',
      finding: { ...joined, id: entry.id },
      superseded_by: null,
      aliases: withAliases(entry, all),
      last_head: round.head,
      last_session: round.session,
    },
    did: 'reopened',
    why,
    events: [happened({ finding: entry.id, kind: 'reopened', why }, round)],
    dropped: [],
    counts: true,
  };
}

function drop(
  { raised, match }: Recognised,
  { id }: LedgerEntry,
  told: Pick<DroppedClaim, 'reason' | 'why'>,
): DroppedClaim {
  return droppedClaim(raised, { ...told, of: id, likeness: match.likeness });
}

function tellDropped(dropped: readonly DroppedClaim[]): string {
  const seats = [...new Set(dropped.flatMap((one) => one.seats))].sort();
  return seats.length === 0 ? 'a copy was dropped' : `raised again by ${seats.join(', ')} and dropped`;
}
