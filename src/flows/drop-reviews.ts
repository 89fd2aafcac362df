import type { PullRef } from '../change/pull-request.ts';
import type { Notice } from '../committee/check/notice.ts';
import { renderNoticeCheck } from '../committee/check/notice-check.ts';
import { isAppError } from '../kernel/app-error.ts';
import type { ReviewRow } from '../ports/review-book.ts';
import { publishNotice } from './publish-notice.ts';
import type { PullFacts } from './pull-facts.ts';
import type { PullPorts } from './pull-ports.ts';
import { isStopped } from './stopped.ts';

/** Ends every review of a pull request that still runs, and says why in its check; returns them. */
export async function dropReviews(pull: PullRef, notice: Notice, ports: PullPorts): Promise<readonly ReviewRow[]> {
  const { journal, book } = ports;
  const why = renderNoticeCheck(notice).output.title;
  const standing = await journal.step('find the review that speaks', () => book.current(pull));
  const dropped = await journal.step('end the running reviews', async () => {
    const ended = await book.cancelRunning(pull, { why, exceptKey: null });
    if (ended.length > 0 || standing?.status !== 'running') return ended;
    // A step that was cut off before it was on record has ended it already.
    const review = await book.find(standing.key);
    return review?.status === 'cancelled' ? [review] : [];
  });
  for (const review of dropped) await stopReview(review, notice, ports);
  return dropped;
}

/** Ends what runs on another head than the one that a pull request has now. */
export async function dropOldHeads(pull: PullFacts, ports: PullPorts): Promise<void> {
  const { sha } = pull.head;
  const standing = await ports.journal.step('find what runs on the draft', () => ports.book.current(pull.ref));
  if (standing?.status !== 'running' || standing.head === sha) return;
  await dropReviews(pull.ref, { kind: 'superseded', by: sha }, ports);
}

/** Stops a review before its next step, and says why in its check, unless the commit is gone by now. */
export async function stopReview(review: ReviewRow, notice: Notice, ports: PullPorts): Promise<void> {
  await ports.journal.step(`stop the review ${review.key.slice(0, 8)}`, () => ports.stories.stopReview(review.key));
  try {
    await publishNotice(review, notice, ports);
  } catch (error) {
    if (isStopped(error) || !isAppError(error)) throw error;
  }
}
