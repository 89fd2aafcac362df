import type { Bars } from '../bars.ts';
import type { CloseReason, Trade } from '../event.ts';
import { type BookState, type EventOf, type Held, numberOf } from './book-state.ts';
import { figure, isSameWithin } from './closeness.ts';
import { checkFill, groundOf, type ToldFill } from './fill-check.ts';
import { takeAway } from './order-log.ts';
import { entryByRule, exitByRule } from './price-by-rule.ts';
import { checkLimits, standingBefore } from './risk-check.ts';

/** Takes down an entry: of a pending order, on a later bar than it was decided, at the price and fee of the rules. */
export function logOpened(event: EventOf<'position_opened'>, place: number, state: BookState): void {
  const { violations, tally } = state;
  const order = takeAway(event.order_id, state);
  if (order === undefined) {
    violations.add(
      'portfolio-invariants',
      `${event.position_id} was opened by ${event.order_id}, which was not pending`,
    );
    return;
  }
  const number = numberOf(event.position_id);
  if (!(number > state.highestPosition)) {
    violations.add(
      'portfolio-invariants',
      `${event.position_id} came after p${state.highestPosition}; the numbers of positions ascend`,
    );
  }
  state.highestPosition = Math.max(state.highestPosition, number || 0);
  checkBars(order.told, { event, firstBar: order.firstBar }, state);
  const { direction } = order;
  const fill: ToldFill = { ...event, name: `The entry of ${event.position_id}`, place, way: direction };
  const byRule = entryByRule(order, groundOf(state, fill));
  checkFill(fill, byRule, state);
  if (event.action !== order.told.action) {
    violations.add(
      'portfolio-invariants',
      `${event.position_id} is a ${event.action} and its order a ${order.told.action}`,
    );
  }
  const slippageCost = byRule === null ? 0 : Math.abs(byRule.price - byRule.before) * event.volume;
  const isInside = byRule !== null && !byRule.atOpen;
  const held: Held = { told: event, order, place, direction, isInside, slippageCost, summons: null };
  const standing = standingBefore(state);
  checkLimits(held, standing, state);
  state.unsized = { held, equity: standing.equity };
  state.balance -= event.fee;
  tally.entries += 1;
  tally.money.turnover += event.price * event.volume;
  tally.first_entry ??= { symbol: place, bar: event.bar };
  state.held.set(event.position_id, held);
}

function checkBars(
  order: EventOf<'order_placed'>,
  { event, firstBar }: { event: EventOf<'position_opened'>; firstBar: number },
  { violations }: BookState,
): void {
  const { order_id, bar: decided, expire_bars } = order;
  if (event.bar <= decided) {
    violations.add(
      'leakage',
      `${order_id} was decided after bar ${decided} and filled on bar ${event.bar}; bar ${decided + 1} is the first that may`,
    );
  } else if (event.bar < firstBar) {
    violations.add('exchange-errors', `${order_id} was delayed to bar ${firstBar} and filled on bar ${event.bar}`);
  }
  if (expire_bars !== null && event.bar > decided + expire_bars) {
    violations.add(
      'portfolio-invariants',
      `${order_id} was good until bar ${decided + expire_bars} and filled on bar ${event.bar}`,
    );
  }
}

/** Takes down an exit: of an open position, once, at the price and fee of the rules, with what it made. */
export function logClosed(event: EventOf<'position_closed'>, place: number, state: BookState): void {
  const { violations, tally, held: open } = state;
  const held = open.get(event.position_id);
  if (held === undefined) {
    violations.add('portfolio-invariants', `${event.position_id} was closed on bar ${event.bar} and was not open`);
    return;
  }
  open.delete(event.position_id);
  checkReason(held, event, state);
  const way = held.direction === 1 ? -1 : 1;
  const fill: ToldFill = { ...event, name: `The exit of ${event.position_id} (${event.reason})`, place, way };
  const byRule = exitByRule(held, event.reason, groundOf(state, fill));
  checkFill(fill, byRule, state);
  if (event.volume !== held.told.volume) {
    violations.add(
      'portfolio-invariants',
      `${event.position_id} was opened with ${held.told.volume} and closed with ${event.volume}`,
    );
  }
  const value = event.price * event.volume;
  const gross = held.direction * (event.price - held.told.price) * held.told.volume;
  tally.exits += 1;
  tally.money.turnover += value;
  const due = gross - held.told.fee - event.fee;
  if (!isSameWithin(event.pnl_net, due, value + held.told.price * held.told.volume)) {
    violations.add(
      'portfolio-invariants',
      `${event.position_id} made ${figure(event.pnl_net, due)} by its event and ${figure(due, event.pnl_net)} by its prices and fees`,
    );
  }
  state.balance += gross - event.fee;
  const exitCost = byRule === null ? 0 : Math.abs(byRule.price - byRule.before) * event.volume;
  state.unwritten = { held, closed: event, slippageCost: held.slippageCost + exitCost };
}

const FORCED: readonly CloseReason[] = ['kill_switch', 'liquidation'];

function checkReason({ summons }: Held, event: EventOf<'position_closed'>, state: BookState): void {
  const { violations, tally } = state;
  const { reason, position_id, bar } = event;
  if (reason === 'kill_switch') tally.kill_switch.flattened += 1;
  if (reason === 'end_of_data') {
    state.isEnding = true;
    const { length } = state.series[state.places.get(event.symbol) as number] as Bars;
    if (bar !== length - 1)
      violations.add(
        'portfolio-invariants',
        `${position_id} was closed by the end of the data on bar ${bar} of ${length}`,
      );
    return;
  }
  const isAsked = reason === 'close' || FORCED.includes(reason);
  if (summons === null) {
    if (isAsked)
      violations.add('portfolio-invariants', `${position_id} was closed (${reason}) and nothing had asked for it`);
    return;
  }
  if (bar < summons.bar) {
    violations.add(
      'leakage',
      `${position_id} was to be closed from bar ${summons.bar} on and was closed (${reason}) on bar ${bar}`,
    );
  } else if (!isAsked || (summons.by !== 'request' && !FORCED.includes(reason))) {
    violations.add(
      checkOf(summons.by),
      `${position_id} was to be closed at the open of bar ${summons.bar} (${summons.by}) and ended by ${reason}`,
    );
  }
}

/** Which check a position that was not closed in time is about. */
export function checkOf(
  by: NonNullable<Held['summons']>['by'],
): 'portfolio-invariants' | 'kill-switch' | 'risk-limits' {
  if (by === 'request') return 'portfolio-invariants';
  return by === 'kill_switch' ? 'kill-switch' : 'risk-limits';
}

/** Holds a trade against the events of the same position. */
export function logTrade(trade: Trade, state: BookState): void {
  const { unwritten, violations } = state;
  state.tally.trades += 1;
  state.unwritten = null;
  if (unwritten === null || unwritten.closed.position_id !== trade.position_id) {
    violations.add(
      'portfolio-invariants',
      `A trade of ${trade.position_id} was written and no such position had just been closed`,
    );
    return;
  }
  const { held, closed, slippageCost } = unwritten;
  const same: Partial<Trade> = {
    order_id: held.told.order_id,
    symbol: held.told.symbol,
    action: held.told.action,
    volume: held.told.volume,
    decided_bar: held.order.told.bar,
    entry_bar: held.told.bar,
    entry_time: held.told.time,
    entry_price: held.told.price,
    entry_fee: held.told.fee,
    exit_bar: closed.bar,
    exit_time: closed.time,
    exit_price: closed.price,
    exit_fee: closed.fee,
    reason: closed.reason,
    pnl_net: closed.pnl_net,
  };
  for (const [field, value] of Object.entries(same)) {
    const written = trade[field as keyof Trade];
    if (written === value) continue;
    violations.add(
      'portfolio-invariants',
      `The trade of ${trade.position_id} has ${field} ${written}; its events say ${value}`,
    );
  }
  if (isSameWithin(trade.slippage_cost, slippageCost, trade.entry_price * trade.volume)) return;
  violations.add(
    'slippage',
    `The trade of ${trade.position_id} has a slippage cost of ${figure(trade.slippage_cost, slippageCost)}; by the rules it is ${figure(slippageCost, trade.slippage_cost)}`,
  );
}
