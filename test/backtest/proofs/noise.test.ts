import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeTimeOf, firstBars } from '../../../src/backtest/bars.ts';
import { noiseAfter } from '../../../src/backtest/proofs/noise.ts';
import { someBars } from '../../flows/backtest/leaks/memory-host.ts';

const bars = someBars(200);

describe('noise', () => {
  it('is bars: positive, the high highest and the low lowest, one after the other in time', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 200 }), (seed, known) => {
        const truth = firstBars(bars, known);

        const noise = noiseAfter(truth, { seed, length: 50 });

        expect(noise.open[0]).toBe(truth.close[known - 1]);
        for (let bar = 0; bar < 50; bar += 1) {
          const [open = 0, high = 0, low = 0, close = 0] = [noise.open, noise.high, noise.low, noise.close].map(
            (c) => c[bar],
          );
          expect(low).toBeGreaterThan(0);
          expect(low).toBeLessThanOrEqual(Math.min(open, close));
          expect(high).toBeGreaterThanOrEqual(Math.max(open, close));
          expect(noise.volume[bar]).toBeGreaterThan(0);
          expect(noise.time[bar]).toBe(closeTimeOf(truth, known - 1) + bar * 3_600_000);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is the same for the same seed, and another for another', () => {
    const noise = (seed: number) => noiseAfter(bars, { seed, length: 20 }).close;

    expect(noise(7)).toEqual(noise(7));
    expect(noise(7)).not.toEqual(noise(8));
  });

  it('is as volatile as what it follows', () => {
    const { close, length } = noiseAfter(bars, { seed: 3, length: 20_000 });
    const spread = (values: Float64Array, count: number): number => {
      const returns = Array.from({ length: count - 1 }, (_, i) => (values[i + 1] ?? 0) / (values[i] ?? 1) - 1);
      return Math.sqrt(returns.reduce((sum, value) => sum + value * value, 0) / returns.length);
    };

    expect(spread(close, length) / spread(bars.close, 200)).toBeCloseTo(1, 1);
  });
});
