const DECIMALS = 1e6;

/** A figure without the noise of binary fractions: six decimals; every comparison is made with it. */
export function rounded(value: number): number {
  return Math.round(value * DECIMALS) / DECIMALS;
}

/**
 * A figure as a person reads it: two decimals, three below 1, no zeros at the end. Where that would read as a rounder
 * figure than it is, it has all six, so that what is just beyond a line never reads as on it.
 */
export function spell(value: number): string {
  const exact = rounded(value);
  const decimals = Math.abs(exact) < 1 ? 3 : 2;
  const short = Number(exact.toFixed(decimals));
  const isRounder = short !== exact && Number(exact.toFixed(decimals - 1)) === short;
  return String(isRounder ? exact : short);
}

/** `2 runs`, `1 run`. */
export function spellCount(count: number, noun: string): string {
  return `${spell(count)} ${count === 1 ? noun : `${noun}s`}`;
}

const MOST_NAMED = 3;

/** The first three of a list, and how many there are beside. */
export function spellSome(names: readonly string[]): string {
  const left = names.length - MOST_NAMED;
  return left > 0 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${left} more` : names.join(', ');
}
