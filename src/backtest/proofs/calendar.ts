import type { Bars } from '../bars.ts';
import type { WholeSymbol } from './growth.ts';
import type { LookAheadProof } from './look-ahead.ts';

/** By so much the calendar is moved: weekdays stay, dates do not. */
export const WEEKS = 52;

const WEEK = 7 * 86_400_000;

/** The same bars at other times. */
export function shiftCalendar(bars: Bars): Bars {
  const move = (at: number): number => at + WEEKS * WEEK;
  const { closes } = bars;
  return { ...bars, time: bars.time.map(move), closes: typeof closes === 'number' ? closes : closes.map(move) };
}

/** Which decisions are others when the same bars stand at other times; a warning, since some strategies trade by date. */
export function compareCalendars(
  whole: readonly WholeSymbol[],
  shifted: readonly WholeSymbol[],
  series: readonly Bars[],
): LookAheadProof['calendar'] {
  const changes = whole.flatMap(({ asked }, symbol) => {
    const here = new Map(asked.map(({ bar, text }) => [bar, text]));
    const there = new Map(shifted[symbol]?.asked.map(({ bar, text }) => [bar, text]));
    const bars = [...new Set([...here.keys(), ...there.keys()])].filter((bar) => here.get(bar) !== there.get(bar));
    return bars.sort((one, other) => one - other).map((bar) => ({ bar, symbol: series[symbol]?.symbol ?? '' }));
  });
  const [first] = changes;
  if (first === undefined) return { weeks: WEEKS, changed: 0, warning: null };
  const many = changes.length === 1 ? '1 decision changes' : `${changes.length} decisions change`;
  return {
    weeks: WEEKS,
    changed: changes.length,
    warning: `${many} when all times are ${WEEKS} weeks later, first at bar ${first.bar} of ${first.symbol}: the strategy goes by dates, which may be remembered history.`,
  };
}
