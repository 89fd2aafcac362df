import { type CancelReason, type Order, orderId } from '../order.ts';
import type { Market, Pending } from './holding.ts';
import type { BrokerState } from './state.ts';

/** Cancels the pending orders of a symbol that are meant. */
export function cancelOrders(
  market: Market,
  state: BrokerState,
  { reason, isMeant }: { reason: CancelReason; isMeant?: (order: Order) => boolean },
): number {
  const { pending } = market;
  let kept = 0;
  for (const waiting of pending) {
    if (isMeant === undefined || isMeant(waiting.order)) tellCancelled(waiting, reason, state);
    else pending[kept++] = waiting;
  }
  const cancelled = pending.length - kept;
  pending.length = kept;
  return cancelled;
}

/** After the mark: orders that have had their last bar are cancelled. */
export function expireOrders(state: BrokerState): void {
  for (const market of state.markets) {
    if (market.pending.length > 0 && market.quote.isThere) expireOrdersOf(market, state);
  }
}

function expireOrdersOf(market: Market, state: BrokerState): void {
  const { pending, quote } = market;
  let kept = 0;
  for (const waiting of pending) {
    if (quote.bar < waiting.lastBar) pending[kept++] = waiting;
    else tellCancelled(waiting, 'EXPIRED', state);
  }
  if (kept < pending.length) pending.length = kept;
}

/** Tells that an order is gone without a fill, or without one for the rest of it. */
export function tellCancelled(
  { order, market: { quote } }: Pending,
  reason: CancelReason,
  { recorder }: BrokerState,
): void {
  recorder.event({
    type: 'order_cancelled',
    time: quote.closeTime,
    symbol: order.symbol,
    bar: quote.bar,
    order_id: orderId(order.number),
    reason,
  });
}
