import type { PullRef } from '../change/pull-request.ts';
import type { Notice } from '../committee/check/notice.ts';
import { renderNoticeCheck } from '../committee/check/notice-check.ts';
import type { CheckOrder } from '../ports/code-host.ts';
import type { RefusalCause } from '../ports/review-book.ts';
import { checkKey } from './check-key.ts';
import { type PullPorts, timeOf } from './pull-ports.ts';

/** The check run that people may require. */
export const VERDICT_CHECK = 'conclave/verdict';

/** The review whose check speaks. */
export interface NoticePlace {
  readonly key: string;
  readonly pull: PullRef;
  readonly head: string;
}

/** Says in the check of a head what is the matter with its review, where there is no verdict to show. */
export async function publishNotice(place: NoticePlace, notice: Notice, ports: PullPorts): Promise<void> {
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
  place: NoticePlace,
  { cause, notice }: { readonly cause: RefusalCause; readonly notice: Notice },
  ports: PullPorts,
): Promise<void> {
  await publishNotice(place, notice, ports);
  const { output } = renderNoticeCheck(notice);
  await ports.journal.step('note the refusal', () =>
    ports.book.end(place.key, { kind: 'refused', cause, reason: output.title, at: timeOf(ports) }),
  );
}

/** Writes the one verdict check of a pull request's head and notes it with its full text. */
export async function putCheck(
  { pull, head }: NoticePlace,
  check: Pick<CheckOrder, 'state' | 'output'>,
  { host, publications, clock }: Pick<PullPorts, 'host' | 'publications' | 'clock'>,
): Promise<void> {
  const key = checkKey(pull, head);
  const known = await publications.find(key);
  const { id, url } = await host.putCheck({
    name: VERDICT_CHECK,
    sha: head,
    key,
    knownId: known?.hostId ?? null,
    detailsUrl: null,
    ...check,
  });
  const { title, summary, text } = check.output;
  const state = check.state.kind === 'completed' ? check.state.conclusion : 'in progress';
  await publications.note({
    key,
    kind: 'check',
    pull,
    head,
    hostId: id,
    url,
    text: `${VERDICT_CHECK}: ${state}\n${title}\n\n${summary}\n\n${text}`,
    at: new Date(clock.now()).toISOString(),
  });
}
