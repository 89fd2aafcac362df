import type { Notice } from '../committee/check/notice.ts';
import { renderNoticeCheck } from '../committee/check/notice-check.ts';
import type { CheckOrder } from '../ports/code-host.ts';
import type { RefusalCause } from '../ports/review-book.ts';
import type { ReviewPlace } from './check-key.ts';
import { type PullPorts, timeOf } from './pull-ports.ts';
import { type CheckPorts, putCheck } from './verdict-check.ts';

/** What showing a notice asks of the outside world. */
export type NoticePorts = CheckPorts & Pick<PullPorts, 'journal'>;

/** Says in the check of a head what is the matter with its review, where there is no verdict to show. */
export async function publishNotice(place: ReviewPlace, notice: Notice, ports: NoticePorts): Promise<void> {
  await ports.journal.step(nameNoticeStep(place, notice), () => putNotice(place, notice, ports));
}

/** The step in which a notice is shown. */
export function nameNoticeStep({ key }: ReviewPlace, { kind }: Notice): string {
  return `show ${kind} of ${key.slice(0, 8)}`;
}

/** Writes the check of a notice; to be called in a step. */
export async function putNotice(
  place: ReviewPlace,
  notice: Notice,
  ports: Omit<NoticePorts, 'journal'>,
): Promise<void> {
  const { conclusion, output } = renderNoticeCheck(notice);
  const at = timeOf(ports);
  const state: CheckOrder['state'] =
    conclusion === null ? { kind: 'in-progress', startedAt: at } : { kind: 'completed', conclusion, completedAt: at };
  await putCheck(place, { state, output }, ports);
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
