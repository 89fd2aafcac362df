import type { BarLength } from './bar-length.ts';
import { addMonths, DAY_MS, monthNumber } from './calendar.ts';
import { firstInstantOf, wallOf, type Zone } from './zone.ts';

/** When bars open and close. */
export interface BarSpans {
  /** When each bar opens, milliseconds since 1970 UTC. */
  readonly opens: Float64Array;
  /** When each bar closes, or one length in milliseconds that all bars have. */
  readonly closes: number | Float64Array;
}

/** How the times of a file are to be read. */
export interface Stamping {
  readonly length: BarLength;
  readonly zone: Zone;
  /** Whether a time is where its bar opens or closes. */
  readonly timestamps: 'open' | 'close';
}

/**
 * Opens and closes of bars from their ascending times. Bars of days in a zone that changes its clock, and bars of
 * months, follow the calendar; where all days come out equally long, one length stands for all.
 */
export function spanBars(times: Float64Array, { length, zone, timestamps }: Stamping): BarSpans {
  const isPlain = length.kind === 'fixed' || (length.kind === 'days' && zone.isFixed);
  if (isPlain) {
    const ms = length.kind === 'days' ? length.count * DAY_MS : length.count;
    return { opens: timestamps === 'open' ? times : times.map((time) => time - ms), closes: ms };
  }
  const others = new Float64Array(times.length);
  const reach = length.kind === 'months' ? reachMonths : reachDays;
  reach(times, others, { length, zone, timestamps });
  const spans = timestamps === 'open' ? { opens: times, closes: others } : { opens: others, closes: times };
  return length.kind === 'months' ? spans : { opens: spans.opens, closes: commonLength(spans) ?? spans.closes };
}

function reachDays(times: Float64Array, others: Float64Array, { length, zone, timestamps }: Stamping): void {
  const step = (timestamps === 'open' ? 1 : -1) * length.count * DAY_MS;
  for (let row = 0; row < times.length; row += 1)
    others[row] = firstInstantOf(zone, wallOf(zone, times[row] ?? 0) + step);
}

/** A month reaches to its neighbour's time, whatever the day it has; before a gap and at the end to the same day. */
function reachMonths(times: Float64Array, others: Float64Array, { length, zone, timestamps }: Stamping): void {
  const side = timestamps === 'open' ? 1 : -1;
  for (let row = 0; row < times.length; row += 1) {
    const wall = wallOf(zone, times[row] ?? 0);
    const next = times[row + side];
    const isNext = next !== undefined && monthNumber(wallOf(zone, next)) - monthNumber(wall) === side * length.count;
    others[row] = isNext ? next : firstInstantOf(zone, addMonths(wall, side * length.count));
  }
}

function commonLength({ opens, closes }: { opens: Float64Array; closes: Float64Array }): number | null {
  const first = (closes[0] ?? 0) - (opens[0] ?? 0);
  for (let row = 1; row < opens.length; row += 1) if ((closes[row] ?? 0) - (opens[row] ?? 0) !== first) return null;
  return first;
}

/** A stretch without bars. */
export interface Gap {
  /** When the last bar before it closes, milliseconds since 1970 UTC. */
  readonly after: number;
  /** Whole bars that would have fitted into it. */
  readonly missing: number;
}

/** What neighbours leave between them. */
export interface Neighbours {
  readonly gaps: readonly Gap[];
  readonly gapsCount: number;
  readonly missingBars: number;
}

const SHOWN_GAPS = 20;

/** Finds the gaps between bars, and tells of every row that opens before the row before it has closed. */
export function inspectNeighbours(
  spans: BarSpans,
  { length, zone }: Stamping,
  tellOverlap: (row: number) => void,
): Neighbours {
  const { opens, closes } = spans;
  const gaps: Gap[] = [];
  let [gapsCount, missingBars] = [0, 0];
  for (let row = 1; row < opens.length; row += 1) {
    const open = opens[row] ?? 0;
    const after = typeof closes === 'number' ? (opens[row - 1] ?? 0) + closes : (closes[row - 1] ?? 0);
    if (open < after) tellOverlap(row);
    if (open <= after) continue;
    const missing = countMissing({ after, open }, length, zone);
    gapsCount += 1;
    missingBars += missing;
    if (gaps.length < SHOWN_GAPS) gaps.push({ after, missing });
  }
  return { gaps, gapsCount, missingBars };
}

function countMissing({ after, open }: { after: number; open: number }, length: BarLength, zone: Zone): number {
  if (length.kind === 'fixed') return Math.floor((open - after) / length.count);
  const [from, to] = [wallOf(zone, after), wallOf(zone, open)];
  if (length.kind === 'days') return Math.floor((to - from) / (length.count * DAY_MS));
  return Math.floor((monthNumber(to) - monthNumber(from)) / length.count);
}
