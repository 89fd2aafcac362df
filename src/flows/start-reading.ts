import type { Notice } from '../committee/check/notice.ts';
import type { ReviewTicket } from '../routing/review-ticket.ts';
import { type NoticePorts, nameNoticeStep, publishNotice, putNotice } from './publish-notice.ts';
import type { PullPorts } from './pull-ports.ts';

/** The step in which a review is started, or goes on. */
export interface Starting {
  readonly name: string;
  readonly start: () => Promise<void>;
}

/** What starting a review asks of the outside world. */
export interface StartPorts extends NoticePorts {
  readonly book: Pick<PullPorts['book'], 'find' | 'current'>;
  readonly stories: Pick<PullPorts['stories'], 'stopReview'>;
  /** Whether reviews are rehearsals, in which no language model is asked. */
  readonly rehearses: boolean;
}

/**
 * Says in the check that a review reads, and starts it. Two looks at a pull request may overtake each other: where
 * another review has taken its place meanwhile, nothing runs, and its check says so and is not left in progress. Returns
 * whether it was started.
 */
export async function startReading(
  ticket: ReviewTicket,
  { name, start }: Starting,
  ports: StartPorts,
): Promise<boolean> {
  const { journal, stories } = ports;
  const notice: Notice = { kind: 'reading', rehearsal: ports.rehearses };
  const isShown = await journal.step(nameNoticeStep(ticket, notice), async () => {
    if (!(await speaks(ticket, ports))) return false;
    await putNotice(ticket, notice, ports);
    return speaks(ticket, ports);
  });
  // A step that is on record from before knew no answer.
  if (isShown === false) return giveWay(ticket, ports);
  const isStarted = await journal.step(name, async () => {
    if (!(await speaks(ticket, ports))) return false;
    await start();
    if (await speaks(ticket, ports)) return true;
    // Who took its place could not stop what had not begun.
    await stories.stopReview(ticket.key);
    return false;
  });
  return isStarted === false ? giveWay(ticket, ports) : true;
}

/** Whether no other review has taken its place; a review that has ended already needs nobody to give way. */
async function speaks({ key }: ReviewTicket, { book }: StartPorts): Promise<boolean> {
  const status = (await book.find(key))?.status;
  return status !== 'replaced' && status !== 'cancelled';
}

async function giveWay(ticket: ReviewTicket, ports: StartPorts): Promise<false> {
  const now = await ports.journal.step('find what took its place', () => ports.book.current(ticket.pull));
  // On the same commit the newer review speaks in the newest run of the check.
  if (now !== null && now.head !== ticket.head) {
    await publishNotice(ticket, { kind: 'superseded', by: now.head }, ports);
  }
  return false;
}
