import type { PullRequest } from '../change/pull-request.ts';
import { type Complaint, complaintOf, type Notice } from '../committee/check/notice.ts';
import type { ConclaveConfig } from '../config/config.ts';
import { isAppError } from '../kernel/app-error.ts';
import type { BaseCommits } from '../ports/code-host.ts';
import type { ProgramFiles } from '../ports/program-files.ts';
import type { ReviewRow } from '../ports/review-book.ts';
import type { ReviewTicket, TakeUpOrder } from '../routing/review-ticket.ts';
import { dropReviews, stopReview } from './drop-reviews.ts';
import { type GroundTexts, groundFiles, hashGround, readGround } from './ground-texts.ts';
import { loadCommittee } from './load-committee.ts';
import { closedNotice } from './prepare-pull.ts';
import { publishNotice, refuseReview } from './publish-notice.ts';
import { publishVerdict } from './publish-verdict.ts';
import { type PullPorts, timeOf } from './pull-ports.ts';
import { reviewKey } from './review-key.ts';
import { allowsReview } from './rights.ts';

/** What taking up a pull request asks of the outside world. */
export interface TakeUpPorts extends PullPorts {
  readonly program: ProgramFiles;
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
  const pull = await journal.step('read the pull request', () => host.readPull(order.pull.number));
  if (pull === null) return nothing('there is no such pull request');
  if (pull.state !== 'open') {
    await dropReviews(order.pull, closedNotice(pull), ports);
    return nothing('it is not open');
  }
  if (pull.draft && order.asked === null) return nothing('it is a draft');
  const { branch } = pull.base;
  const base = await journal.step('find the base', () => host.findBase(branch, pull.head.sha));
  const ground = await journal.step('read what instructs', () => readGround(host.files, base.tip));
  const ticket = await writeTicket(order, { pull, base, ground }, ports);
  const begun = await journal.step('begin the review', () => ports.book.begin(beginningOf(ticket, order, pull, ports)));
  if (begun.kind === 'known') return answerFromRecord(order, begun.review, ports);

  await stopReplaced(begun.replaced, ticket, ports);
  return begin(order, { pull, ground, ticket }, ports);
}

function nothing(why: string): TakenUp {
  return { kind: 'nothing', why };
}

interface Looked {
  readonly pull: PullRequest;
  readonly base: BaseCommits;
  readonly ground: GroundTexts;
}

async function writeTicket(
  order: TakeUpOrder,
  { pull, base, ground }: Looked,
  ports: PullPorts,
): Promise<ReviewTicket> {
  const { asked, cause } = order;
  const attempt = await ports.journal.step('count the attempt', () =>
    asked?.anew ? ports.book.raiseAttempt(pull.ref, cause) : ports.book.attemptOf(pull.ref),
  );
  const sessionType = asked?.sessionType ?? null;
  const key = reviewKey({
    repositoryId: pull.ref.repository.id,
    pull: pull.ref.number,
    head: pull.head.sha,
    mergeBase: base.mergeBase,
    configuration: hashGround(ground),
    sessionType,
    attempt,
  });
  return { key, pull: pull.ref, head: pull.head.sha, mergeBase: base.mergeBase, tip: base.tip, sessionType, attempt };
}

function beginningOf(ticket: ReviewTicket, { asked }: TakeUpOrder, pull: PullRequest, ports: PullPorts) {
  const { key, head, mergeBase, attempt } = ticket;
  return {
    key,
    pull: ticket.pull,
    head,
    mergeBase,
    attempt,
    baseBranch: pull.base.branch,
    sessionType: ticket.sessionType ?? 'pr_review',
    askedBy: asked?.by ?? null,
    beganAt: timeOf(ports),
  };
}

/** The same review answers from the record; its words are published again when they may have gone or changed place. */
async function answerFromRecord(order: TakeUpOrder, review: ReviewRow, ports: PullPorts): Promise<TakenUp> {
  const { sessionId } = review;
  if (order.again && review.status === 'published' && sessionId !== null) {
    const kept = await ports.journal.step('read the session', () => ports.book.readSession(sessionId));
    if (kept !== null) await publishVerdict({ review, session: kept.session }, ports, order.cause);
  }
  return { kind: 'on-record', review };
}

async function stopReplaced(replaced: readonly ReviewRow[], { head }: ReviewTicket, ports: PullPorts): Promise<void> {
  for (const review of replaced) {
    await stopReview(review, review.head === head ? { kind: 'begun-anew' } : { kind: 'superseded', by: head }, ports);
  }
}

async function begin(
  order: TakeUpOrder,
  { pull, ground, ticket }: { pull: PullRequest; ground: GroundTexts; ticket: ReviewTicket },
  ports: TakeUpPorts,
): Promise<TakenUp> {
  const loaded = await loadFrom(ground, ports);
  if (loaded.kind === 'broken') {
    const notice: Notice = { kind: 'configuration', complaint: loaded.complaint };
    await refuseReview(ticket, { cause: 'configuration', notice }, ports);
    return { kind: 'refused', notice };
  }
  if (order.asked === null && !(await isWelcome(pull, loaded.config, ports))) {
    const notice: Notice = { kind: 'stranger', author: pull.author.login };
    await refuseReview(ticket, { cause: 'stranger', notice }, ports);
    return { kind: 'refused', notice };
  }
  await publishNotice(ticket, { kind: 'reading' }, ports);
  await ports.journal.step('start the review', () => ports.stories.startReview(ticket));
  return { kind: 'begun', ticket, sessionType: ticket.sessionType ?? 'pr_review' };
}

type Loaded =
  | { readonly kind: 'loaded'; readonly config: ConclaveConfig }
  | { readonly kind: 'broken'; readonly complaint: Complaint };

/** Reads all that instructs, so that a mistake in it is told before anything is begun. */
async function loadFrom(ground: GroundTexts, { program }: TakeUpPorts): Promise<Loaded> {
  try {
    const base = { repository: groundFiles(ground), commit: ground.commit };
    const { config } = await loadCommittee({ program, base });
    return { kind: 'loaded', config };
  } catch (error) {
    if (!isAppError(error) || error.code !== 'bad-config') throw error;
    return { kind: 'broken', complaint: complaintOf(error) };
  }
}

/** A pull request of someone without write access spends nothing unless someone with it asks. */
async function isWelcome(pull: PullRequest, { committee }: ConclaveConfig, ports: PullPorts): Promise<boolean> {
  if (committee.strangers === 'review') return true;
  const permission = await ports.journal.step('look up the author', () => ports.host.permissionOf(pull.author.login));
  return allowsReview(permission);
}
