import type { PullRef } from '../change/pull-request.ts';
import type { Notice } from '../committee/check/notice.ts';
import { renderNoticeCheck } from '../committee/check/notice-check.ts';
import type { ReviewRow } from '../ports/review-book.ts';
import { publishNotice } from './publish-notice.ts';
import type { PullPorts } from './pull-ports.ts';

/** Ends every review of a pull request that still runs, and says why in its check; returns them. */
export async function dropReviews(pull: PullRef, notice: Notice, ports: PullPorts): Promise<readonly ReviewRow[]> {
  const { journal, book } = ports;
  const why = renderNoticeCheck(notice).output.title;
  const dropped = await journal.step('end the running reviews', () =>
    book.cancelRunning(pull, { why, exceptKey: null }),
  );
  for (const review of dropped) await stopReview(review, notice, ports);
  return dropped;
}

/** Stops a review before its next step, and says why in its check. */
export async function stopReview(review: ReviewRow, notice: Notice, ports: PullPorts): Promise<void> {
  await ports.journal.step(`stop the review ${review.key.slice(0, 8)}`, () => ports.stories.stopReview(review.key));
  await publishNotice(review, notice, ports);
}
