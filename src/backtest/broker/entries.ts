import { type OrderType, orderId, type RefusalCode } from '../order.ts';
import { tellCancelled } from './cancellations.ts';
import { refuseEntry } from './entry-rules.ts';
import { fillLimit } from './fill.ts';
import { type EntryFill, feeOf, makerPrice, openHolding, takerPrice, tellOpened } from './fills.ts';
import type { Market, Pending } from './holding.ts';
import { standingAtOpens } from './ledger.ts';
import { sided, sidedBar } from './quote.ts';
import { floorToLot, sizeOrder } from './sizing.ts';
import type { BrokerState } from './state.ts';

/** Phase b: market entries fill at the open (R2). */
export function enterAtMarket(state: BrokerState): void {
  for (const market of state.markets) if (hasOrders(market)) enterOrders(market, state, 'MARKET');
}

/** Phase c: limit entries fill where the bar reaches them (R9). */
export function enterAtLimits(state: BrokerState): void {
  for (const market of state.markets) if (hasOrders(market)) enterOrders(market, state, 'LIMIT');
}

function hasOrders({ pending, quote }: Market): boolean {
  return pending.length > 0 && quote.isThere;
}

/** Orders of one type, in the order in which they were accepted. */
function enterOrders(market: Market, state: BrokerState, type: OrderType): void {
  const { pending } = market;
  let kept = 0;
  for (const waiting of pending) {
    const isGone = waiting.order.type === type && isSettled(waiting, state);
    if (!isGone) pending[kept++] = waiting;
  }
  if (kept < pending.length) pending.length = kept;
}

/** Whether an order is done with on this bar: filled, or refused for good. */
function isSettled(waiting: Pending, state: BrokerState): boolean {
  const { fault, firstBar, market, order } = waiting;
  const { bar } = market.quote;
  if (fault.kind === 'reject') {
    return refuse(waiting, { reason: 'EXCHANGE_REJECTED', time: market.quote.openTime }, state);
  }
  if (bar < firstBar) {
    if (fault.kind === 'delay' && bar === firstBar - fault.bars) tellDelayed(waiting, fault.bars, state);
    return false;
  }
  const fill = order.type === 'MARKET' ? marketFill(waiting) : limitFill(waiting, state);
  if (fill !== null) enter(waiting, fill, state);
  return fill !== null;
}

function marketFill({ market, direction }: Pending): EntryFill {
  const price = sided(market.quote.open, direction, market.instrument.halfSpread);
  return { priced: takerPrice({ price, atOpen: true }, direction, market), isTaker: true, insideBar: false };
}

function limitFill({ order, market, direction, firstBar }: Pending, { limits }: BrokerState): EntryFill | null {
  if (order.price === null) return null;
  const { quote, instrument } = market;
  const isFirstOpen = quote.bar === firstBar;
  const bar = sidedBar(quote, direction, instrument.halfSpread);
  const fill = fillLimit(bar, { limit: order.price, direction, isFirstOpen }, limits);
  return fill === null ? null : { priced: makerPrice(fill, market), isTaker: false, insideBar: !fill.atOpen };
}

/** Sizes an entry, has the rules look at it, and opens the position (R14, R15). */
function enter(waiting: Pending, fill: EntryFill, state: BrokerState): void {
  const { order, market, direction } = waiting;
  const { price, time } = fill.priced;
  const { lotSize } = market.instrument;
  const standing = standingAtOpens(state.balance, state.markets);
  const sized = sizeOrder(order.size, { equity: standing.equity, price, direction, stop: order.sl, lotSize });
  if (sized.kind === 'refused') {
    refuse(waiting, { reason: sized.code, time }, state);
    return;
  }
  const fee = feeOf(price * sized.volume, market.instrument, fill.isTaker);
  const entry = { market, volume: sized.volume, price, fee, filledToday: state.filledToday };
  const code = refuseEntry(entry, standing, state.config.risk);
  if (code === null) open(waiting, { fill, asked: sized.volume }, state);
  else refuse(waiting, { reason: code, time }, state);
}

function open(waiting: Pending, { fill, asked }: { fill: EntryFill; asked: number }, state: BrokerState): void {
  const { market, fault } = waiting;
  const isPartial = fault.kind === 'partial';
  const volume = isPartial ? floorToLot(asked * fault.share, market.instrument.lotSize) : asked;
  if (volume > 0) {
    state.positions += 1;
    state.filledToday += 1;
    const fee = feeOf(fill.priced.price * volume, market.instrument, fill.isTaker);
    const holding = openHolding(waiting, fill, { number: state.positions, volume, fee });
    state.balance -= fee;
    market.holdings.push(holding);
    tellOpened(holding, state.recorder);
  }
  if (isPartial) tellCancelled(waiting, 'PARTIAL_FILL', state);
}

/** Tells that an order does not fill; it is done with. */
function refuse(
  { order, market }: Pending,
  { reason, time }: { readonly reason: RefusalCode; readonly time: number },
  { recorder }: BrokerState,
): true {
  recorder.event({
    type: 'order_rejected',
    time,
    symbol: order.symbol,
    bar: market.quote.bar,
    order_id: orderId(order.number),
    reason,
    field: null,
  });
  return true;
}

function tellDelayed({ order, market: { quote } }: Pending, bars: number, { recorder }: BrokerState): void {
  recorder.event({
    type: 'order_delayed',
    time: quote.openTime,
    symbol: order.symbol,
    bar: quote.bar,
    order_id: orderId(order.number),
    bars,
  });
}
