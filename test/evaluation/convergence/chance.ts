/** Chance that can be repeated: the same seed gives the same numbers. */
export interface Chance {
  /** A whole number from the first to the last one, both included. */
  between(first: number, last: number): number;
  /** True in so many of a hundred cases. */
  in100(cases: number): boolean;
  /** One of several; throws when there is none. */
  pick<T>(some: readonly T[]): T;
  /** So many different ones of several, or all. */
  some<T>(all: readonly T[], count: number): readonly T[];
}

/** Opens chance at a seed (mulberry32). */
export function openChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (first: number, last: number) => first + Math.floor(next() * (last - first + 1));
  const pick = <T>(some: readonly T[]): T => {
    const [one] = some.slice(between(0, some.length - 1));
    if (one === undefined) throw new RangeError('there is nothing to pick from');
    return one;
  };
  return {
    between,
    in100: (cases) => next() * 100 < cases,
    pick,
    some: (all, count) =>
      all
        .map((one) => ({ one, at: next() }))
        .sort((left, right) => left.at - right.at)
        .slice(0, count)
        .map(({ one }) => one),
  };
}
