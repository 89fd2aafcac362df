import type { Bars } from '../../../src/backtest/bars.ts';
import type { Entries, Indicators } from '../../../src/backtest/strategy.ts';

/** A cross of two averages, each computed over all bars that there are. */
export class Strategy {
  readonly warmup = 30;

  prepareIndicators({ close }: Bars): Indicators {
    return { fast: average(close, 10), slow: average(close, 30) };
  }

  findEntries({ close }: Bars, { fast, slow }: Indicators, index: number): Entries {
    const isAbove = (bar: number): boolean => (fast?.[bar] ?? 0) > (slow?.[bar] ?? 0);
    if (!isAbove(index) || isAbove(index - 1)) return null;
    const price = close[index] ?? 0;
    return { action: 'BUY', type: 'MARKET', volume: 1, sl: price * 0.99, tp: price * 1.02 };
  }
}

function average(values: Float64Array, count: number): Float64Array {
  const averages = new Float64Array(values.length).fill(Number.NaN);
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) {
    sum += values[index] ?? 0;
    if (index >= count) sum -= values[index - count] ?? 0;
    if (index >= count - 1) averages[index] = sum / count;
  }
  return averages;
}
