/** Digits of the figures that are written down: fewer than those in which two ways of computing them may differ. */
const DIGITS = 10;

/** The same data with every number rounded to 10 significant digits; -0 becomes 0. */
export function inSignificantDigits<T>(value: T): T {
  return roundAll(value) as T;
}

function roundAll(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? value + 0 : Number(value.toPrecision(DIGITS));
  if (Array.isArray(value)) return value.map(roundAll);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, roundAll(part)]));
}
