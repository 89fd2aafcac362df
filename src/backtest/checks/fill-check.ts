import { closeTimeOf } from '../bars.ts';
import type { BookState } from './book-state.ts';
import { figure, isSame } from './closeness.ts';
import { type BarOfSide, barOfSide, type FillByRule, type FillGround, type Way } from './price-by-rule.ts';
import { feeByRule, type TradingTerms } from './trading-terms.ts';

/** A fill as it was told. */
export interface ToldFill {
  readonly name: string;
  readonly place: number;
  readonly way: Way;
  readonly bar: number;
  readonly time: number;
  readonly price: number;
  readonly volume: number;
  readonly fee: number;
}

/** The ground on which a fill is judged. */
export function groundOf({ series, terms, config }: BookState, { place, bar, way }: ToldFill): FillGround {
  const bars = series[place] as BookState['series'][number];
  const own = terms[place] as TradingTerms;
  return { side: barOfSide({ bars, bar, terms: own }, way), bar, terms: own, rules: config };
}

/** Holds a fill against the rules: its price, its place in its bar, its time, its fee. */
export function checkFill(told: ToldFill, byRule: FillByRule | null, state: BookState): void {
  const ground = groundOf(state, told);
  if (byRule === null) {
    state.violations.add(
      'portfolio-invariants',
      `${told.name} filled at ${figure(told.price)} on bar ${told.bar}, which does not get there`,
    );
    checkFee(told, true, state);
    return;
  }
  checkTime(told, byRule, state);
  checkRange(told, byRule, { ground, state });
  if (byRule.isTaker) checkSlippage(told, byRule, state);
  else checkResting(told, byRule, state);
  checkFee(told, byRule.isTaker, state);
}

function checkTime(
  { name, place, bar, time }: ToldFill,
  { atOpen }: FillByRule,
  { series, violations }: BookState,
): void {
  const bars = series[place] as BookState['series'][number];
  const due = atOpen ? (bars.time[bar] as number) : closeTimeOf(bars, bar);
  if (time === due) return;
  violations.add(
    'time-zones',
    `${name} carries the time ${time}; the ${atOpen ? 'open' : 'close'} of bar ${bar} is at ${due}`,
  );
}

/** P04: what slippage has not moved stands inside the bar, but for a resting limit at its own price. */
function checkRange(
  { name, price, way, bar }: ToldFill,
  { isTaker, mayBeOutside }: FillByRule,
  { ground: { side, terms }, state }: { ground: FillGround; state: BookState },
): void {
  if (mayBeOutside) return;
  const before = isTaker ? price / (1 + way * terms.slippage) : price;
  if (isInside(before, side)) return;
  state.violations.add(
    'portfolio-invariants',
    `${name} filled at ${figure(before)} before slippage, outside of bar ${bar} from ${figure(side.low)} to ${figure(side.high)}`,
  );
}

function isInside(price: number, { low, high }: BarOfSide): boolean {
  return (price >= low || isSame(price, low)) && (price <= high || isSame(price, high));
}

function checkSlippage({ name, price, volume, place }: ToldFill, byRule: FillByRule, state: BookState): void {
  const { tally, violations } = state;
  const { slippage, symbol } = state.terms[place] as TradingTerms;
  tally.slippage.fills += 1;
  if (slippage === 0) tally.slippage.free[symbol] = (tally.slippage.free[symbol] ?? 0) + 1;
  tally.slippage.cost += Math.abs(byRule.price - byRule.before) * volume;
  tally.slippage.largest_difference = Math.max(tally.slippage.largest_difference, Math.abs(price - byRule.price));
  if (isSame(price, byRule.price)) return;
  violations.add(
    slippage === 0 ? 'portfolio-invariants' : 'slippage',
    `${name} filled at ${figure(price, byRule.price)}; ${figure(byRule.before)} with a slippage of ${figure(slippage)} is ${figure(byRule.price, price)}`,
  );
}

function checkResting({ name, price }: ToldFill, byRule: FillByRule, { tally, violations }: BookState): void {
  tally.slippage.resting += 1;
  if (isSame(price, byRule.price)) return;
  violations.add(
    'portfolio-invariants',
    `${name} filled at ${figure(price, byRule.price)}; a resting order fills at ${figure(byRule.price, price)} here`,
  );
}

/** R11: fixed + rate · value, within 1e-9 of itself. */
function checkFee(
  { name, price, volume, fee, place }: ToldFill,
  isTaker: boolean,
  { terms, tally, violations }: BookState,
): void {
  const own = terms[place] as TradingTerms;
  const due = feeByRule(price * volume, own, isTaker);
  const { fees } = tally;
  if (isTaker) fees.taker_fills += 1;
  else fees.maker_fills += 1;
  if (due === 0) fees.free[own.symbol] = (fees.free[own.symbol] ?? 0) + 1;
  fees.paid += fee;
  fees.largest_difference = Math.max(fees.largest_difference, Math.abs(fee - due));
  if (isSame(fee, due)) return;
  violations.add(
    'fees',
    `${name} paid ${figure(fee, due)} as a ${isTaker ? 'taker' : 'maker'}; by the configuration it is ${figure(due, fee)}`,
  );
}
