import type { Notice } from '../committee/check/notice.ts';
import type { Session } from '../committee/session.ts';
import type { ConclaveConfig } from '../config/config.ts';
import { isAppError } from '../kernel/app-error.ts';
import { type Complaint, complaintOf } from '../kernel/complaint.ts';
import { hashText } from '../kernel/hash.ts';
import type { ProgramFiles } from '../ports/program-files.ts';
import type { Begun, ReviewRow } from '../ports/review-book.ts';
import type { ReviewTicket, TakeUpOrder } from '../routing/review-ticket.ts';
import { dropOldHeads, dropReviews, stopReview } from './drop-reviews.ts';
import { type GroundTexts, groundFiles, readGround } from './ground-texts.ts';
import { judgeRecord } from './judge-record.ts';
import { loadCommittee } from './load-committee.ts';
import type { RuleProver } from './load-rules.ts';
import { closedNotice } from './prepare-pull.ts';
import { publishNotice, refuseReview } from './publish-notice.ts';
import { publishVerdict } from './publish-verdict.ts';
import { type PullFacts, readFacts } from './pull-facts.ts';
import { type PullPorts, timeOf } from './pull-ports.ts';
import { isRoutedAnew, type ReroutePorts } from './route-anew.ts';
import { startReading } from './start-reading.ts';
import { isWelcome } from './welcome.ts';
import { type Looked, ticketOf, writeTicket } from './write-ticket.ts';

/** What taking up a pull request asks of the outside world. */
export interface TakeUpPorts extends ReroutePorts {
  readonly program: ProgramFiles;
  /** Where rules of a repository are proven. */
  readonly prover: RuleProver;
  /** Whether reviews are rehearsals, in which no language model is asked. */
  readonly rehearses: boolean;
}

/** What became of a pull request that was looked at. */
export type TakenUp =
  | { readonly kind: 'begun'; readonly ticket: ReviewTicket; readonly sessionType: string }
  | { readonly kind: 'on-record'; readonly review: ReviewRow }
  | { readonly kind: 'refused'; readonly notice: Notice }
  | { readonly kind: 'nothing'; readonly why: string };

/**
 * Looks at a pull request as it is now and begins the review that it is due, once for each head, base, configuration,
 * session type and attempt. Older reviews of it are stopped first, before they spend more.
 */
export async function takeUpPull(order: TakeUpOrder, ports: TakeUpPorts): Promise<TakenUp> {
  const { journal, host } = ports;
  const pull = await journal.step('read the pull request', () => readFacts(order.pull.number, host));
  if (pull === null) return nothing('there is no such pull request');
  if (pull.state !== 'open') {
    await dropReviews(order.pull, closedNotice(pull), ports);
    return nothing('it is not open');
  }
  if (pull.draft && order.asked === null) {
    await dropOldHeads(pull, ports);
    return nothing('it is a draft');
  }
  const looked = await lookAt(order, pull, ports);
  const { ticket, standing } = await writeTicket(order, looked, ports);
  const due: DueReview = { ...looked, ticket };
  const begun = await journal.step('begin the review', () => beginAtHead(order, due, ports));
  switch (begun.kind) {
    case 'moved':
      return movedMeanwhile;
    case 'begun':
      await stopReplaced(begun.replaced, ticket, ports);
      return begin(order, due, ports);
    case 'known':
      return answerKnown(order, { ...due, review: begun.review, standing }, ports);
    default:
      return begun satisfies never;
  }
}

function nothing(why: string): TakenUp {
  return { kind: 'nothing', why };
}

const movedMeanwhile = nothing('another commit was pushed meanwhile, which brings a review of its own');

/** Reads where the change begins and what instructs; a failure is shown in the check, since nobody else would tell. */
async function lookAt({ cause }: TakeUpOrder, pull: PullFacts, ports: PullPorts): Promise<Looked> {
  const { journal, host } = ports;
  const { branch } = pull.base;
  try {
    const base = await journal.step('find the base', () => host.findBase(branch, pull.head.sha));
    const ground = await journal.step('read what instructs', () => readGround(host.files, base.tip));
    return { pull, base, ground };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const place = { key: hashText(cause), pull: pull.ref, head: pull.head.sha };
    const kept = 'Nothing was begun, and nothing was paid. The pull request is looked at again within the hour.';
    await publishNotice(place, { kind: 'failed', complaint: complaintOf(error), kept }, ports);
    throw error;
  }
}

/** What was looked at, with the ticket of its review. */
interface DueReview extends Looked {
  readonly ticket: ReviewTicket;
}

async function beginAtHead(
  { asked }: TakeUpOrder,
  { pull, ticket }: DueReview,
  ports: PullPorts,
): Promise<Begun | { readonly kind: 'moved' }> {
  const { key, head, mergeBase, attempt } = ticket;
  const begun = await whileHead(ticket, ports, () =>
    ports.book.begin({
      ...{ key, pull: ticket.pull, head, mergeBase, attempt },
      baseBranch: pull.base.branch,
      sessionType: ticket.sessionType ?? 'pr_review',
      askedBy: asked?.by ?? null,
      beganAt: timeOf(ports),
    }),
  );
  return begun ?? { kind: 'moved' };
}

/**
 * Two looks at a pull request may overtake each other. So its head is read again where nobody else begins a review of
 * it: who begins last has seen the newest. Null when the head is another one by now.
 */
function whileHead<T>(
  { pull, head }: ReviewTicket,
  { book, host }: PullPorts,
  work: () => Promise<T>,
): Promise<T | null> {
  return book.exclusively(pull, async () => {
    const now = await host.readPull(pull.number);
    return now?.head.sha === head ? work() : null;
  });
}

interface KnownReview extends DueReview {
  readonly review: ReviewRow;
  readonly standing: ReviewRow | null;
}

/** The same review answers from the record; where the record holds no answer that counts any more, it is begun. */
async function answerKnown(order: TakeUpOrder, known: KnownReview, ports: TakeUpPorts): Promise<TakenUp> {
  const { review, ticket } = known;
  if (await isRoutedAnew(known, ports)) return beginAnother(order, known, ports);
  const judged = await judgeRecord(order, known, ports);
  switch (judged.kind) {
    case 'answers':
      if (judged.session !== null) await publishVerdict({ review, session: judged.session }, ports, order.cause);
      return { kind: 'on-record', review };
    case 'never-started':
      await stopReplaced(judged.replaced, ticket, ports);
      return begin(order, known, ports);
    case 'left-behind': {
      const { session } = judged;
      const canSpeak = session !== null || (await canGoOn(review, ports));
      return canSpeak ? speakAgain(order, { ...known, session }, ports) : beginAnother(order, known, ports);
    }
    default:
      return judged satisfies never;
  }
}

/** A review that spoke before speaks again: with its own session where it has one, else it goes on where it stood. */
async function speakAgain(
  order: TakeUpOrder,
  { session, ...known }: KnownReview & { readonly session: Session | null },
  ports: TakeUpPorts,
): Promise<TakenUp> {
  const { journal, book, stories } = ports;
  const { review, ticket } = known;
  const replaced = await journal.step('let the review speak again', () =>
    whileHead(ticket, ports, () => book.resume(ticket.key, timeOf(ports))),
  );
  if (replaced === null) return movedMeanwhile;
  await stopReplaced(replaced, ticket, ports);
  if (session !== null) {
    await publishVerdict({ review, session }, ports, order.cause);
    return { kind: 'on-record', review };
  }
  const resuming = { name: 'resume the review', start: () => stories.resumeReview(ticket) };
  return begunUnlessMoved(ticket, await startReading(ticket, resuming, ports));
}

/** What was claimed of the day's budget is claimed for that day alone. */
function canGoOn({ key, beganAt }: ReviewRow, ports: PullPorts): Promise<boolean> {
  return ports.journal.step('see whether it can go on', async () => {
    const isSameDay = beganAt.slice(0, 10) === timeOf(ports).slice(0, 10);
    return isSameDay && (await ports.stories.canResume(key));
  });
}

/** A review that ended without a verdict, and cannot go on, is begun anew. */
async function beginAnother(order: TakeUpOrder, known: KnownReview, ports: TakeUpPorts): Promise<TakenUp> {
  const { journal, book } = ports;
  const { ticket: old } = known;
  const attempt = await journal.step('count another attempt', () =>
    book.raiseAttempt(old.pull, `${order.cause} ${old.key}`),
  );
  const { full, wished } = old;
  const due: DueReview = { ...known, ticket: { ...ticketOf(known, old.sessionType, attempt), full, wished } };
  const begun = await journal.step('begin another attempt', () => beginAtHead(order, due, ports));
  if (begun.kind === 'moved') return movedMeanwhile;
  if (begun.kind === 'begun') await stopReplaced(begun.replaced, due.ticket, ports);
  return begin(order, due, ports);
}

async function stopReplaced(replaced: readonly ReviewRow[], { head }: ReviewTicket, ports: PullPorts): Promise<void> {
  for (const review of replaced) {
    await stopReview(review, review.head === head ? { kind: 'begun-anew' } : { kind: 'superseded', by: head }, ports);
  }
}

async function begin(order: TakeUpOrder, { pull, ground, ticket }: DueReview, ports: TakeUpPorts): Promise<TakenUp> {
  const loaded = await loadFrom(ground, ports);
  if (loaded.kind === 'broken') {
    const notice: Notice = { kind: 'configuration', complaint: loaded.complaint };
    await refuseReview(ticket, { cause: 'configuration', notice }, ports);
    return { kind: 'refused', notice };
  }
  if (order.asked?.isWelcome !== true && !(await isWelcome(pull, loaded.config, ports))) {
    const notice: Notice = { kind: 'stranger', author: pull.author.login };
    await refuseReview(ticket, { cause: 'stranger', notice }, ports);
    return { kind: 'refused', notice };
  }
  const starting = { name: 'start the review', start: () => ports.stories.startReview(ticket) };
  return begunUnlessMoved(ticket, await startReading(ticket, starting, ports));
}

function begunUnlessMoved(ticket: ReviewTicket, isStarted: boolean): TakenUp {
  return isStarted ? { kind: 'begun', ticket, sessionType: ticket.sessionType ?? 'pr_review' } : movedMeanwhile;
}

type Loaded =
  | { readonly kind: 'loaded'; readonly config: ConclaveConfig }
  | { readonly kind: 'broken'; readonly complaint: Complaint };

/** Reads all that instructs, so that a mistake in it is told before anything is begun. */
async function loadFrom(ground: GroundTexts, { program, prover }: TakeUpPorts): Promise<Loaded> {
  try {
    const base = { repository: groundFiles(ground), commit: ground.commit };
    const { config } = await loadCommittee({ program, base }, prover);
    return { kind: 'loaded', config };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { kind: 'broken', complaint: complaintOf(error) };
  }
}
