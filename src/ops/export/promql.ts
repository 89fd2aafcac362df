import { CLOCKS_DIFFER } from '../freshness.ts';

/** Steps in which runs are looked for; Prometheus looks back as far, so that they meet every sample. */
const STEP_SECONDS = 300;

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** Seconds of a duration as configuration writes it: `90s`, `10m`, `36h`, `7d`. */
export function secondsOf(duration: string): number {
  return Number.parseInt(duration, 10) * (SECONDS[duration.slice(-1)] ?? Number.NaN);
}

/** A query in parentheses; the line end closes a comment that it may end with. */
export function group(query: string): string {
  return `(\n${query}\n)`;
}

/** The range in which runs of a window show: one step more tells which of them began before it. */
export function inWindow(query: string, seconds: number): string {
  return `${group(query)}[${seconds + STEP_SECONDS}s:${STEP_SECONDS}s]`;
}

/** Whether a moment, as one series of seconds, is neither too old nor ahead; holds nothing where it is not one series. */
export function isFresh(freshness: string, maxAge: string): string {
  return ageHolds(`vector(time() - scalar${group(freshness)})`, maxAge);
}

/** An age in seconds, kept where it counts. */
export function ageHolds(age: string, maxAge: string): string {
  return `${age} >= ${-CLOCKS_DIFFER} <= ${secondsOf(maxAge)}`;
}

/** Figures without the noise of binary fractions, as every comparison is made with. */
export function rounded(expression: string): string {
  return `round(${expression}, 0.000001)`;
}

/** The same series with a label under another name. */
export function renamed(expression: string, from: string, to: string): string {
  return from === to ? expression : `label_replace(${expression}, ${quote(to)}, "$1", ${quote(from)}, "(.*)")`;
}

/** A text in double quotes, as PromQL reads it. */
function quote(text: string): string {
  return JSON.stringify(text);
}

/** A pattern that matches just these words, in double quotes. */
export function anyOfWords(words: readonly string[]): string {
  return quote(words.map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'));
}
