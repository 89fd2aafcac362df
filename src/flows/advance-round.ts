import type { Finding } from '../committee/finding.ts';
import { type Advanced, advanceLedger } from '../committee/ledger/advance.ts';
import type { ReviewRound } from '../committee/ledger/review-round.ts';
import type { RoundRecord } from '../committee/ledger/round.ts';
import type { Ruling } from '../committee/ledger/ruling.ts';
import type { LedgerUpdate } from '../committee/ledger/update.ts';
import { type ExaminationGround, stillWaiting, worthExamining } from '../committee/ledger/worth-examining.ts';
import type { Coverage } from '../dossier/coverage.ts';
import { claimLikeness } from './claim-likeness.ts';
import type { RoundRequest } from './round-request.ts';

/** What a round is compared by, opened once. */
export function groundOf({ renames, located, changed }: RoundRequest): ExaminationGround {
  return {
    renames: new Map(Object.entries(renames)),
    located: new Map(Object.entries(located)),
    changed: changed === null ? null : new Map(Object.entries(changed).map(([path, lines]) => [path, new Set(lines)])),
    alike: claimLikeness(),
  };
}

/** The findings of a review before their examination: those that were raised, and earlier ones that wait for it still. */
export interface Sifted {
  readonly findings: readonly Finding[];
  /** Whether the other model need be asked about one of them. */
  readonly isWorthAsking: (finding: Finding) => boolean;
}

/** Joins what was raised with what waits since an earlier review, and tells what is worth an examination. */
export function siftRaised(
  { raised, rulings }: { readonly raised: readonly Finding[]; readonly rulings: readonly Ruling[] },
  round: RoundRequest,
  ground: ExaminationGround,
): Sifted {
  const taken = new Set(raised.map(({ id }) => id));
  const waiting = stillWaiting(round.entries, { raised, rulings }, ground).filter(({ id }) => !taken.has(id));
  return { findings: [...raised, ...waiting], isWorthAsking: worthExamining(round.entries, ground) };
}

/** What a session found, to be carried into the ledger. */
export interface RoundFindings {
  readonly session: string;
  readonly findings: readonly Finding[];
  readonly rulings: readonly Ruling[];
}

/** Brings the ledger forward by what a session found. */
export function advanceRound(
  { session, findings, rulings }: RoundFindings,
  round: RoundRequest,
  ground: ExaminationGround,
): Advanced {
  const read = new Map(round.rulesRead.map(({ path, rules }) => [path, new Set(rules)]));
  const review: ReviewRound = {
    ...ground,
    session,
    head: round.identity.head,
    kind: round.kind,
    raised: findings,
    rulings,
    seats: round.identity.seats,
    rulesRead: (path, rule) => read.get(path)?.has(rule) ?? false,
    dispositions: round.dispositions,
  };
  return advanceLedger(round.entries, review);
}

/** The round as a session records it. */
export function recordRound(
  { number, kind, fullBecause, baseline, delta, identity }: RoundRequest,
  advanced: Advanced,
  { rulings, complete }: { readonly rulings: readonly Ruling[]; readonly complete: boolean },
): RoundRecord {
  return {
    number,
    kind,
    full_because: fullBecause,
    baseline,
    delta,
    complete,
    configuration: identity.configuration,
    base_branch: identity.base_branch,
    opened: [...advanced.opened],
    reopened: [...advanced.reopened],
    carried: [...advanced.carried],
    fixed: [...advanced.fixed],
    superseded: [...advanced.superseded],
    dismissed: [...advanced.dismissed],
    dropped: [...advanced.dropped],
    rulings: [...rulings],
  };
}

/** What the ledger keeps of a session; only one that is complete becomes the baseline of later ones. */
export function updateOf(
  { identity }: RoundRequest,
  advanced: Advanced,
  {
    session,
    coverage,
    complete,
  }: { readonly session: string; readonly coverage: Coverage; readonly complete: boolean },
): LedgerUpdate {
  return {
    entries: advanced.changedEntries,
    events: advanced.events,
    overruled: advanced.overruled.map(({ finding }) => finding),
    baseline: complete ? { session, ...identity, coverage } : null,
  };
}
