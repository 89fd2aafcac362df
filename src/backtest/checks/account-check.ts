import type { Bars } from '../bars.ts';
import type { Mark } from '../event.ts';
import type { BookState, Held } from './book-state.ts';
import { figure, isAtMost, isSameWithin } from './closeness.ts';
import { checkOf } from './position-log.ts';
import { barOfSide, isThrough, touchesStop } from './price-by-rule.ts';
import { gainAt } from './risk-check.ts';
import type { TradingTerms } from './trading-terms.ts';

/** Counts the account again at a mark: balance, open profit, equity, margin, exposure. */
export function checkAccount(mark: Readonly<Mark>, state: BookState): void {
  const { held, balance, tally, config } = state;
  if (held.size === 0 && isAtRest(mark, balance)) return;
  let unrealised = 0;
  let margin = 0;
  let exposure = 0;
  for (const each of held.values()) {
    const close = (state.series[each.place] as Bars).close[state.timeline.barOf(each.place)] as number;
    unrealised += gainAt(state, each, close);
    margin += (each.told.price * each.told.volume) / (state.terms[each.place] as TradingTerms).leverage;
    exposure += close * each.told.volume;
  }
  const scale = Math.max(config.initial_cash, tally.money.turnover, exposure);
  const equity = balance + unrealised;
  const difference = Math.max(Math.abs(mark.balance - balance), Math.abs(mark.equity - equity));
  if (difference > tally.money.largest_difference) tally.money.largest_difference = difference;
  const isRight =
    isSameWithin(mark.balance, balance, scale) &&
    isSameWithin(mark.unrealised, unrealised, scale) &&
    isSameWithin(mark.equity, equity, scale) &&
    isSameWithin(mark.equity, mark.balance + mark.unrealised, scale) &&
    isSameWithin(mark.used_margin, margin, scale) &&
    isSameWithin(mark.exposure, exposure, scale) &&
    mark.open_positions === held.size;
  if (!isRight)
    tellDifferences(
      mark,
      { balance, unrealised, equity, used_margin: margin, exposure, open_positions: held.size },
      state,
    );
  // What changes hands later in a broken run is judged from where the run itself stands.
  if (!isSameWithin(mark.balance, balance, scale)) state.balance = mark.balance;
}

/** Whether nothing is held and nothing has changed hands: most marks are like that. */
function isAtRest(mark: Readonly<Mark>, balance: number): boolean {
  const { unrealised, used_margin, exposure, open_positions } = mark;
  const isEmpty = unrealised === 0 && used_margin === 0 && exposure === 0 && open_positions === 0;
  return isEmpty && mark.balance === balance && mark.equity === balance;
}

type Counted = Readonly<Omit<Mark, 'time'>>;

function tellDifferences(mark: Readonly<Mark>, counted: Counted, { violations, timeline }: BookState): void {
  const parts = (Object.keys(counted) as (keyof Counted)[])
    .filter((key) => mark[key] !== counted[key])
    .map((key) => `${key} ${figure(mark[key], counted[key])} instead of ${figure(counted[key], mark[key])}`);
  const sum = mark.balance + mark.unrealised;
  const what =
    parts.length === 0
      ? `equity ${figure(mark.equity, sum)} and a sum of ${figure(sum, mark.equity)}`
      : parts.join(', ');
  violations.add('portfolio-invariants', `The mark of close ${timeline.passed} has ${what}`);
}

/** At a mark: no position is open that a stop, a target, a request or a rule had to end. */
export function checkHeld(mark: Readonly<Mark>, state: BookState): void {
  for (const held of state.held.values()) {
    checkSummons(held, state);
    if (state.timeline.isHere(held.place)) checkTouches(held, state);
  }
  checkMaintenance(mark, state);
}

function checkSummons({ summons, place, told }: Held, { timeline, violations }: BookState): void {
  if (summons === null || timeline.barOf(place) < summons.bar) return;
  const bar = timeline.barOf(place);
  violations.add(
    checkOf(summons.by),
    `${told.position_id} is open at the close of bar ${bar}; it was to be closed at the open of bar ${summons.bar} (${summons.by})`,
  );
}

function checkTouches(held: Held, state: BookState): void {
  const { place, direction, told, order } = held;
  const { sl, tp } = order.told;
  if (sl === null && tp === null) return;
  const bar = state.timeline.barOf(place);
  const ground = { bars: state.series[place] as Bars, bar, terms: state.terms[place] as TradingTerms };
  const side = barOfSide(ground, direction === 1 ? -1 : 1);
  const name = `${told.position_id} is open at the close of bar ${bar}`;
  if (touchesStop(held, side)) {
    state.violations.add('portfolio-invariants', `${name}, which touched its stop at ${sl}`);
  }
  if (tp === null) return;
  const best = held.isInside && told.bar === bar ? side.close : direction === 1 ? side.high : side.low;
  if (isThrough(best, tp, direction === 1 ? -1 : 1)) {
    state.violations.add('portfolio-invariants', `${name}, which traded through its target at ${tp}`);
  }
}

/** Equity at or below the maintenance share of the margin: everything is to be closed at the next open. */
function checkMaintenance({ equity, used_margin }: Readonly<Mark>, state: BookState): void {
  if (used_margin === 0) return;
  const floor = state.config.maintenance_margin * used_margin;
  if (!isAtMost(equity, floor - 2e-9 * Math.abs(floor))) return;
  for (const { summons, told } of state.held.values()) {
    if (summons !== null && summons.by !== 'request') continue;
    state.violations.add(
      'risk-limits',
      `${told.position_id} was not called in for liquidation with an equity of ${figure(equity, floor)} at a floor of ${figure(floor, equity)}`,
    );
  }
}
