import { type Disposition, dispositionsAt } from '../disposition.ts';
import type { Finding } from '../finding.ts';
import { compareFindings } from '../findings.ts';
import { admit } from './admit.ts';
import { coverOf } from './cover.ts';
import { decideEntry } from './decided-entry.ts';
import type { LedgerEntry, LedgerEvent } from './entry.ts';
import { followClosed, followDismissed } from './follow-closed.ts';
import { followOpen } from './follow-open.ts';
import { ledgerLine } from './ledger-line.ts';
import { happened, type Outcome } from './outcome.ts';
import { ownId } from './own-id.ts';
import { recognise } from './recognise.ts';
import type { ReviewRound } from './review-round.ts';
import type { DroppedClaim, LedgerLine } from './round.ts';

/** The ledger of a pull request after a review, and what the review did to it. */
export interface Advanced {
  /** Every finding, in the order given, new ones behind. */
  readonly entries: readonly LedgerEntry[];
  /** Those that are new or have changed. */
  readonly changedEntries: readonly LedgerEntry[];
  readonly events: readonly LedgerEvent[];
  /**
   * What the verdict is computed from, heaviest first: all that is open, what people let pass and still stands, which
   * their decisions lift, and what was taken back in this review.
   */
  readonly findings: readonly Finding[];
  readonly opened: readonly string[];
  readonly reopened: readonly string[];
  readonly carried: readonly string[];
  /** The carried ones with why they are open still. */
  readonly carriedLines: readonly LedgerLine[];
  readonly fixed: readonly LedgerLine[];
  readonly superseded: readonly LedgerLine[];
  readonly dismissed: readonly LedgerLine[];
  readonly dropped: readonly DroppedClaim[];
  /** Dismissals that a reopening has overruled; they hold no longer. */
  readonly overruled: readonly Disposition[];
}

/**
 * Brings the ledger of a pull request forward by one review. Given the same ledger and round it gives the same answer,
 * in whatever order findings and rulings are listed, and given the same round again it adds nothing.
 */
export function advanceLedger(entries: readonly LedgerEntry[], round: ReviewRound): Advanced {
  const decisions = new Map(dispositionsAt(round.head, round.dispositions).holding.map((one) => [one.finding, one]));
  const decided = entries.map((entry) => decideEntry(entry, decisions.get(entry.id), round.head));
  const standing = decided.map(({ entry }) => entry);
  const { known, unknown } = recognise(standing, round);
  const followed = standing.map((entry): Outcome => {
    const recognised = known.get(entry.id) ?? [];
    if (entry.state === 'open' || entry.state === 'waived') return followOpen(entry, recognised, round);
    const follow = entry.state === 'dismissed' ? followDismissed : followClosed;
    return follow(entry, recognised, { round, decision: decisions.get(entry.id) });
  });
  const { admitted, dropped } = admitAll(unknown, followed, round);
  const outcomes = coverAll([...followed, ...admitted], round);
  return {
    ...tell(outcomes, entries),
    events: [...decided.flatMap(({ event }) => event ?? []), ...outcomes.flatMap(({ events }) => events)],
    dropped: [...outcomes.flatMap((one) => one.dropped), ...dropped],
    overruled: overruledBy(outcomes, round),
  };
}

/** Who dismissed a finding did not know the code on which it stands now. */
function overruledBy(outcomes: readonly Outcome[], { dispositions }: ReviewRound): readonly Disposition[] {
  const reopened = new Set(outcomes.filter(({ did }) => did === 'reopened').map(({ entry }) => entry.id));
  return dispositions.filter(({ kind, finding }) => kind === 'dismissed' && reopened.has(finding));
}

interface Admitted {
  readonly admitted: readonly Outcome[];
  readonly dropped: readonly DroppedClaim[];
}

function admitAll(unknown: readonly Finding[], followed: readonly Outcome[], round: ReviewRound): Admitted {
  const taken = new Set(followed.flatMap(({ entry: { id, aliases } }) => [id, ...aliases]));
  const admitted: Outcome[] = [];
  const dropped: DroppedClaim[] = [];
  for (const raised of unknown) {
    const id = ownId(raised, taken);
    const admission = admit(raised, id, round);
    if (admission.kind === 'dropped') dropped.push(admission.claim);
    else {
      admitted.push(admission.outcome);
      taken.add(id);
    }
  }
  return { admitted, dropped };
}

/** What was open before and stands within a finding that opened now is that one from now on. */
function coverAll(outcomes: readonly Outcome[], round: ReviewRound): readonly Outcome[] {
  const opened = outcomes.filter(({ did }) => did === 'opened').map(({ entry }) => entry);
  return outcomes.map((outcome) => {
    const { entry, did } = outcome;
    const cover = did === 'carried' && entry.state === 'open' ? coverOf(entry, opened) : null;
    if (cover === null) return outcome;
    const why = `the broader finding ${cover.id} covers it`;
    return {
      ...outcome,
      entry: { ...entry, state: 'superseded', superseded_by: cover.id },
      did: 'superseded',
      why,
      events: [...outcome.events, happened({ finding: entry.id, kind: 'superseded', why }, round)],
      counts: false,
    };
  });
}

type Told = Omit<Advanced, 'events' | 'dropped' | 'overruled'>;

function tell(outcomes: readonly Outcome[], before: readonly LedgerEntry[]): Told {
  const was = new Map(before.map((entry) => [entry.id, JSON.stringify(entry)]));
  const entries = outcomes.map(({ entry }) => entry);
  const that = (did: Outcome['did']) => outcomes.filter((one) => one.did === did);
  const ids = (did: Outcome['did']) => that(did).map(({ entry }) => entry.id);
  const lines = (some: readonly Outcome[]) => some.map(({ entry, why }) => ledgerLine(entry, why));
  const open = that('carried').filter(({ entry }) => entry.state === 'open');
  const resting = outcomes.filter(({ entry, counts }) => entry.state === 'dismissed' && !counts);
  return {
    entries,
    changedEntries: entries.filter((entry) => was.get(entry.id) !== JSON.stringify(entry)),
    findings: outcomes.flatMap(({ entry, counts }) => (counts ? [entry.finding] : [])).sort(compareFindings),
    opened: ids('opened'),
    reopened: ids('reopened'),
    carried: open.map(({ entry }) => entry.id),
    carriedLines: lines(open),
    fixed: lines(that('fixed')),
    superseded: lines(that('superseded')),
    dismissed: lines(resting),
  };
}
