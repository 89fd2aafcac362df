const DECIMALS = 1e6;

/** A figure without the noise of binary fractions: six decimals; every comparison is made with it. */
export function rounded(value: number): number {
  return Math.round(value * DECIMALS) / DECIMALS;
}

/** A figure as a person reads it: six significant digits, no zeros at the end. */
export function spell(value: number): string {
  return String(Number(rounded(value).toPrecision(6)));
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
