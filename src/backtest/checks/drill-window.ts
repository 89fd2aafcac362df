import { type Bars, closeTimeOf } from '../bars.ts';
import type { RunEvidence } from './evidence.ts';

/** A part of the data on which drills are made. */
export interface DrillWindow {
  readonly series: readonly Bars[];
  /** Which part it is, in one sentence. */
  readonly says: string;
}

/**
 * At most so many bars of the symbol that traded first, and what the others have at the same time: from the start where
 * the first entry lies within, else around it.
 */
export function cutWindow(
  series: readonly Bars[],
  first: NonNullable<RunEvidence['first_entry']>,
  most: number,
): DrillWindow {
  const lead = series[first.symbol] as Bars;
  const start = first.bar < most - most / 4 ? 0 : first.bar - Math.floor(most / 2);
  const end = Math.min(lead.length, start + most);
  const from = start === 0 ? -Infinity : closeTimeOf(lead, start - 1);
  const until = end === lead.length ? Infinity : closeTimeOf(lead, end - 1);
  const cut = series.map((bars) => between(bars, from, until)).filter(({ length }) => length > 0);
  const says = `Drills replayed bars ${start} to ${end - 1} of the ${lead.length} of ${lead.symbol}`;
  return {
    series: cut,
    says: `${says}${series.length > 1 ? `, with ${cut.length} of ${series.length} symbols` : ''}.`,
  };
}

/** The bars that close after one time and not after another, as views. */
function between(bars: Bars, from: number, until: number): Bars {
  let start = 0;
  while (start < bars.length && closeTimeOf(bars, start) <= from) start += 1;
  let end = bars.length;
  while (end > start && closeTimeOf(bars, end - 1) > until) end -= 1;
  const cut = (column: Float64Array): Float64Array => column.subarray(start, end);
  const { closes } = bars;
  return {
    symbol: bars.symbol,
    length: end - start,
    time: cut(bars.time),
    open: cut(bars.open),
    high: cut(bars.high),
    low: cut(bars.low),
    close: cut(bars.close),
    volume: cut(bars.volume),
    closes: typeof closes === 'number' ? closes : cut(closes),
  };
}
