import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DrawdownWatch, maxDrawdownOf } from '../../../src/backtest/metrics/drawdown.ts';

const equities = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 40 });

/** Looks at every pair of a peak and a later trough. */
function deepestByPairs(values: readonly number[]): number {
  const falls = values.flatMap((peak, from) => values.slice(from).map((trough) => 1 - trough / peak));
  return Math.max(0, ...falls);
}

describe('the largest drawdown', () => {
  it('takes the initial cash as the first peak', () => {
    expect(maxDrawdownOf([100, 90, 95, 80, 99])).toEqual({
      share: 1 - 80 / 100,
      fall: { peakAt: 0, peak: 100, troughAt: 3, trough: 80, recoveredAt: null },
    });
  });

  it('recovers at the first equity that is as high as the peak', () => {
    expect(maxDrawdownOf([100, 110, 110, 88, 109, 110, 120, 119])?.fall).toEqual({
      peakAt: 1,
      peak: 110,
      troughAt: 3,
      trough: 88,
      recoveredAt: 5,
    });
  });

  it('stays recovered when a smaller fall follows', () => {
    expect(maxDrawdownOf([100, 80, 100, 95, 100])?.fall).toMatchObject({ troughAt: 1, recoveredAt: 2 });
  });

  it('is above one when more than everything was lost', () => {
    expect(maxDrawdownOf([100, -50])?.share).toBe(1.5);
  });

  it('is the first of two that are equal', () => {
    expect(maxDrawdownOf([10, 5, 10, 5])?.fall).toMatchObject({ troughAt: 1, recoveredAt: 2 });
  });

  it('is nothing where nothing fell, and undefined of nothing', () => {
    expect(maxDrawdownOf([100, 100, 101])).toEqual({ share: 0, fall: null });
    expect(maxDrawdownOf([])).toBeNull();
  });

  it('is that of all pairs of a peak and a later trough', () => {
    fc.assert(
      fc.property(equities, (values) => {
        const drawdown = maxDrawdownOf(values);

        expect(drawdown?.share).toBeCloseTo(deepestByPairs(values), 14);
        expect(drawdown?.share).toBeLessThan(1);
      }),
    );
  });
});

describe('the time under water', () => {
  it('goes from the last high to the next one, or to the end', () => {
    const watch = new DrawdownWatch(100, 0);
    for (const [at, equity] of [
      [10, 100],
      [20, 90],
      [30, 95],
      [40, 100],
      [50, 99],
    ] as const)
      watch.mark(at, equity);

    expect(watch.longestUnder()).toBe(30);
    expect(watch.shareUnder()).toBe(0.6);
  });

  it('is counted while it lasts', () => {
    const watch = new DrawdownWatch(100, 0);
    watch.mark(10, 99);
    watch.mark(100, 98);

    expect(watch.longestUnder()).toBe(100);
  });

  it('is undefined before the first mark', () => {
    const watch = new DrawdownWatch(100, 0);

    expect([watch.shareUnder(), watch.longestUnder()]).toEqual([null, 0]);
  });
});
