import type { BaseCommits } from '../ports/guard-host.ts';
import type { ReviewRow } from '../ports/review-book.ts';
import type { ReviewTicket, TakeUpOrder } from '../routing/review-ticket.ts';
import { SessionType } from '../routing/session-type.ts';
import { type GroundTexts, hashGround } from './ground-texts.ts';
import type { PullFacts } from './pull-facts.ts';
import type { PullPorts } from './pull-ports.ts';
import { reviewKey } from './review-key.ts';

/** A pull request as it was looked at. */
export interface Looked {
  readonly pull: PullFacts;
  readonly base: BaseCommits;
  readonly ground: GroundTexts;
}

/** The review that a pull request is due, and the one that spoke for it when that was found out. */
export interface Due {
  readonly ticket: ReviewTicket;
  readonly standing: ReviewRow | null;
}

/** Who asks for the attempts that no person asked for. */
export const ITSELF = 'conclave';

/** Writes the ticket of the review that is due; only a wish for another one raises the attempt. */
export async function writeTicket(
  { asked, cause }: TakeUpOrder,
  looked: Looked,
  { journal, book }: PullPorts,
): Promise<Due> {
  const { ref } = looked.pull;
  const { standing, attempt } = await journal.step('count the attempt', async () => ({
    standing: await book.current(ref),
    attempt: asked?.anew ? await book.raiseAttempt(ref, cause) : await book.attemptOf(ref),
  }));
  const wish = { full: asked?.full ?? false, wished: asked?.isWelcome ?? false };
  const suggested = { ...ticketOf(looked, asked?.sessionType ?? null, attempt), ...wish };
  if (asked !== null) return { ticket: suggested, standing };
  // What a person asked to be reviewed as stays so, whatever events follow.
  const types = [null, ...SessionType.options];
  const asStanding = types.map((type) => ticketOf(looked, type, attempt)).find(({ key }) => key === standing?.key);
  return { ticket: asStanding === undefined ? suggested : { ...asStanding, wished: wasWished(standing) }, standing };
}

/** Whether a person asked for a review; an attempt of our own is nobody's wish. */
function wasWished(review: ReviewRow | null): boolean {
  return review?.askedBy != null && review.askedBy !== ITSELF;
}

/** The ticket of a review of what was looked at. */
export function ticketOf(
  { pull, base, ground }: Looked,
  sessionType: SessionType | null,
  attempt: number,
): ReviewTicket {
  const { mergeBase, tip } = base;
  const key = reviewKey({
    repositoryId: pull.ref.repository.id,
    pull: pull.ref.number,
    head: pull.head.sha,
    mergeBase,
    configuration: hashGround(ground),
    sessionType,
    attempt,
  });
  return { key, pull: pull.ref, head: pull.head.sha, mergeBase, tip, sessionType, attempt, full: false, wished: false };
}
