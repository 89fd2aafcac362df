import type { Notice } from '../committee/check/notice.ts';
import { renderNoticeCheck } from '../committee/check/notice-check.ts';
import type { Session } from '../committee/session.ts';
import { isAppError, messageOf } from '../kernel/app-error.ts';
import { type Complaint, complaintOf } from '../kernel/complaint.ts';
import type { ReviewTicket } from '../routing/review-ticket.ts';
import { actOnRoute } from './act-on-route.ts';
import { holdSession, planWithin } from './hold-session.ts';
import type { SessionPlan } from './plan-session.ts';
import { markOf, type PreparationPorts, type Prepared, preparePull } from './prepare-pull.ts';
import { publishNotice, refuseReview } from './publish-notice.ts';
import { publishVerdict } from './publish-verdict.ts';
import { type PullPorts, timeOf } from './pull-ports.ts';
import { completeRequest } from './recorded-request.ts';
import { refuseOverCap, refuseWithoutQuorum } from './refuse-hopeless.ts';
import type { SessionPorts } from './session-ports.ts';
import type { SessionRequest } from './session-request.ts';
import { isStopped } from './stopped.ts';

/** What a review of a pull request asks of the outside world. */
export type ReviewPorts = PullPorts & PreparationPorts & Omit<SessionPorts, 'journal' | 'clock'>;

/**
 * Reviews a pull request at the head of its ticket and publishes the verdict. Whatever keeps it from one is published
 * in its place, with what was kept; only a review that was stopped ends without a word, since who stopped it speaks.
 */
export async function reviewPull(ticket: ReviewTicket, ports: ReviewPorts): Promise<void> {
  let session: Session | null = null;
  try {
    const held = await hold(ticket, ports);
    session = held.session;
    if (session !== null) await publishVerdict({ review: ticket, session }, ports);
    await lookAgain(ticket, held.seen, ports);
  } catch (error) {
    if (isStopped(error)) throw error;
    await publishFailure(ticket, { error, sessionId: session?.id ?? null }, ports);
    if (!isAppError(error)) throw error;
  }
}

/** What became of a review, and the mark of what it was routed by; null where it was not. */
interface Held {
  /** Null when there is none to hold and that was published. */
  readonly session: Session | null;
  readonly seen: string | null;
}

async function hold(ticket: ReviewTicket, ports: ReviewPorts): Promise<Held> {
  const prepared = await ports.journal.step('prepare the session', () => preparePull(ticket, ports));
  switch (prepared.kind) {
    case 'ready':
      break;
    case 'gone':
      await endGone(ticket, prepared.notice, ports);
      return { session: null, seen: null };
    case 'skipped': {
      const { rows } = prepared.route;
      const notAsked = await actOnRoute(ticket, prepared.route, ports);
      await refuseReview(ticket, { cause: 'routing', notice: { kind: 'skipped', rows, notAsked } }, ports);
      return { session: null, seen: prepared.seen };
    }
    case 'unreadable':
      await refuseReview(ticket, { cause: 'unreadable', notice: { kind: 'unreadable', why: prepared.why } }, ports);
      return { session: null, seen: null };
    case 'refused':
      await refuseReview(ticket, refusalOf(prepared), ports);
      return { session: null, seen: prepared.seen };
    default:
      return prepared satisfies never;
  }
  const notAsked = await actOnRoute(ticket, prepared.request.route ?? null, ports);
  const request = { ...completeRequest(prepared.request), notAsked };
  if (!(await isAffordable(ticket, request, ports))) return { session: null, seen: null };
  const { session } = await holdSession(request, ports);
  return { session, seen: prepared.seen };
}

/** What was labelled or renamed while the review ran told nobody that it would be routed otherwise now. */
async function lookAgain(ticket: ReviewTicket, seen: string | null | undefined, ports: ReviewPorts): Promise<void> {
  if (seen == null) return;
  const { pull, key } = ticket;
  try {
    await ports.journal.step('see whether it was labelled meanwhile', async () => {
      const now = await ports.host.readPull(pull.number);
      if (now === null || now.state !== 'open' || now.head.sha !== ticket.head || markOf(now) === seen) return;
      await ports.stories.takeUpSoon({ pull, cause: `labelled meanwhile ${key}`, asked: null, again: false });
    });
  } catch (error) {
    // The verdict is published; the next event of the pull request brings another look.
    if (isStopped(error) || !isAppError(error)) throw error;
  }
}

function refusalOf({ complaint, isConfiguration }: Extract<Prepared, { kind: 'refused' }>) {
  return isConfiguration
    ? ({ cause: 'configuration', notice: { kind: 'configuration', complaint } } as const)
    : ({ cause: 'models', notice: { kind: 'refused', complaint } } as const);
}

/** Whether the session has a hope of an end and its repository the money; otherwise the refusal is published. */
async function isAffordable(ticket: ReviewTicket, request: SessionRequest, ports: ReviewPorts): Promise<boolean> {
  const planned = planWithin(request);
  if (planned.kind === 'above') return true;
  const { plan } = planned;
  const complaint = complainOfHopeless(request, plan, ports);
  if (complaint !== null) {
    await refuseReview(ticket, { cause: 'models', notice: { kind: 'refused', complaint } }, ports);
    return false;
  }
  if (request.rehearsal) return true;
  const { dayBudget } = request;
  const answer = await ports.journal.step('claim the budget', () =>
    ports.book.claimBudget({
      key: ticket.key,
      repositoryId: ticket.pull.repository.id,
      sessionMicroUsd: plan.estimateMicroUsd,
      dayCapMicroUsd: dayBudget,
      day: timeOf(ports).slice(0, 10),
    }),
  );
  if (answer.kind === 'claimed') return true;
  const { spentMicroUsd, claimedMicroUsd } = answer;
  const figures = {
    spentMicroUsd,
    claimedMicroUsd,
    sessionMicroUsd: plan.estimateMicroUsd,
    dayCapMicroUsd: dayBudget,
  };
  await refuseReview(ticket, { cause: 'budget', notice: { kind: 'day-budget', ...figures } }, ports);
  return false;
}

/** Why a session has no hope of an end, with what people can do about it from here; null when it has. */
function complainOfHopeless(request: SessionRequest, plan: SessionPlan, { models }: ReviewPorts): Complaint | null {
  const refusals = [
    {
      refuse: () => refuseWithoutQuorum(request, models),
      advice: 'Give the server the key, or name models that it can reach under committee.models',
    },
    {
      refuse: () => refuseOverCap(request, plan),
      advice: 'Split the change, or raise the budget: committee.budget_usd, or that of a routing row,',
    },
  ];
  for (const { refuse, advice } of refusals) {
    try {
      refuse();
    } catch (error) {
      if (!isAppError(error)) throw error;
      return { ...complaintOf(error), advice: `${advice} on the base branch. Nothing was asked and nothing was paid.` };
    }
  }
  return null;
}

/** The event that moved or closed the pull request brings its own story; this one only ends. */
async function endGone(ticket: ReviewTicket, notice: Notice, ports: ReviewPorts): Promise<void> {
  await publishNotice(ticket, notice, ports);
  const reason = renderNoticeCheck(notice).output.title;
  await ports.journal.step('note the end', () =>
    ports.book.end(ticket.key, { kind: 'cancelled', reason, at: timeOf(ports) }),
  );
}

interface Failure {
  readonly error: unknown;
  /** The session that was held all the same; null when there is none. */
  readonly sessionId: string | null;
}

async function publishFailure(ticket: ReviewTicket, { error, sessionId }: Failure, ports: ReviewPorts): Promise<void> {
  const reason = messageOf(error);
  const complaint = isAppError(error)
    ? complaintOf(error)
    : {
        what: reason,
        where: null,
        expected: null,
        advice: 'This is a mistake of the program itself; please report it.',
      };
  const kept =
    sessionId === null
      ? 'Every answer that was paid for is on record; another attempt asks anew.'
      : `The session ${sessionId} is kept and is published again within the hour; nothing is paid for that.`;
  await ports.journal.step('note the failure', () =>
    ports.book.end(ticket.key, { kind: 'failed', reason, sessionId, at: timeOf(ports) }),
  );
  try {
    await publishNotice(ticket, { kind: 'failed', complaint, kept, sessionKept: sessionId !== null }, ports);
  } catch (failure) {
    // What keeps the verdict from being published may keep this from it too; it is on record, and the round looks again.
    if (isStopped(failure) || !isAppError(failure)) throw failure;
  }
}
