import { renderNoReport } from '../../backtest/verdict/check.ts';
import type { BacktestOrders, OrderEnding, PlacedOrder } from '../../ports/backtest-orders.ts';
import { type PullPorts, timeOf } from '../pull-ports.ts';
import { backtestSaid, putBacktestCheck } from './put-check.ts';

type EndPorts = Pick<PullPorts, 'host' | 'publications' | 'clock'> & { readonly backtestOrders: BacktestOrders };

/** Ends an order; one whose head is not the head any more leaves no check behind that waits for ever. */
export async function endOrder(
  order: PlacedOrder,
  { how, run }: Pick<OrderEnding, 'how' | 'run'>,
  ports: EndPorts,
): Promise<void> {
  if (how === 'stale') await endWaiting(order, ports);
  await ports.backtestOrders.end(order.nonce, { how, run, at: timeOf(ports) });
}

async function endWaiting({ pull, head, nonce }: PlacedOrder, ports: EndPorts): Promise<void> {
  const said = await backtestSaid(pull, head, ports);
  if (said?.own !== 'pending') return;
  const place = { pull, head, run: 0, isBelieved: true, cause: `order ${nonce}`, again: false };
  await putBacktestCheck({ ...place, ...renderNoReport({ kind: 'moved' }) }, ports);
}
