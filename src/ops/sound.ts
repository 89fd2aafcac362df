import { spell } from './figure-words.ts';
import { type Reading, unknown } from './reading.ts';

/** Shares of rounded percentages may sum to a little more. */
export const MOST_PERCENT = 100.5;

/** A percentage; unknown where it reads as a fraction (0 to 1), is negative or above 100.5. */
export function soundPercent(reading: Reading, name: string): Reading {
  if (!reading.known) return reading;
  const { value } = reading;
  if (value < 0 || value > MOST_PERCENT) return impossible(name, value, 'no percentage');
  if (value > 0 && value <= 1) return impossible(name, value, 'a fraction where percent are due');
  return reading;
}

/** A count of events over a time, in whole events: what counts an increase extrapolates it. Unknown where negative. */
export function soundCount(reading: Reading, name: string): Reading {
  if (!reading.known) return reading;
  if (reading.value < 0) return impossible(name, reading.value, 'no count');
  return { ...reading, value: Math.round(reading.value) };
}

/** A number of things that are there; unknown where it is negative or no whole number. */
export function soundWhole(reading: Reading, name: string): Reading {
  if (!reading.known) return reading;
  const { value } = reading;
  return value < 0 || !Number.isInteger(value) ? impossible(name, value, 'no number of things') : reading;
}

/** A ratio or a duration, which cannot be negative. */
export function soundAmount(reading: Reading, name: string): Reading {
  return reading.known && reading.value < 0 ? impossible(name, reading.value, 'negative') : reading;
}

/** How old something is; unknown where a clock runs ahead. */
export function soundAge(reading: Reading, name: string): Reading {
  return reading.known && reading.value < 0
    ? impossible(name, reading.value, 'in the future, so a clock runs ahead')
    : reading;
}

/** A score of 0 to 1, such as F1. */
export function soundScore(reading: Reading, name: string): Reading {
  if (!reading.known) return reading;
  return reading.value < 0 || reading.value > 1 ? impossible(name, reading.value, 'outside 0 to 1') : reading;
}

function impossible(name: string, value: number, says: string): Reading {
  return unknown('impossible', `${name} is ${spell(value)}, which is ${says}`);
}
