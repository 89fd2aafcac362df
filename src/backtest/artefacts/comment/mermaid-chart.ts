import { formatDecimal } from '../decimal.ts';
import type { Point } from '../report/point-buckets.ts';

/** A curve by its name. */
export interface NamedCurve {
  readonly name: string;
  /** By ascending time. */
  readonly points: readonly Point[];
}

/** Most points that a chart in a comment draws of one curve. */
const MOST_POINTS = 40;

/**
 * A Mermaid chart of curves as a fenced block: values at up to 40 moments evenly spread over the time that all of them
 * span together. `''` where there is no curve with two moments. Lines have no legend there; whoever shows it names them.
 */
export function renderMermaidChart(title: string, curves: readonly NamedCurve[]): string {
  const drawn = curves.filter(({ points }) => points.length > 0);
  const times = drawn.flatMap(({ points }) => points.map(({ time }) => time));
  const [from, to] = [least(times), most(times)];
  if (!(to > from)) return '';
  const count = Math.min(MOST_POINTS, most(drawn.map(({ points }) => points.length)));
  const moments = Array.from({ length: Math.max(2, count) }, (_, at, last = Math.max(2, count) - 1) =>
    at === last ? to : from + ((to - from) * at) / last,
  );
  const lines = drawn.map(({ points }) => valuesAt(points, moments).map(spell));
  const values = lines.flat().map(Number);
  const [low, high] = [least(values), most(values)];
  const room = high > low ? (high - low) / 20 : Math.max(1, Math.abs(high) / 20);
  return [
    '```mermaid',
    'xychart-beta',
    `  title "${plainTitle(title)}"`,
    `  x-axis "${dayOf(from)} to ${dayOf(to)}" 0 --> ${moments.length - 1}`,
    `  y-axis "equity" ${spell(low - room)} --> ${spell(high + room)}`,
    ...lines.map((line) => `  line [${line.join(', ')}]`),
    '```',
  ].join('\n');
}

/** The last value at or before each moment; the first value where a curve begins later. */
function valuesAt(points: readonly Point[], moments: readonly number[]): readonly number[] {
  let at = 0;
  return moments.map((moment) => {
    while (at + 1 < points.length && (points[at + 1] as Point).time <= moment) at += 1;
    return (points[at] as Point).value;
  });
}

/** Nine significant digits: a chart needs no more. */
function spell(value: number): string {
  return formatDecimal(Number(value.toPrecision(9)));
}

/** Letters, digits and few signs: everything else means something to Mermaid or to GitHub. */
function plainTitle(title: string): string {
  return title
    .replace(/[^\p{L}\p{N} .,:%+-]/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, 80);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function least(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), Infinity);
}

function most(values: readonly number[]): number {
  return values.reduce((high, value) => Math.max(high, value), -Infinity);
}
