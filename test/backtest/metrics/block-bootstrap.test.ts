import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { DRAWS, drawSums, meanBlockOf, percentileInterval } from '../../../src/backtest/metrics/block-bootstrap.ts';
import { meanOf } from '../../../src/backtest/metrics/moments.ts';

/** Values of mean 0 that remember a share of the one before; the innovations are uniform. */
function remembering(count: number, memory: number, chance: () => number): Float64Array {
  let value = 0;
  return Float64Array.from({ length: count }, () => {
    value = memory * value + chance();
    return value;
  });
}

/** Share of samples of a process of mean 0 whose interval of the mean holds it. */
function coverage(
  samples: number,
  memory: number,
  intervalOf: (values: Float64Array, seed: number) => boolean,
): number {
  const generator = xoroshiro128plus(20_260_117);
  const chance = (): number => generator.next() / 2 ** 31;
  let held = 0;
  for (let sample = 0; sample < samples; sample += 1) {
    if (intervalOf(remembering(250, memory, chance), sample)) held += 1;
  }
  return held / samples;
}

function holdsZero(values: Float64Array, seed: number): boolean {
  const [sums] = drawSums([values], seed) as [Float64Array];
  const interval = percentileInterval(sums);
  return interval !== null && interval.low <= 0 && interval.high >= 0;
}

/** The interval of independent values: mean ± 1.96 standard errors. */
function naivelyHoldsZero(values: Float64Array): boolean {
  const mean = meanOf(values) as number;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.abs(mean) <= (1.96 * Math.sqrt(squares / (values.length - 1))) / Math.sqrt(values.length);
}

describe('the block bootstrap', () => {
  it('has blocks of the cube root of the number of values, rounded up', () => {
    expect([0, 1, 2, 8, 9, 27, 28, 1_000, 1_001].map(meanBlockOf)).toEqual([1, 1, 2, 2, 3, 3, 4, 10, 11]);
  });

  it('draws as many values as there are', () => {
    const [counts] = drawSums([new Float64Array(37).fill(1)], 5) as [Float64Array];

    expect(counts).toHaveLength(DRAWS);
    expect(counts.every((count) => count === 37)).toBe(true);
  });

  it('draws the same for the same seed, and otherwise for another one', () => {
    const values = Float64Array.from({ length: 50 }, (_, index) => index);

    const [one, again, other] = [7, 7, 8].map((seed) => drawSums([values], seed)[0]);
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  });

  it('draws the columns alike', () => {
    const values = Float64Array.from({ length: 60 }, (_, index) => index * index);
    const [one, twice] = drawSums([values, values.map((value) => 2 * value)], 3) as [Float64Array, Float64Array];

    expect(twice).toEqual(one.map((value) => 2 * value));
  });

  it('draws every value as often as any other', () => {
    const n = 27;
    const shares = Array.from({ length: n }, (_, place) => {
      const marker = new Float64Array(n);
      marker[place] = 1;
      const [counts] = drawSums([marker], 11) as [Float64Array];
      return (meanOf(counts) as number) - 1;
    });

    expect(Math.max(...shares.map(Math.abs))).toBeLessThan(0.12);
  });

  it('goes on from a value to the next one unless a block ends', () => {
    const n = 1_000;
    const values = Float64Array.from({ length: n }, (_, index) => (index % 2 === 0 ? 1 : -1));
    const [sums] = drawSums([values], 4) as [Float64Array];

    // Values that alternate cancel out within a block: without blocks the variance of the sum would be n.
    const variance = (meanOf(sums.map((sum) => sum * sum)) as number) / n;
    expect(variance).toBeLessThan(0.15);
    expect(variance).toBeGreaterThan(0.02);
  });

  it('has an interval that holds the mean of independent values about as often as it says', () => {
    const share = coverage(150, 0, holdsZero);

    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(0.98);
  });

  it('holds the mean of values that remember far more often than an interval for independent ones', () => {
    const [blocks, naive] = [coverage(100, 0.6, holdsZero), coverage(100, 0.6, naivelyHoldsZero)];

    expect(naive).toBeLessThan(0.75);
    expect(blocks).toBeGreaterThan(0.8);
  });
});

describe('the percentile interval', () => {
  it('interpolates between two draws', () => {
    const draws = Float64Array.from({ length: 101 }, (_, index) => 100 - index);

    expect(percentileInterval(draws)).toEqual({ low: expect.closeTo(2.5, 12), high: 97.5, level: 0.95 });
    expect(percentileInterval(draws, 0.5)).toEqual({ low: 25, high: 75, level: 0.5 });
  });

  it('is undefined where a draw has no figure', () => {
    expect(percentileInterval(Float64Array.of(1, Number.NaN, 2))).toBeNull();
    expect(percentileInterval(Float64Array.of(1, Infinity))).toBeNull();
    expect(percentileInterval(new Float64Array())).toBeNull();
  });
});
