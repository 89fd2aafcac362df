import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  downsideDeviationOf,
  kurtosisOf,
  meanOf,
  sampleDeviationOf,
  skewnessOf,
} from '../../../src/backtest/metrics/moments.ts';

const returns = fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: 2, maxLength: 60 });

describe('moments', () => {
  it('are those of a sample worked out by hand', () => {
    const values = [2, 4, 4, 4, 5, 5, 7, 9];

    // Σ = 40; squared distances 9+1+1+1+0+0+4+16 = 32, cubes -27-1-1-1+0+0+8+64 = 42, fourths 81+1+1+1+0+0+16+256 = 356
    expect(meanOf(values)).toBe(5);
    expect(sampleDeviationOf(values)).toBeCloseTo(Math.sqrt(32 / 7), 14);
    expect(skewnessOf(values)).toBeCloseTo(42 / 8 / 4 ** 1.5, 14);
    expect(kurtosisOf(values)).toBeCloseTo(356 / 8 / 16, 14);
  });

  it('are undefined of too little', () => {
    expect([meanOf([]), downsideDeviationOf([]), sampleDeviationOf([1]), skewnessOf([1]), kurtosisOf([])]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it.each([0.1, 1 / 3, -7e9, 1e-7])('find no variance in values of %d that are all alike', (value) => {
    const values = new Array<number>(7).fill(value);

    expect([sampleDeviationOf(values), skewnessOf(values), kurtosisOf(values)]).toEqual([0, null, null]);
  });

  it('find no variance in returns that only rounding tells apart', () => {
    const equities = Array.from({ length: 40 }, (_, day) => 0.7 * 1.001 ** day);
    const growth = equities.slice(1).map((equity, index) => equity / (equities[index] as number) - 1);

    expect(new Set(growth).size).toBeGreaterThan(1);
    expect(sampleDeviationOf(growth)).toBe(0);
  });

  it('count every observation in the downside deviation', () => {
    expect(downsideDeviationOf([0.1, -0.2, 0.3, -0.4])).toBeCloseTo(Math.sqrt((0.04 + 0.16) / 4), 14);
    expect(downsideDeviationOf([0.1, -0.2, 0.3, -0.4], 0.1)).toBeCloseTo(Math.sqrt((0.09 + 0.25) / 4), 14);
  });

  it('hold the bound between kurtosis and skewness', () => {
    fc.assert(
      fc.property(returns, (values) => {
        const [skewness, kurtosis] = [skewnessOf(values), kurtosisOf(values)];
        fc.pre(skewness !== null && kurtosis !== null);

        expect(kurtosis).toBeGreaterThanOrEqual((1 + (skewness as number) ** 2) * (1 - 1e-9));
      }),
    );
  });
});
