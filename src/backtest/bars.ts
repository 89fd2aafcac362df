/**
 * Bars of one symbol in columns of the same length, oldest first. Prices are in the quote currency; times are
 * milliseconds since 1970-01-01T00:00Z. A strategy receives exactly this.
 */
export interface Bars {
  readonly symbol: string;
  readonly length: number;
  /** When each bar opens. */
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  /** When each bar closes, or one length in milliseconds that all bars have. */
  readonly closes: number | Float64Array;
}

/** When a bar closes. */
export function closeTimeOf({ time, closes }: Pick<Bars, 'time' | 'closes'>, index: number): number {
  return typeof closes === 'number' ? (time[index] ?? Number.NaN) + closes : (closes[index] ?? Number.NaN);
}

/** The first bars as views on the same memory: whoever holds them cannot read further through them. */
export function firstBars(bars: Bars, count: number): Bars {
  const { symbol, closes } = bars;
  const cut = (column: Float64Array): Float64Array => column.subarray(0, count);
  return {
    symbol,
    length: Math.min(count, bars.length),
    time: cut(bars.time),
    open: cut(bars.open),
    high: cut(bars.high),
    low: cut(bars.low),
    close: cut(bars.close),
    volume: cut(bars.volume),
    closes: typeof closes === 'number' ? closes : cut(closes),
  };
}
