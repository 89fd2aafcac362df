import type { Bars } from '../bars.ts';
import type { BookState, Held } from './book-state.ts';
import { figure, isAtMost, isSameWithin } from './closeness.ts';
import { utcDayOf } from './timeline.ts';
import type { TradingTerms } from './trading-terms.ts';

/** The account at the opens of the step under way, before an entry. */
export interface Standing {
  readonly equity: number;
  readonly freeMargin: number;
  readonly exposure: number;
}

/** Balance and profit at the opens, or the last closes where a symbol has no bar (R14). */
export function standingBefore(state: BookState): Standing {
  let equity = state.balance;
  let margin = 0;
  let exposure = 0;
  for (const held of state.held.values()) {
    const { volume, price } = held.told;
    const { leverage } = state.terms[held.place] as TradingTerms;
    const mid = openOf(state, held.place);
    if (!isYounger(state, held)) equity += gainAt(state, held, mid);
    margin += (price * volume) / leverage;
    exposure += mid * volume;
  }
  return { equity, freeMargin: equity - margin, exposure };
}

/** What a position gains when it is closed at a mid price, before slippage and fee (R13). */
export function gainAt({ terms }: BookState, { direction, place, told }: Held, mid: number): number {
  const half = (terms[place] as TradingTerms).spread / 2;
  return direction * (mid - direction * half - told.price) * told.volume;
}

/** Holds an entry against the limits of the run and the margin of the account. */
export function checkLimits(entry: Held, standing: Standing, state: BookState): void {
  const { told } = entry;
  const { risk } = state.config;
  const { limits } = state.tally;
  const value = told.price * told.volume;
  const exposure = standing.exposure + value;
  const { leverage } = state.terms[entry.place] as TradingTerms;
  countDay(state);
  limits.largest_position = Math.max(limits.largest_position, value);
  if (standing.equity > 0) limits.largest_exposure = Math.max(limits.largest_exposure, exposure / standing.equity);
  limits.most_on_a_day = Math.max(limits.most_on_a_day, state.filledToday);
  const name = `${told.position_id} at bar ${told.bar} of ${told.symbol}`;
  const inSymbol = countIn(state, entry.place) + 1;
  if (risk.max_open_positions !== null && inSymbol > risk.max_open_positions) {
    over(state, `${name} is open position number ${inSymbol}`, risk.max_open_positions);
  }
  if (risk.max_orders_per_day !== null && state.filledToday > risk.max_orders_per_day) {
    over(state, `${name} is entry number ${state.filledToday} of its UTC day`, risk.max_orders_per_day);
  }
  if (risk.max_position !== null && !isAtMost(value, risk.max_position)) {
    over(state, `${name} is worth ${figure(value, risk.max_position)}`, risk.max_position);
  }
  if (risk.max_exposure !== null && !isAtMost(exposure, risk.max_exposure * standing.equity)) {
    over(
      state,
      `${name} makes an exposure of ${figure(exposure / standing.equity, risk.max_exposure)} times the equity`,
      risk.max_exposure,
    );
  }
  const needed = value / leverage + told.fee;
  if (needed > standing.freeMargin && !isSameWithin(needed, standing.freeMargin, Math.abs(standing.equity))) {
    state.violations.add(
      'portfolio-invariants',
      `${name} needs a margin of ${figure(needed, standing.freeMargin)}; ${figure(standing.freeMargin, needed)} was free`,
    );
  }
}

function over({ violations }: BookState, what: string, limit: number): void {
  violations.add('risk-limits', `${what}; at most ${limit} is allowed`);
}

function countDay(state: BookState): void {
  const day = utcDayOf(state.timeline.now);
  if (day !== state.day) state.filledToday = 0;
  state.day = day;
  state.filledToday += 1;
}

function countIn({ held }: BookState, place: number): number {
  let count = 0;
  for (const other of held.values()) if (other.place === place) count += 1;
  return count;
}

function openOf({ series, timeline }: BookState, place: number): number {
  const bars = series[place] as Bars;
  const bar = timeline.barOf(place);
  return (timeline.isHere(place) ? bars.open[bar] : bars.close[bar]) as number;
}

function isYounger({ timeline }: BookState, { isInside, place, told }: Held): boolean {
  return isInside && timeline.isHere(place) && told.bar === timeline.barOf(place);
}
