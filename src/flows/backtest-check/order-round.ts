import { renderNoReport } from '../../backtest/verdict/check.ts';
import { answerMarker, renderAnswer } from '../../committee/answer-comment/answer.ts';
import { isAppError } from '../../kernel/app-error.ts';
import type { BacktestOrders, OrderEnding, PlacedOrder } from '../../ports/backtest-orders.ts';
import type { WorkflowRun } from '../../ports/workflow-host.ts';
import type { ObeyPorts } from '../obey/commander.ts';
import { timeOf } from '../pull-ports.ts';
import type { HousePorts } from '../receive-delivery.ts';
import { isStopped } from '../stopped.ts';
import { endOrder } from './end-order.ts';
import { putBacktestCheck } from './put-check.ts';

/** What the round over the orders asks of the outside world. */
export type OrderRoundPorts = Pick<HousePorts, 'journal' | 'clock' | 'at'> & {
  readonly backtestOrders: BacktestOrders;
};

const MINUTE_MS = 60_000;
/** Before that the host's own word may still be on its way. */
const PATIENCE_MINUTES = 5;
/** How long a run may fail to show up, and how long one may go on: the host ends it after six hours. */
const MOST_MINUTES = 60;
const MOST_MINUTES_GOING = 400;

/**
 * Looks at every order whose run has not come: judges it where the host's word was lost, waits while it goes on, and says
 * so where it never came. One repository that cannot be read is no reason to leave the others.
 */
export async function lookForOrders(ports: OrderRoundPorts): Promise<void> {
  const { journal, backtestOrders } = ports;
  const orders = await journal.step('list the backtests that wait', () => backtestOrders.waiting());
  for (const order of orders) {
    await journal
      .step(`look for the run of ${order.nonce.slice(0, 8)}`, () => lookFor(order, ports))
      .catch((error: unknown) => {
        if (isStopped(error) || !isAppError(error)) throw error;
      });
  }
}

/** Returns what was done, in words for people. */
async function lookFor(order: PlacedOrder, { at, clock }: OrderRoundPorts): Promise<string> {
  const { nonce, workflow, head } = order;
  const { repository, number } = order.pull;
  const minutes = (clock.now() - Date.parse(order.at)) / MINUTE_MS;
  if (minutes < PATIENCE_MINUTES) return 'it is young';
  const here = at(repository);
  const pull = await here.host.readPull(number);
  if (pull?.state !== 'open' || pull.head.sha !== head) return end(order, 'stale', here);
  const run = (await here.host.workflows.listStarted(workflow)).find(({ title }) => title.includes(nonce));
  if (minutes < (run?.status === 'going' ? MOST_MINUTES_GOING : MOST_MINUTES)) return await goOn(order, run, here);
  await tellLost(order, Math.floor(minutes), here);
  return end(order, 'lost', here);
}

async function goOn(
  { pull: { repository }, nonce }: PlacedOrder,
  run: WorkflowRun | undefined,
  { stories }: ObeyPorts,
): Promise<string> {
  if (run?.status !== 'completed') return 'it has not come yet';
  const cause = `order ${nonce}`;
  await stories.judgeBacktest({ repository, run: run.id, cause, again: false }, `${repository.id} ${cause}`);
  return `run ${run.id} is looked at`;
}

async function end(order: PlacedOrder, how: OrderEnding['how'], ports: ObeyPorts): Promise<string> {
  await endOrder(order, { how, run: null }, ports);
  return how;
}

/** The check ends, and the answer to the command says it too, since its author waits for it. */
async function tellLost(order: PlacedOrder, minutes: number, ports: ObeyPorts): Promise<void> {
  const { pull, head, workflow, nonce, commentId } = order;
  const check = renderNoReport({ kind: 'lost', workflow, minutes });
  const place = { pull, head, run: 0, isBelieved: true, cause: `order ${nonce}`, again: false };
  await putBacktestCheck({ ...place, ...check }, ports);
  const key = `comment:answer:${pull.repository.id}:${commentId}`;
  const known = await ports.publications.find(key);
  const body = renderAnswer(commentId, { kind: 'backtest-lost', head, workflow, minutes });
  const { number } = pull;
  const marker = answerMarker(commentId);
  const { id, url } = await ports.host.putComment({ number, marker, body, knownId: known?.hostId ?? null });
  const noted = { key, kind: 'comment', pull, head: null, hostId: id, url, text: body } as const;
  await ports.publications.note({ ...noted, at: timeOf(ports) });
}
