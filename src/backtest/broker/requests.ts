import { AppError } from '../../kernel/app-error.ts';
import type { CloseAnswer, PlaceAnswer } from '../adapter.ts';
import { type Order, orderId, positionId } from '../order.ts';
import { cancelOrders } from './cancellations.ts';
import { faultOf } from './faults.ts';
import type { Holding, Market } from './holding.ts';
import { checkOrder, type OrderRefusal } from './order-check.ts';
import type { BrokerState } from './state.ts';

/** An order as it is asked for; `number` is null unless its number was taken before. */
export interface PlaceRequest {
  readonly request: unknown;
  readonly number: number | null;
}

/** Asks for an order after the close at which the symbol stands; it acts from the next bar on (R1). */
export function placeOrder(market: Market, { request, number }: PlaceRequest, state: BrokerState): PlaceAnswer {
  const { quote, instrument } = market;
  const lastClose = quote.bar < 0 ? null : quote.close;
  const checked = checkOrder(request, { instrument, lastClose });
  if (checked.kind === 'refused') return refuse(market, { ...checked, number }, state);
  const isStopped = state.killSwitch !== null && state.killSwitch.cause() !== null;
  if (isStopped) return refuse(market, { code: 'KILL_SWITCH', field: null, number }, state);
  const order: Order = { number: number ?? takeNumber(state), symbol: instrument.symbol, ...checked.terms };
  queue(market, order, state);
  tellPlaced(market, order, state);
  return { success: true, order_id: orderId(order.number), position_id: '', fill_price: null };
}

/** Takes the number of the next order. */
export function takeNumber(state: BrokerState): number {
  state.orders += 1;
  return state.orders;
}

/** Cancels a pending order; false when there is none of this name (R17). */
export function cancelOrder(id: string, state: BrokerState): boolean {
  const isMeant = ({ number }: Order): boolean => orderId(number) === id;
  for (const market of state.markets)
    if (cancelOrders(market, state, { reason: 'REQUESTED', isMeant }) > 0) return true;
  return false;
}

/** A position that is to be closed, and among which symbols it may be. */
export interface CloseOrder {
  readonly id: string;
  readonly comment: string;
  readonly within: readonly Market[];
}

/** Asks for a position to be closed at the next open of its symbol (R2, R17). */
export function closePosition({ id, comment, within }: CloseOrder, state: BrokerState): CloseAnswer {
  const holding = holdingOf(id, within);
  if (holding === undefined) {
    tellCloseRejected(id, within, state);
    return { success: false, order_id: '', position_id: id, fill_price: null, error: 'POSITION_NOT_FOUND' };
  }
  if (holding.closing === null) {
    holding.closing = { reason: 'close', comment };
    tellCloseRequested(holding, comment, state);
  }
  return { success: true, order_id: '', position_id: id, fill_price: null };
}

function holdingOf(id: string, markets: readonly Market[]): Holding | undefined {
  for (const { holdings } of markets) {
    for (const holding of holdings) if (positionId(holding.number) === id) return holding;
  }
  return undefined;
}

/** Most orders of one symbol that may wait at once; each of them is looked at at every bar. */
const MOST_PENDING = 100_000;

function queue(market: Market, order: Order, { seed, config }: BrokerState): void {
  if (market.pending.length >= MOST_PENDING) {
    throw new AppError('bad-input', `${MOST_PENDING} orders of ${market.instrument.symbol} are pending`, {
      where: 'strategy',
      expected: 'fewer orders that wait to be filled',
      advice: 'Give orders an end (expire_bars), or cancel those that are not wanted any more.',
    });
  }
  const decidedBar = market.quote.bar;
  const fault = faultOf(order.number, seed, config.faults);
  market.pending.push({
    order,
    market,
    direction: order.action === 'BUY' ? 1 : -1,
    decidedBar,
    firstBar: decidedBar + 1 + (fault.kind === 'delay' ? fault.bars : 0),
    lastBar: order.expireBars === null ? Infinity : decidedBar + order.expireBars,
    fault,
  });
}

function refuse(
  { quote, instrument }: Market,
  { code, field, number }: OrderRefusal & { readonly number: number | null },
  { recorder }: BrokerState,
): PlaceAnswer {
  recorder.event({
    type: 'order_rejected',
    time: quote.closeTime,
    symbol: instrument.symbol,
    bar: quote.bar,
    order_id: number === null ? null : orderId(number),
    reason: code,
    field,
  });
  return { success: false, order_id: '', position_id: '', fill_price: null, error: code, field };
}

function tellPlaced({ quote }: Market, order: Order, { recorder }: BrokerState): void {
  const { size } = order;
  recorder.event({
    type: 'order_placed',
    time: quote.closeTime,
    symbol: order.symbol,
    bar: quote.bar,
    order_id: orderId(order.number),
    action: order.action,
    order_type: order.type,
    volume: size.kind === 'volume' ? size.volume : null,
    risk_fraction: size.kind === 'risk' ? size.fraction : null,
    equity_fraction: size.kind === 'equity' ? size.fraction : null,
    price: order.price,
    sl: order.sl,
    tp: order.tp,
    expire_bars: order.expireBars,
    comment: order.comment,
  });
}

function tellCloseRequested({ number, order, market }: Holding, reason: string, { recorder }: BrokerState): void {
  recorder.event({
    type: 'close_requested',
    time: market.quote.closeTime,
    symbol: order.symbol,
    bar: market.quote.bar,
    position_id: positionId(number),
    reason,
  });
}

function tellCloseRejected(id: string, within: readonly Market[], { recorder, mark }: BrokerState): void {
  const only = within.length === 1 ? within[0] : undefined;
  recorder.event({
    type: 'close_rejected',
    time: only?.quote.closeTime ?? mark.time,
    symbol: only?.instrument.symbol ?? '',
    bar: only?.quote.bar ?? -1,
    position_id: id,
    reason: 'POSITION_NOT_FOUND',
  });
}
