import { rounded, spell } from '../figure-words.ts';
import type { Reading } from '../reading.ts';
import { allOf, anyOf, type Truth } from '../truth.ts';

/** One or several figures held against their lines, with what was found in words. */
export interface Comparison {
  readonly truth: Truth;
  readonly found: string;
  readonly limit: string;
}

/** How a figure is called and in which unit it is told: `PVC`, `%`. */
export interface Told {
  readonly name: string;
  readonly unit?: string;
}

/** A figure as people read it, with its unit: `91.5 %`. */
function tell(value: number, unit = ''): string {
  return unit === '' ? spell(value) : `${spell(value)} ${unit}`;
}

/** Whether a figure lies above a line; on the line is not above it. */
export function above(reading: Reading, limit: number, told: Told): Comparison {
  return compare(reading, told, { holds: (value) => value > limit, words: `more than ${tell(limit, told.unit)}` });
}

/** Whether a figure lies below a line; on the line is not below it. */
export function below(reading: Reading, limit: number, told: Told): Comparison {
  return compare(reading, told, { holds: (value) => value < limit, words: `less than ${tell(limit, told.unit)}` });
}

/** Whether a figure lies on a line or below it. */
export function atMost(reading: Reading, limit: number, told: Told): Comparison {
  return compare(reading, told, { holds: (value) => value <= limit, words: `at most ${tell(limit, told.unit)}` });
}

/** Whether a figure lies on a line or above it. */
export function atLeast(reading: Reading, limit: number, told: Told): Comparison {
  return compare(reading, told, { holds: (value) => value >= limit, words: `at least ${tell(limit, told.unit)}` });
}

interface Line {
  readonly holds: (value: number) => boolean;
  readonly words: string;
}

function compare(reading: Reading, told: Told, line: Line): Comparison {
  const limit = `${told.name} ${line.words}`;
  if (!reading.known) return { truth: 'unknown', found: reading.words, limit };
  const truth = line.holds(rounded(reading.value)) ? 'true' : 'false';
  return { truth, found: `${told.name} ${tell(reading.value, told.unit)}`, limit };
}

/** True as soon as one is; its words are those of the parts that decide. */
export function anyComparison(parts: readonly Comparison[]): Comparison {
  return joined(parts, anyOf(parts.map(({ truth }) => truth)), 'or');
}

/** False as soon as one is; its words are those of the parts that decide. */
export function allComparisons(parts: readonly Comparison[]): Comparison {
  return joined(parts, allOf(parts.map(({ truth }) => truth)), 'and');
}

function joined(parts: readonly Comparison[], truth: Truth, word: 'or' | 'and'): Comparison {
  const found = parts.filter((part) => part.truth === truth).map((part) => part.found);
  return { truth, found: found.join('; '), limit: parts.map((part) => part.limit).join(` ${word} `) };
}
