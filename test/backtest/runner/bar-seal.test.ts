import { describe, expect, it } from 'vitest';
import type { Bars } from '../../../src/backtest/bars.ts';
import { refuseChangedBars, sealBars } from '../../../src/backtest/runner/bar-seal.ts';

const length = 300;

function someBars(): Bars {
  const column = (from: number): Float64Array => Float64Array.from({ length }, (_, index) => from + index / 7);
  const [time, open, high, low] = [column(0), column(100), column(102), column(98)];
  return { symbol: 'TEST', length, time, open, high, low, close: column(101), volume: column(5), closes: 1 };
}

describe('the seal of bars', () => {
  it('lets bars pass that nobody wrote into', () => {
    const series = [someBars(), someBars()];
    const seal = sealBars(series);

    expect(() => refuseChangedBars(series, seal)).not.toThrow();
  });

  it.each(['time', 'open', 'high', 'low', 'close', 'volume'] as const)(
    'breaks when one value of %s changes',
    (column) => {
      for (let bar = 0; bar < length; bar += 1) {
        const series = [someBars()];
        const seal = sealBars(series);
        const values = series[0]?.[column] ?? new Float64Array();
        values[bar] = (values[bar] ?? 0) + 1e-9;

        expect(() => refuseChangedBars(series, seal)).toThrow('the strategy wrote into the bars of TEST');
      }
    },
  );
});
