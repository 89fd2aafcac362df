import { spell } from '../figure-words.ts';
import type { Limit } from './rule.ts';

/** `more than 85 %`. */
export function above(line: number, unit = ''): Limit {
  return { holds: (value) => value > line, words: `more than ${spell(line)}${unit}` };
}

/** `less than 70 %`. */
export function below(line: number, unit = ''): Limit {
  return { holds: (value) => value < line, words: `less than ${spell(line)}${unit}` };
}

/** `70 to 90 %`, both ends in it. */
export function within(low: number, high: number, unit = ''): Limit {
  return { holds: (value) => value >= low && value <= high, words: `${spell(low)} to ${spell(high)}${unit}` };
}

/** `more than 70 and at most 90 %`. */
export function aboveUpTo(low: number, high: number, unit = ''): Limit {
  return {
    holds: (value) => value > low && value <= high,
    words: `more than ${spell(low)} and at most ${spell(high)}${unit}`,
  };
}
