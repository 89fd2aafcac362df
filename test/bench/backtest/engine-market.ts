import type { Bars } from '../../../src/backtest/bars.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import type { Entries, Indicators, Strategy } from '../../../src/backtest/strategy.ts';

const FIVE_MINUTES = 300_000;

/** What both engines of the bench charge. */
export const COSTS = { initial_cash: 1_000_000, fee_taker: 0.0004, slippage: 0.0002 };
export const CONFIG = RunConfig.parse({ version: 1, ...COSTS });

/** A random walk of five-minute bars, the same each time. */
export function makeBars(length: number): Bars {
  const [time, open, high, low, close, volume] = Array.from({ length: 6 }, () => new Float64Array(length));
  if (!time || !open || !high || !low || !close || !volume) throw new RangeError('no columns');
  const next = unitsFrom(12_345);
  let price = 100;
  for (let bar = 0; bar < length; bar += 1) {
    time[bar] = bar * FIVE_MINUTES;
    open[bar] = price;
    price *= 1 + (next() - 0.5) * 0.004;
    close[bar] = price;
    high[bar] = Math.max(open[bar] as number, price) * (1 + next() * 0.001);
    low[bar] = Math.min(open[bar] as number, price) * (1 - next() * 0.001);
  }
  return { symbol: 'X', length, time, open, high, low, close, volume, closes: FIVE_MINUTES };
}

/** Numbers from 0 to 1 by the linear congruence of Numerical Recipes. */
function unitsFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 4_294_967_296;
  };
}

/** The mean of the last closes of each bar. */
export function meanOf(values: Float64Array, count: number): Float64Array {
  const means = new Float64Array(values.length).fill(Number.NaN);
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) {
    sum += values[index] as number;
    if (index >= count) sum -= values[index - count] as number;
    if (index >= count - 1) means[index] = sum / count;
  }
  return means;
}

export const FAST = 20;
export const SLOW = 50;

/** Buys when the fast mean crosses above the slow one, sells when below, with a stop at 1 % and a target at 2 %. */
export class Cross implements Strategy {
  readonly warmup = SLOW + 1;

  prepareIndicators({ close }: Bars): Indicators {
    return { fast: meanOf(close, FAST), slow: meanOf(close, SLOW) };
  }

  findEntries(bars: Bars, { fast, slow }: Indicators, index: number): Entries {
    if (fast === undefined || slow === undefined) return null;
    const isAbove = (fast[index] as number) > (slow[index] as number);
    const wasAbove = (fast[index - 1] as number) > (slow[index - 1] as number);
    if (isAbove === wasAbove) return null;
    const close = bars.close[index] as number;
    return isAbove
      ? { action: 'BUY', type: 'MARKET', volume: 1, sl: close * 0.99, tp: close * 1.02 }
      : { action: 'SELL', type: 'MARKET', volume: 1, sl: close * 1.01, tp: close * 0.98 };
  }
}
