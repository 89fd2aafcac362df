import type { PullRef } from '../change/pull-request.ts';
import type { SessionType } from '../routing/session-type.ts';

/** Stories that go on by themselves, also when the program that began them dies; each is begun once for its id. */
export interface Stories {
  /** Looks at a pull request soon, once for a burst of events. */
  takeUpSoon(order: TakeUpOrder): Promise<void>;
  /** Begins a review under its key; its repository's reviews wait for each other, not for those of others. */
  startReview(ticket: ReviewTicket): Promise<void>;
  /** Stops a review before its next step; what was asked of a model is not asked again. */
  stopReview(key: string): Promise<void>;
}

/** Why a pull request is looked at. */
export interface TakeUpOrder {
  readonly pull: PullRef;
  /** Id of the delivery, comment or round that asks. */
  readonly cause: string;
  /** Who asked for it and how; null when an event did. */
  readonly asked: Asking | null;
  /** True when what is on record shall be published once more. */
  readonly again: boolean;
}

/** A person's wish for a review, whose right to it was looked up. */
export interface Asking {
  readonly by: string;
  /** True for another attempt although the same review is on record. */
  readonly anew: boolean;
  /** Null for the one that the change suggests. */
  readonly sessionType: SessionType | null;
}

/** What a review is held on; all else is read anew. */
export interface ReviewTicket {
  readonly key: string;
  readonly pull: PullRef;
  readonly head: string;
  readonly mergeBase: string;
  /** The commit of the base branch at which everything that instructs is read. */
  readonly tip: string;
  readonly sessionType: SessionType | null;
  readonly attempt: number;
}
