import type { RepositoryRef } from '../change/pull-request.ts';
import type { AlertOrder } from '../ops/alerts/alert-order.ts';
import type { BacktestRunOrder } from '../routing/backtest-run-order.ts';
import type { CommandOrder } from '../routing/delivery-request.ts';
import type { GuardOrder } from '../routing/guard-order.ts';
import type { HearOrder } from '../routing/hear-order.ts';
import type { OpsCommentOrder, StateOrder } from '../routing/ops-order.ts';
import type { RefreshOrder } from '../routing/refresh-order.ts';
import type { ReviewTicket, TakeUpOrder } from '../routing/review-ticket.ts';

/** Stories that go on by themselves, also when the program that began them dies; each is begun once for its id. */
export interface Stories {
  /** Looks at a pull request soon, once for a burst of events: asks its gates, and begins the review that it is due. */
  takeUpSoon(order: TakeUpOrder): Promise<void>;
  /** Looks at a pull request, once for an id; the looks at one repository wait for each other. */
  takeUp(order: TakeUpOrder, id: string): Promise<void>;
  /** Asks the gates about a pull request, once for an id and after those who asked before. */
  startGuard(order: GuardOrder, id: string): Promise<void>;
  /** Judges the blocking rules of a pull request, once for an id and after those who asked before. */
  judgeRules(order: GuardOrder, id: string): Promise<void>;
  /** The same soon, once for a burst of events, such as the checks of one push. */
  judgeRulesSoon(order: GuardOrder): Promise<void>;
  /** Begins a review under its key; its repository's reviews wait for each other, not for those of others. */
  startReview(ticket: ReviewTicket): Promise<void>;
  /** Stops a review before its next step; what was asked of a model is not asked again. */
  stopReview(key: string): Promise<void>;
  /** Whether a review was stopped before its end, so that it can go on. */
  canResume(key: string): Promise<boolean>;
  /** Lets a stopped review go on where it stood; what is on record of it is not asked again. */
  resumeReview(ticket: ReviewTicket): Promise<void>;
  /** Whether a review can still go on by itself; null when it never began. */
  isReviewAlive(key: string): Promise<boolean | null>;
  /** Judges the backtests of a workflow's run, once for an id; the runs of one repository wait for each other. */
  judgeBacktest(order: BacktestRunOrder, id: string): Promise<void>;
  /** Answers a comment, once for its id and after the earlier ones on its pull request. */
  startCommand(order: CommandOrder): Promise<void>;
  /** Reads soon what people ask in the threads of a pull request, once for a burst of events. */
  hearSoon(order: HearOrder): Promise<void>;
  /** Reads it now, once for an id and after the commands on the pull request that came before. */
  startHearing(order: HearOrder, id: string): Promise<void>;
  /** Reads the documents of a branch that have changed, once for an id; one repository after the other. */
  startRefresh(order: RefreshOrder, id: string): Promise<void>;
  /** Does what a comment asks about an incident, once for its id; what is written of one repository's operations waits. */
  startIncidentCommand(order: OpsCommentOrder): Promise<void>;
  /** Answers a question about operations, once for the comment's id. */
  startOpsAnswer(order: OpsCommentOrder): Promise<void>;
  /** Looks at the state of a repository and shows it, once for its moment. */
  startStateLook(order: StateOrder): Promise<void>;
  /** Takes up a notice of alerts that was let in for a repository, once for an id. */
  takeUpAlerts(order: AlertsOrder, id: string): Promise<void>;
  /** The same after a while, for a notice of which nobody could tell what it means; the last one of a group counts. */
  takeUpAlertsLater(order: AlertsOrder): Promise<void>;
}

/** A notice of alerts that was let in for a repository, and how often it was taken up before without an answer. */
export interface AlertsOrder {
  readonly repository: RepositoryRef;
  readonly alert: AlertOrder;
  readonly tries: number;
}
