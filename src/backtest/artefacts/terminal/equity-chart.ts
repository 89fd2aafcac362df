import { formatAmount } from '../figures/amount.ts';
import type { Point } from '../report/point-buckets.ts';

/** How a chart is drawn, in columns and lines of a terminal, axes included. */
export interface ChartSize {
  readonly width: number;
  readonly height: number;
  /** Plain ASCII instead of Braille dots. */
  readonly ascii?: boolean;
}

/** Dots to a character: two columns of four. */
const ACROSS = 2;
const DOWN = 4;
const DOTS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const;

/**
 * A curve as lines of text: each column of dots goes from the lowest to the highest value in its stretch of time, values
 * to the left, days below. `''` for a curve without two moments. Ends without a line end.
 */
export function renderEquityChart(points: readonly Point[], { width, height, ascii = false }: ChartSize): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || last.time <= first.time) return '';
  const values = points.map(({ value }) => value);
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const labels = [high, (low + high) / 2, low].map(formatAmount);
  const gutter = Math.max(...labels.map(({ length }) => length));
  const plot = { columns: Math.max(8, width - gutter - 2), rows: Math.max(3, height - 2), low, high };
  const rows = ascii ? drawAscii(points, plot) : drawBraille(points, plot);
  const axis = ascii ? { side: '|', corner: '+', floor: '-' } : { side: '┤', corner: '└', floor: '─' };
  const middle = Math.floor((plot.rows - 1) / 2);
  const places = new Map([
    [0, labels[0]],
    [plot.rows - 1, labels[2]],
    ...(plot.rows > 4 ? [[middle, labels[1]] as const] : []),
  ]);
  return [
    ...rows.map((row, at) => `${(places.get(at) ?? '').padStart(gutter)} ${axis.side}${row}`.trimEnd()),
    `${' '.repeat(gutter)} ${axis.corner}${axis.floor.repeat(plot.columns)}`,
    ' '.repeat(gutter + 2) + daysBelow(first.time, last.time, plot.columns),
  ].join('\n');
}

interface Plot {
  readonly columns: number;
  readonly rows: number;
  readonly low: number;
  readonly high: number;
}

/** The lowest and highest value in a column of dots, as places from the bottom. */
interface Stretch {
  from: number;
  to: number;
}

function drawBraille(points: readonly Point[], plot: Plot): readonly string[] {
  const cells = Array.from({ length: plot.rows }, () => new Uint8Array(plot.columns));
  const deepest = plot.rows * DOWN - 1;
  for (const [column, { from, to }] of stretches(points, plot, {
    columns: plot.columns * ACROSS,
    top: deepest,
  }).entries()) {
    for (let place = from; place <= to; place += 1) {
      const below = deepest - place;
      const row = cells[Math.floor(below / DOWN)] as Uint8Array;
      const dots = DOTS[(column % ACROSS) as 0 | 1];
      const at = Math.floor(column / ACROSS);
      row[at] = (row[at] as number) | dots[(below % DOWN) as 0 | 1 | 2 | 3];
    }
  }
  return cells.map((row) =>
    Array.from(row, (dots) => (dots === 0 ? ' ' : String.fromCharCode(0x2800 + dots))).join(''),
  );
}

function drawAscii(points: readonly Point[], plot: Plot): readonly string[] {
  const cells = Array.from({ length: plot.rows }, () => Array.from({ length: plot.columns }, () => ' '));
  const deepest = plot.rows - 1;
  for (const [column, { from, to }] of stretches(points, plot, { columns: plot.columns, top: deepest }).entries()) {
    for (let place = from; place <= to; place += 1) (cells[deepest - place] as string[])[column] = '*';
  }
  return cells.map((row) => row.join(''));
}

/** A column without a point goes on at the last value; each begins where the one before ended, so that the line is whole. */
function stretches(
  points: readonly Point[],
  { low, high }: Plot,
  { columns, top }: { readonly columns: number; readonly top: number },
): readonly Stretch[] {
  const [first, last] = [points[0] as Point, points.at(-1) as Point];
  const placeOf = (value: number): number =>
    high > low ? Math.round(((value - low) / (high - low)) * top) : Math.round(top / 2);
  let place = placeOf(first.value);
  let at = 0;
  return Array.from({ length: columns }, (_, column) => {
    const end = first.time + ((last.time - first.time) * (column + 1)) / columns;
    const stretch = { from: place, to: place };
    for (; at < points.length && ((points[at] as Point).time <= end || column === columns - 1); at += 1) {
      place = placeOf((points[at] as Point).value);
      stretch.from = Math.min(stretch.from, place);
      stretch.to = Math.max(stretch.to, place);
    }
    return stretch;
  });
}

function daysBelow(from: number, to: number, columns: number): string {
  const [left, right] = [from, to].map((time) =>
    new Date(time).toISOString().slice(0, to - from < 2 * 86_400_000 ? 16 : 10),
  );
  const gap = columns - `${left}${right}`.length;
  return gap < 1 ? `${left}` : `${left}${' '.repeat(gap)}${right}`;
}
