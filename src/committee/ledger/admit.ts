import type { Finding } from '../finding.ts';
import type { LedgerEntry } from './entry.ts';
import { isTakenBack } from './joined-finding.ts';
import { droppedClaim } from './ledger-line.ts';
import { happened, type Outcome } from './outcome.ts';
import type { ReviewRound } from './review-round.ts';
import type { DroppedClaim } from './round.ts';
import { isOnChanged, isStandingBlocker } from './surface.ts';

/** What becomes of a raised finding that is none of the earlier ones. */
export type Admission =
  | { readonly kind: 'admitted'; readonly outcome: Outcome }
  | { readonly kind: 'dropped'; readonly claim: DroppedClaim };

/**
 * Lets a new finding into the ledger under an id of its own. A hard hit always opens: on an old line it says that
 * something on which the line rests has changed. A claim opens on what changed; on what was cleared only a blocker does
 * that is confirmed or that nobody could examine. What was taken back is kept as superseded, to be recognised later.
 */
export function admit(raised: Finding, id: string, round: ReviewRound): Admission {
  const isHard = raised.evidence_class === 'hard';
  const isNews = isHard || raised.place === null || isOnChanged(raised, round) || isStandingBlocker(raised);
  if (!isNews) {
    const why = 'its code was cleared and has not changed since; only a blocker may open there';
    return {
      kind: 'dropped',
      claim: droppedClaim(raised, { reason: 'cleared-surface', of: null, likeness: null, why }),
    };
  }
  const entry: LedgerEntry = {
    id,
    state: isTakenBack(raised) ? 'superseded' : 'open',
    finding: { ...raised, id },
    first_head: round.head,
    first_session: round.session,
    last_head: round.head,
    last_session: round.session,
    superseded_by: null,
    aliases: [],
  };
  const events = [
    happened({ finding: id, kind: 'raised', why: `${raised.severity}: ${standingWords(raised)}` }, round),
  ];
  if (entry.state === 'open') {
    return { kind: 'admitted', outcome: { entry, did: 'opened', why: '', events, dropped: [], counts: true } };
  }
  const closed = [...events, happened({ finding: id, kind: 'superseded', why: standingWords(raised) }, round)];
  return { kind: 'admitted', outcome: { entry, did: 'rested', why: '', events: closed, dropped: [], counts: true } };
}

function standingWords({ standing }: Finding): string {
  return standing.kind === 'stated' ? 'nobody examines so light a claim' : `${standing.kind}, ${standing.why}`;
}
