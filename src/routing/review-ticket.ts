import { z } from 'zod';
import { PullRef } from '../change/pull-request.ts';
import { SessionType } from './session-type.ts';

/** A person's wish for a review, whose right to it was looked up. */
export const Asking = z.strictObject({
  by: z.string(),
  /** True when a person with the right to it asks, who then answers for what a stranger's pull request costs. */
  isWelcome: z.boolean(),
  /** True for another attempt although the same review is on record. */
  anew: z.boolean(),
  /** Null for the one that the change suggests. */
  sessionType: SessionType.nullable(),
  /** True when everything is to be read anew, as a new baseline. */
  full: z.boolean().default(false),
});
export type Asking = Readonly<z.infer<typeof Asking>>;

/** Why a pull request is looked at. */
export const TakeUpOrder = z.strictObject({
  pull: PullRef,
  /** Id of the delivery, comment or round that asks. */
  cause: z.string(),
  /** Who asked for it and how; null when an event did. */
  asked: Asking.nullable(),
  /** True when what is on record shall be published once more. */
  again: z.boolean(),
});
export type TakeUpOrder = Readonly<z.infer<typeof TakeUpOrder>>;

/** What a review is held on; all else is read anew. */
export const ReviewTicket = z.strictObject({
  key: z.string(),
  pull: PullRef,
  head: z.string(),
  mergeBase: z.string(),
  /** The commit of the base branch at which everything that instructs is read. */
  tip: z.string(),
  /** Null for the one that the change suggests. */
  sessionType: SessionType.nullable(),
  attempt: z.int().nonnegative(),
  /** True when everything is to be read anew, as a new baseline. */
  full: z.boolean().default(false),
  /** True when a person asked for it, so that no row of the routing matrix skips it. */
  wished: z.boolean().default(false),
});
export type ReviewTicket = Readonly<z.infer<typeof ReviewTicket>>;
