/** How long the period of one return is. */
export type ReturnsBasis = 'day' | 'bar' | 'week' | 'month';

/** Returns of an account in a row. */
export interface ReturnSeries {
  readonly basis: ReturnsBasis;
  /** The last close of each period, milliseconds since 1970 UTC. */
  readonly ends: readonly number[];
  /** Shares, 0.01 for 1 %; as long as the ends. */
  readonly values: readonly number[];
}

/**
 * Returns E ÷ E₋₁ − 1 from period to period, the first one from the initial cash. A period that begins with nothing or less
 * has the return 0: there is nothing that could earn.
 */
export function returnsOf(equities: Float64Array, initialCash: number): number[] {
  let before = initialCash;
  return Array.from(equities, (equity) => {
    const value = before > 0 ? equity / before - 1 : 0;
    before = equity;
    return value;
  });
}
