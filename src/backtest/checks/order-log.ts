import { type BookState, type EventOf, numberOf, type SeenOrder } from './book-state.ts';
import { isOnGrid } from './closeness.ts';
import type { TradingTerms } from './trading-terms.ts';

/** Takes down an order that was accepted: names ascend, and its prices stand on the tick. */
export function logPlaced(event: EventOf<'order_placed'>, place: number, state: BookState): void {
  const { violations, pending, tally } = state;
  tally.orders += 1;
  const number = numberOf(event.order_id);
  if (!(number > state.highestOrder)) {
    violations.add(
      'portfolio-invariants',
      `${event.order_id} came after o${state.highestOrder}; the numbers of orders ascend`,
    );
  }
  state.highestOrder = Math.max(state.highestOrder, number || 0);
  const { tick_size, lot_size } = state.terms[place] as TradingTerms;
  for (const field of ['price', 'sl', 'tp'] as const) {
    const price = event[field];
    if (price === null || isOnGrid(price, tick_size)) continue;
    violations.add('sizing', `${event.order_id} was accepted with ${field} ${price}, off the tick of ${tick_size}`);
  }
  if (event.volume !== null && !isOnGrid(event.volume, lot_size)) {
    violations.add(
      'sizing',
      `${event.order_id} was accepted with a volume of ${event.volume}, off the lot of ${lot_size}`,
    );
  }
  const order: SeenOrder = { told: event, place, direction: event.action === 'BUY' ? 1 : -1, firstBar: event.bar + 1 };
  pending.set(event.order_id, order);
  if (event.order_type === 'MARKET') state.market.add(order);
}

/** Takes down an order that does not fill, and why. */
export function logRejected({ order_id, reason }: EventOf<'order_rejected'>, state: BookState): void {
  const { refused } = state.tally.limits;
  refused[reason] = (refused[reason] ?? 0) + 1;
  if (reason === 'EXCHANGE_REJECTED') state.tally.faults.rejected += 1;
  if (reason === 'KILL_SWITCH') state.tally.kill_switch.refused += 1;
  if (order_id !== null && takeAway(order_id, state) === undefined) {
    state.violations.add(
      reason === 'EXCHANGE_REJECTED' ? 'exchange-errors' : 'portfolio-invariants',
      `${order_id} was rejected (${reason}) and was not pending`,
    );
  }
}

/** Takes down an order that is gone; the rest of one that filled in part is no longer pending. */
export function logCancelled({ order_id, reason }: EventOf<'order_cancelled'>, state: BookState): void {
  const isRest = reason === 'PARTIAL_FILL' && state.unsized?.held.order.told.order_id === order_id;
  if (isRest) return;
  const order = takeAway(order_id, state);
  if (order === undefined) {
    state.violations.add('portfolio-invariants', `${order_id} was cancelled (${reason}) and was not pending`);
  }
  if (reason === 'PARTIAL_FILL') state.tally.faults.vanished += 1;
}

/** A delayed order may fill as many bars later. */
export function logDelayed({ order_id, bars }: EventOf<'order_delayed'>, state: BookState): void {
  const order = state.pending.get(order_id);
  state.tally.faults.delayed += 1;
  if (order === undefined) {
    state.violations.add('exchange-errors', `${order_id} was delayed by ${bars} bars and was not pending`);
    return;
  }
  order.firstBar = order.told.bar + 1 + bars;
}

/** An order that is pending no longer; undefined when it was not. */
export function takeAway(orderId: string, { pending, market }: BookState): SeenOrder | undefined {
  const order = pending.get(orderId);
  if (order === undefined) return undefined;
  pending.delete(orderId);
  market.delete(order);
  return order;
}

/** At a mark: a market order whose bar has come is filled, refused or cancelled. */
export function checkWaiting({ market, timeline, violations }: BookState): void {
  for (const order of market) {
    if (timeline.barOf(order.place) < order.firstBar) continue;
    market.delete(order);
    violations.add(
      'portfolio-invariants',
      `${order.told.order_id} was due on bar ${order.firstBar} and neither filled nor refused there`,
    );
  }
}
