import type { Notice } from '../committee/check/notice.ts';
import { renderNoticeCheck } from '../committee/check/notice-check.ts';
import type { CheckOrder } from '../ports/code-host.ts';
import type { RefusalCause } from '../ports/review-book.ts';
import type { ReviewPlace } from './check-key.ts';
import { type PullPorts, timeOf } from './pull-ports.ts';
import { putCheck } from './verdict-check.ts';

/** Says in the check of a head what is the matter with its review, where there is no verdict to show. */
export async function publishNotice(place: ReviewPlace, notice: Notice, ports: PullPorts): Promise<void> {
  const { conclusion, output } = renderNoticeCheck(notice);
  const { journal } = ports;
  await journal.step(`show ${notice.kind} of ${place.key.slice(0, 8)}`, async () => {
    const at = timeOf(ports);
    const state: CheckOrder['state'] =
      conclusion === null ? { kind: 'in-progress', startedAt: at } : { kind: 'completed', conclusion, completedAt: at };
    await putCheck(place, { state, output }, ports);
  });
}

/** Ends a review before anything was paid, and says why. */
export async function refuseReview(
  place: ReviewPlace,
  { cause, notice }: { readonly cause: RefusalCause; readonly notice: Notice },
  ports: PullPorts,
): Promise<void> {
  await publishNotice(place, notice, ports);
  const { output } = renderNoticeCheck(notice);
  await ports.journal.step('note the refusal', () =>
    ports.book.end(place.key, { kind: 'refused', cause, reason: output.title, at: timeOf(ports) }),
  );
}
