import { type Bars, closeTimeOf } from '../bars.ts';
import { barsBetween } from '../proofs/walk.ts';
import type { RunEvidence } from './evidence.ts';
import type { WindowPart } from './recorded-decider.ts';

/** A part of the data on which drills are made. */
export interface DrillWindow {
  readonly series: readonly Bars[];
  /** Where each of them was cut out of the data. */
  readonly parts: readonly WindowPart[];
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
  const cut = series
    .map((bars, symbol) => between(bars, symbol, { from, until }))
    .filter(({ bars }) => bars.length > 0);
  const says = `Drills replayed bars ${start} to ${end - 1} of the ${lead.length} of ${lead.symbol}`;
  return {
    series: cut.map(({ bars }) => bars),
    parts: cut.map(({ part }) => part),
    says: `${says}${series.length > 1 ? `, with ${cut.length} of ${series.length} symbols` : ''}.`,
  };
}

/** The bars that close after one time and not after another, as views. */
function between(
  bars: Bars,
  symbol: number,
  { from, until }: { readonly from: number; readonly until: number },
): { readonly bars: Bars; readonly part: WindowPart } {
  let start = 0;
  while (start < bars.length && closeTimeOf(bars, start) <= from) start += 1;
  let end = bars.length;
  while (end > start && closeTimeOf(bars, end - 1) > until) end -= 1;
  return { bars: barsBetween(bars, start, end), part: { symbol, bar: start } };
}
