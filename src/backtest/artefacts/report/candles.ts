import type { Bars } from '../../bars.ts';

/** Bars of one symbol in few enough pieces to be drawn. */
export interface Candles {
  readonly symbol: string;
  /** How many bars are in each candle; the last one may hold fewer. */
  readonly barsPerCandle: number;
  /** When each candle opens, in seconds since 1970 UTC. */
  readonly time: readonly number[];
  readonly open: readonly number[];
  readonly high: readonly number[];
  readonly low: readonly number[];
  readonly close: readonly number[];
}

/** Joins neighbouring bars until at most `most` candles are left. */
export function gatherCandles(bars: Bars, most: number): Candles {
  const barsPerCandle = Math.max(1, Math.ceil(bars.length / most));
  const time: number[] = [];
  const open: number[] = [];
  const high: number[] = [];
  const low: number[] = [];
  const close: number[] = [];
  for (let from = 0; from < bars.length; from += barsPerCandle) {
    const to = Math.min(from + barsPerCandle, bars.length);
    time.push((bars.time[from] as number) / 1000);
    open.push(bars.open[from] as number);
    high.push(highest(bars.high.subarray(from, to)));
    low.push(lowest(bars.low.subarray(from, to)));
    close.push(bars.close[to - 1] as number);
  }
  return { symbol: bars.symbol, barsPerCandle, time, open, high, low, close };
}

function highest(prices: Float64Array): number {
  return prices.reduce((high, price) => Math.max(high, price), -Infinity);
}

function lowest(prices: Float64Array): number {
  return prices.reduce((low, price) => Math.min(low, price), Infinity);
}
