import type { PullRef, RepositoryRef } from '../change/pull-request.ts';
import type { Disposition } from '../committee/disposition.ts';
import type { Baseline } from '../committee/ledger/baseline.ts';
import type { LedgerEntry, LedgerEvent, LedgerEventKind } from '../committee/ledger/entry.ts';
import type { Session } from '../committee/session.ts';
import type { Conclusion } from '../kernel/check.ts';
import type { MicroUsd } from '../kernel/micro-usd.ts';
import type { RouteFacts } from '../routing/route-facts.ts';
import type { FinishedSession } from './archive.ts';

/**
 * The record of reviews: which were begun, which one speaks for a pull request now, what they found and what people
 * decided on it. Every method may be repeated after a crash and then changes nothing more.
 */
export interface ReviewBook {
  /** Remembers a repository and its installation, under its newest name. */
  rememberRepository(ref: RepositoryRef): Promise<void>;
  /** Forgets a repository that we no longer see; returns its reviews that still ran, which are cancelled. */
  forgetRepository(repositoryId: number): Promise<readonly ReviewRow[]>;

  /**
   * Begins a review and makes it the one that speaks for its pull request. Says which others of that pull request
   * still ran; they are marked as replaced.
   */
  begin(review: ReviewBeginning): Promise<Begun>;
  /**
   * Makes a review on record the one that speaks for its pull request again, running anew unless it has a verdict. Says
   * which others of that pull request still ran; they are marked as replaced.
   */
  resume(key: string, at: string): Promise<readonly ReviewRow[]>;
  /** Whether a review still speaks for its pull request and has not been cancelled. */
  isCurrent(key: string): Promise<boolean>;
  /** Notes how a review ended. */
  end(key: string, ending: ReviewEnding): Promise<void>;
  /** Ends every review of a pull request that still runs, or only those of other heads; returns them. */
  cancelRunning(
    pull: PullRef,
    cancellation: { readonly why: string; readonly exceptKey: string | null },
  ): Promise<readonly ReviewRow[]>;
  /** The review that speaks for a pull request; null when it had none. */
  current(pull: PullRef): Promise<ReviewRow | null>;
  /** The reviews that speak for other pull requests of the repository with the same head. */
  currentAtHead(pull: PullRef, head: string): Promise<readonly ReviewRow[]>;
  /** The last review that published a verdict; null when there is none. */
  lastVerdict(pull: PullRef): Promise<ReviewRow | null>;
  find(key: string): Promise<ReviewRow | null>;
  /** Money of a pull request, and of its repository today (UTC). */
  spending(pull: PullRef): Promise<Spending>;

  /** How often a review of the pull request was asked for anew. */
  attemptOf(pull: PullRef): Promise<number>;
  /** Raises the attempt once for each cause (the id of a delivery or comment); returns the attempt of that cause. */
  raiseAttempt(pull: PullRef, cause: string): Promise<number>;

  /** Claims money for a whole session within the repository's cap of the day; the same key is claimed once. */
  claimBudget(claim: BudgetClaim): Promise<BudgetAnswer>;

  /**
   * Keeps a finished session with its dossier and seats, and with what it adds to the ledger, exactly as that says: all
   * of it or nothing. What a person decided since the review began outweighs it. Of a session without a ledger the
   * findings are compared with those on record: what it no longer holds is fixed.
   */
  keepSession(key: string, finished: FinishedSession): Promise<void>;
  readSession(id: string): Promise<{ readonly session: Session; readonly dossier: string } | null>;
  /** The newest session of the pull request in which a finding stands, by the finding's id; null when none does. */
  findFinding(pull: PullRef, finding: string): Promise<Session | null>;

  /** The newest session of a pull request, whether a later one may rest on it or not; null when it had none. */
  lastSession(pull: PullRef): Promise<Session | null>;

  /** Every finding of a pull request as it is now, the one that was raised first at the front. */
  ledger(pull: PullRef): Promise<readonly LedgerEntry[]>;
  /** What happened to one finding of a pull request, oldest first. */
  ledgerEvents(pull: PullRef, finding: string): Promise<readonly KeptLedgerEvent[]>;
  /** What was read whole by the newest complete review of a pull request; null when there was none. */
  baseline(pull: PullRef): Promise<Baseline | null>;
  /**
   * How many findings of the repository's other pull requests stand on these paths: confirmed, and neither dismissed
   * nor superseded; each once.
   */
  pathHistory(pull: PullRef, paths: readonly string[]): Promise<PathHistory>;

  /** Records a decision on a finding once for each cause; the newest decision on a finding holds. */
  decide(pull: PullRef, cause: string, disposition: Disposition): Promise<void>;
  /** The decisions that hold on the findings of a pull request, oldest first. */
  dispositions(pull: PullRef): Promise<readonly Disposition[]>;

  /** Runs a piece of work while nobody else, in any process, does so for the same pull request. */
  exclusively<T>(pull: PullRef, work: () => Promise<T>): Promise<T>;
}

/** Something that happened to a finding, as it is on record. */
export interface KeptLedgerEvent extends Omit<LedgerEvent, 'kind'> {
  /** `gone` stands in older records alone: the next session did not raise it again. */
  readonly kind: LedgerEventKind | 'gone';
  /** Empty in older records, which gave no reason for what the committee did. */
  readonly why: string;
  readonly at: string;
}

/** Findings on some paths by weight; `all` counts the lighter ones too. */
export type PathHistory = NonNullable<RouteFacts['history']>;

/** A review at its beginning. */
export interface ReviewBeginning {
  /** Hash over repository, pull request, head, merge base, configuration, session type and attempt. */
  readonly key: string;
  readonly pull: PullRef;
  readonly head: string;
  readonly mergeBase: string;
  readonly baseBranch: string;
  readonly attempt: number;
  readonly sessionType: string;
  /** Login of the person who asked for it; null when an event did. */
  readonly askedBy: string | null;
  readonly beganAt: string;
}

/** What `begin` found. */
export type Begun =
  | { readonly kind: 'begun'; readonly replaced: readonly ReviewRow[] }
  /** The key is on record; the review that holds it answers. */
  | { readonly kind: 'known'; readonly review: ReviewRow };

/** How a review ended. */
export type ReviewEnding =
  | { readonly kind: 'published'; readonly sessionId: string; readonly conclusion: Conclusion; readonly at: string }
  /** No session was held: configuration, budget, keys; the reason was published. */
  | { readonly kind: 'refused'; readonly reason: string; readonly cause: RefusalCause; readonly at: string }
  | { readonly kind: 'cancelled'; readonly reason: string; readonly at: string }
  /** Something broke, perhaps only after the session was kept. */
  | { readonly kind: 'failed'; readonly reason: string; readonly sessionId: string | null; readonly at: string };

/** What a refusal came from, so that it can be taken up again when that changes. */
export type RefusalCause = 'configuration' | 'budget' | 'models' | 'unreadable' | 'stranger' | 'routing';

/** A review on record. */
export interface ReviewRow extends ReviewBeginning {
  readonly status: 'running' | 'replaced' | ReviewEnding['kind'];
  readonly reason: string | null;
  readonly cause: RefusalCause | null;
  readonly sessionId: string | null;
  readonly conclusion: Conclusion | null;
  readonly endedAt: string | null;
}

/** Money of a pull request and of its repository's day. */
export interface Spending {
  readonly pullMicroUsd: MicroUsd;
  readonly pullPossiblySpentMicroUsd: MicroUsd;
  readonly dayMicroUsd: MicroUsd;
  readonly sessions: number;
}

/** What a session may cost at most, and what its repository may spend in a day. */
export interface BudgetClaim {
  readonly key: string;
  readonly repositoryId: number;
  readonly sessionMicroUsd: MicroUsd;
  readonly dayCapMicroUsd: MicroUsd;
  /** `YYYY-MM-DD` in UTC. */
  readonly day: string;
}

/** Whether the money is there. */
export type BudgetAnswer =
  | { readonly kind: 'claimed' }
  | { readonly kind: 'refused'; readonly spentMicroUsd: MicroUsd; readonly claimedMicroUsd: MicroUsd };
