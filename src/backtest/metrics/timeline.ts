import { type Bars, closeTimeOf } from '../bars.ts';
import type { ReturnsBasis } from './return-series.ts';

/** Milliseconds of a day. */
export const DAY_MS = 86_400_000;

/** What a book of figures needs to know of the bars of a symbol. */
export type BarTimes = Pick<Bars, 'symbol' | 'length' | 'time' | 'closes'>;

/** When the data begin: the first open of all symbols, milliseconds since 1970 UTC; null without bars. */
export function firstOpenOf(series: readonly BarTimes[]): number | null {
  const opens = series.flatMap(({ time, length }) => (length === 0 ? [] : [time[0] as number]));
  return opens.length === 0 ? null : Math.min(...opens);
}

/** Bars that tell how long all of them are. */
const SAMPLE = 1_000;

/** The usual length of the bars in milliseconds, by the median of the first thousand; null without bars. */
export function barLengthOf(series: readonly BarTimes[]): number | null {
  const bars = series.find(({ length }) => length > 0);
  if (bars === undefined) return null;
  if (typeof bars.closes === 'number') return bars.closes;
  const count = Math.min(bars.length, SAMPLE);
  const lengths = Float64Array.from(
    { length: count },
    (_, index) => closeTimeOf(bars, index) - (bars.time[index] as number),
  );
  return lengths.toSorted()[Math.floor(count / 2)] as number;
}

/** The period of a return: a day, or a bar that is longer than one, or a bar where the run is shorter than two days. */
export function basisOf(barLength: number | null, span: number): ReturnsBasis {
  if (barLength === null) return 'day';
  const days = barLength / DAY_MS;
  if (days === 7) return 'week';
  if (days >= 28 && days <= 31) return 'month';
  return days > 1 || span < 2 * DAY_MS ? 'bar' : 'day';
}
