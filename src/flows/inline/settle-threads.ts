import { carriesMarker, turnMarker } from '../../committee/inline-comment/marker.ts';
import { settlementOf } from '../../committee/inline-comment/settlement.ts';
import { type LedgerView, standingOf } from '../../committee/inline-comment/standing.ts';
import { hasAnswer } from '../../committee/inline-comment/thread.ts';
import type { ThreadStanding } from '../../committee/inline-comment/thread-state.ts';
import { renderTurn, retellOpening } from '../../committee/inline-comment/turn.ts';
import { type Wish, wishesIn } from '../../committee/inline-comment/wish.ts';
import { isAppError, messageOf } from '../../kernel/app-error.ts';
import type { ReviewPlace } from '../check-key.ts';
import { timeOf } from '../pull-ports.ts';
import { isSameLogin } from '../rights.ts';
import type { InlinePorts } from './inline-ports.ts';
import type { MarkedThread } from './marked-thread.ts';

/** What became of the threads of earlier verdicts. */
export interface SettledThreads {
  readonly failed: string | null;
  /** Whether somebody asks for something in a thread of an open finding. */
  readonly hasWishes: boolean;
}

interface Settling {
  readonly review: ReviewPlace;
  readonly view: LedgerView;
}

/**
 * Tells in each thread what became of its finding, and closes or reopens it. One that cannot be told keeps none of the
 * others back; what may pass by itself is thrown at the end, so that all of it is tried again.
 */
export async function settleThreads(
  threads: readonly MarkedThread[],
  { review, view }: Settling,
  ports: InlinePorts,
): Promise<SettledThreads> {
  const failures: Error[] = [];
  let hasWishes = false;
  for (const thread of threads) {
    const standing = standingOf(thread.mark.finding, view);
    hasWishes ||= wishesIn(thread, thread.mark.finding).some(
      (wish) => standing.state === 'open' || wish.kind === 'command',
    );
    try {
      await settleThread(thread, { review, standing }, ports);
    } catch (error) {
      if (!isAppError(error)) throw error;
      failures.push(error);
    }
  }
  const passing = failures.find((failure) => isAppError(failure) && failure.facts.passing === true);
  if (passing !== undefined) throw passing;
  return { failed: failures[0] === undefined ? null : messageOf(failures[0]), hasWishes };
}

interface Turn {
  readonly review: ReviewPlace;
  readonly standing: ThreadStanding;
}

/** The first comment is told last, since a thread that is told as it stands is not looked at again. */
async function settleThread(thread: MarkedThread, { review, standing }: Turn, ports: InlinePorts): Promise<void> {
  const { threads } = ports.host;
  const settlement = settlementOf(thread, standing);
  switch (settlement.kind) {
    case 'nothing':
      return;
    case 'close':
      if (settlement.replies) await sayTurn(thread, { review, standing }, ports);
      await threads.close(thread, !hasAnswer(thread));
      break;
    case 'reopen':
      await threads.reopen(thread);
      await sayTurn(thread, { review, standing }, ports);
      break;
    case 'retell':
      break;
    default:
      settlement satisfies never;
  }
  const told = retellOpening(thread.opening.body, standing);
  if (told !== null) await threads.rewrite(thread.opening.id, told);
}

/** Says once in a thread what became of its finding; whoever asked for just that is answered with it. */
async function sayTurn(thread: MarkedThread, { review, standing }: Turn, ports: InlinePorts): Promise<void> {
  const { mark, opening, replies } = thread;
  const { finding } = mark;
  const marker = turnMarker({ finding, state: standing.state, head: standing.head });
  if (replies.some(({ writer, body }) => writer === 'us' && carriesMarker(body, marker))) return;
  const heard = wishesIn(thread, finding).filter((wish) => asksFor(wish, standing));
  const body = renderTurn(
    finding,
    standing,
    heard.map(({ id }) => id),
  );
  const { pull, head } = review;
  const { id, url } = await ports.host.threads.reply(pull.number, opening.id, body);
  const key = `comment:turn:${pull.repository.id}:${pull.number}:${finding}:${standing.state}:${standing.head}`;
  await ports.publications.note({ key, kind: 'comment', pull, head, hostId: id, url, text: body, at: timeOf(ports) });
}

function asksFor(wish: Wish, { state, by, why }: ThreadStanding): boolean {
  if (by === null) return false;
  if (wish.kind === 'dislike') return state === 'dismissed' && isSameLogin(wish.reply.by, by) && wish.reason === why;
  if (wish.kind !== 'command' || wish.command.kind !== 'command' || !isSameLogin(wish.reply.by, by)) return false;
  const { command } = wish.command;
  if (command.verb === 'dismiss') return state === 'dismissed' && command.reason === why;
  return command.verb === 'waive' && state === 'waived' && command.reason === why;
}
