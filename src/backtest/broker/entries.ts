import { type OrderType, orderId, type RefusalCode } from '../order.ts';
import { tellCancelled } from './cancellations.ts';
import { refuseEntry } from './entry-rules.ts';
import { fillLimit } from './fill.ts';
import { feeOf, makerPrice, openHolding, type Priced, takerPrice, tellOpened } from './fills.ts';
import type { Market, Pending } from './holding.ts';
import { standingAtOpens } from './ledger.ts';
import { sided, sidedBar } from './quote.ts';
import { floorToLot, sizeOrder } from './sizing.ts';
import type { BrokerState } from './state.ts';

/** Phases b and c: orders of one type are filled in the order in which they were accepted (R2, R9). */
export function enterOrders(market: Market, state: BrokerState, type: OrderType): void {
  const { pending } = market;
  if (pending.length === 0) return;
  let kept = 0;
  for (const waiting of pending) {
    const isGone = waiting.order.type === type && isSettled(waiting, state);
    if (!isGone) pending[kept++] = waiting;
  }
  pending.length = kept;
}

/** Whether an order is done with on this bar: filled, or refused for good. */
function isSettled(waiting: Pending, state: BrokerState): boolean {
  const { fault, firstBar, market, order } = waiting;
  const { bar } = market.quote;
  if (fault.kind === 'reject') return refuse(waiting, state, 'EXCHANGE_REJECTED');
  if (bar < firstBar) {
    if (fault.kind === 'delay' && bar === firstBar - fault.bars) tellDelayed(waiting, fault.bars, state);
    return false;
  }
  const fill = order.type === 'MARKET' ? marketFill(waiting) : limitFill(waiting, state);
  if (fill !== null) enter(waiting, fill, state);
  return fill !== null;
}

/** What an entry pays for a unit, and when. */
interface EntryFill extends Priced {
  readonly isTaker: boolean;
  /** Whether it filled after the open of its bar (R10). */
  readonly insideBar: boolean;
}

function marketFill({ market, direction }: Pending): EntryFill {
  const price = sided(market.quote.open, direction, market.instrument.halfSpread);
  return { ...takerPrice({ price, atOpen: true }, direction, market), isTaker: true, insideBar: false };
}

function limitFill({ order, market, direction, firstBar }: Pending, { limits }: BrokerState): EntryFill | null {
  if (order.price === null) return null;
  const { quote, instrument } = market;
  const isFirstOpen = quote.bar === firstBar;
  const bar = sidedBar(quote, direction, instrument.halfSpread);
  const fill = fillLimit(bar, { limit: order.price, direction, isFirstOpen }, limits);
  return fill === null ? null : { ...makerPrice(fill, market), isTaker: false, insideBar: !fill.atOpen };
}

/** Sizes an entry, has the rules look at it, and opens the position (R14, R15). */
function enter(waiting: Pending, fill: EntryFill, state: BrokerState): void {
  const { order, market } = waiting;
  const { price } = fill;
  const { lotSize } = market.instrument;
  const standing = standingAtOpens(state.balance, state.markets);
  const sized = sizeOrder(order.size, { equity: standing.equity, price, stop: order.sl, lotSize });
  if (sized.kind === 'refused') {
    refuse(waiting, state, sized.code);
    return;
  }
  const fee = feeOf(price * sized.volume, market.instrument, fill.isTaker);
  const entry = { market, volume: sized.volume, price, fee, filledToday: state.filledToday };
  const code = refuseEntry(entry, standing, state.config.risk);
  if (code === null) open(waiting, { ...fill, volume: sized.volume }, state);
  else refuse(waiting, state, code);
}

function open(waiting: Pending, fill: EntryFill & { readonly volume: number }, state: BrokerState): void {
  const { market, fault } = waiting;
  const isPartial = fault.kind === 'partial';
  const volume = isPartial ? floorToLot(fill.volume * fault.share, market.instrument.lotSize) : fill.volume;
  if (volume > 0) {
    state.positions += 1;
    state.filledToday += 1;
    const fee = feeOf(fill.price * volume, market.instrument, fill.isTaker);
    const { insideBar } = fill;
    const holding = openHolding(waiting, fill, { number: state.positions, volume, fee, insideBar });
    state.balance -= fee;
    market.holdings.push(holding);
    tellOpened(holding, state.recorder);
  }
  if (isPartial) tellCancelled(waiting, 'PARTIAL_FILL', state);
}

/** Tells that an order does not fill; it is done with. */
function refuse({ order, market }: Pending, { recorder }: BrokerState, reason: RefusalCode): true {
  const { quote } = market;
  const time = order.type === 'MARKET' ? quote.openTime : quote.closeTime;
  recorder.event({
    type: 'order_rejected',
    time,
    symbol: order.symbol,
    bar: quote.bar,
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
