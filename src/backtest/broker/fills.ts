import type { CloseReason, Recorder } from '../event.ts';
import { orderId, positionId } from '../order.ts';
import type { LimitFill } from './fill.ts';
import type { Holding, Market, Pending } from './holding.ts';
import type { Instrument } from './instrument.ts';
import { type Direction, gainOf, type Quote, sided, slipped } from './quote.ts';

/** A price at which something trades: before and after slippage, with the fee for a volume of one unit still to come. */
export interface Priced {
  readonly price: number;
  /** What slippage moved it by, per unit. */
  readonly slip: number;
  readonly time: number;
}

/** The price of a fill on the taker's side, which slips (R2, R4, R12). */
export function takerPrice({ price, atOpen }: LimitFill, direction: Direction, { instrument, quote }: Market): Priced {
  const paid = slipped(price, direction, instrument.slippage);
  return { price: paid, slip: Math.abs(paid - price), time: timeOf(quote, atOpen) };
}

/** The price of a fill of a resting limit, which does not slip (R5, R9). */
export function makerPrice({ price, atOpen }: LimitFill, { quote }: Market): Priced {
  return { price, slip: 0, time: timeOf(quote, atOpen) };
}

/** The open for what happens there, else the close: when inside the bar it was nobody knows. */
function timeOf({ openTime, closeTime }: Quote, atOpen: boolean): number {
  return atOpen ? openTime : closeTime;
}

/** The fee of one fill (R11). */
export function feeOf(value: number, { feeFixed, feeTaker, feeMaker }: Instrument, isTaker: boolean): number {
  return feeFixed + (isTaker ? feeTaker : feeMaker) * value;
}

/** What an entry pays for a unit, and when. */
export interface EntryFill {
  readonly priced: Priced;
  readonly isTaker: boolean;
  /** Whether it filled after the open of its bar (R10). */
  readonly insideBar: boolean;
}

/** What an entry becomes when it fills. */
export interface Opening {
  readonly number: number;
  readonly volume: number;
  readonly fee: number;
}

/** The position that an order becomes. */
export function openHolding(
  { order, market, direction, decidedBar }: Pending,
  { priced: { price, slip, time }, insideBar }: EntryFill,
  { number, volume, fee }: Opening,
): Holding {
  const [noStop, noTarget] = direction === 1 ? [-Infinity, Infinity] : [Infinity, -Infinity];
  return {
    number,
    order,
    market,
    direction,
    volume,
    decidedBar,
    entryBar: market.quote.bar,
    entryTime: time,
    entryPrice: price,
    entryFee: fee,
    entrySlippage: slip * volume,
    insideBar,
    stop: order.sl ?? noStop,
    target: order.tp ?? noTarget,
    closing: null,
  };
}

export function tellOpened(
  { number, order, market, volume, entryTime, entryPrice, entryFee }: Holding,
  to: Recorder,
): void {
  to.event({
    type: 'position_opened',
    time: entryTime,
    symbol: order.symbol,
    bar: market.quote.bar,
    order_id: orderId(order.number),
    position_id: positionId(number),
    action: order.action,
    volume,
    price: entryPrice,
    fee: entryFee,
  });
}

/** How a position ends. */
export interface Ending {
  readonly priced: Priced;
  readonly fee: number;
  readonly reason: CloseReason;
  readonly comment: string;
}

/** Tells an ended position as events and as a trade; returns what it changes in the balance. */
export function tellClosed(holding: Holding, ending: Ending, to: Recorder): number {
  const { number, order, market, direction, volume, entryFee } = holding;
  const { fee, reason } = ending;
  const { price, slip, time } = ending.priced;
  const { symbol } = order;
  const { bar } = market.quote;
  const position_id = positionId(number);
  const gross = gainOf(direction, holding.entryPrice, price) * volume;
  const pnl_net = gross - entryFee - fee;
  if (reason === 'sl') to.event({ type: 'sl_hit', time, symbol, bar, position_id, price });
  if (reason === 'tp') to.event({ type: 'tp_hit', time, symbol, bar, position_id, price });
  to.event({ type: 'position_closed', time, symbol, bar, position_id, volume, price, fee, reason, pnl_net });
  to.trade({
    position_id,
    order_id: orderId(order.number),
    symbol,
    action: order.action,
    order_type: order.type,
    volume,
    decided_bar: holding.decidedBar,
    entry_bar: holding.entryBar,
    entry_time: holding.entryTime,
    entry_price: holding.entryPrice,
    entry_fee: entryFee,
    exit_bar: bar,
    exit_time: time,
    exit_price: price,
    exit_fee: fee,
    reason,
    sl: order.sl,
    tp: order.tp,
    gross,
    pnl_net,
    slippage_cost: holding.entrySlippage + slip * volume,
    comment: order.comment,
    exit_comment: ending.comment,
  });
  return gross - fee;
}

/** The price at which a position is closed when the mid price is this, on the taker's side. */
export function closingPrice({ market, direction }: Holding, mid: number, atOpen: boolean): Priced {
  const way: Direction = direction === 1 ? -1 : 1;
  return takerPrice({ price: sided(mid, way, market.instrument.halfSpread), atOpen }, way, market);
}
