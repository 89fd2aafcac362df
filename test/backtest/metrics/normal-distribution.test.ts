import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalQuantileOf, normalShareBelow } from '../../../src/backtest/metrics/normal-distribution.ts';

describe('the normal distribution', () => {
  /** From erfc of the C library: 0.5 · erfc(-x/√2). */
  it.each([
    [-8, 6.220960574271819e-16],
    [-7.1, 6.23784446333164e-13],
    [-3, 0.0013498980316300957],
    [-1.96, 0.024997895148220435],
    [-0.5, 0.3085375387259869],
    [0, 0.5],
    [0.3, 0.6179114221889526],
    [1, 0.8413447460685429],
    [2.5, 0.9937903346742238],
    [5, 0.9999997133484281],
  ])('has this share below %d', (x, share) => {
    expect(normalShareBelow(x)).toBeCloseTo(share, 15);
    expect(normalShareBelow(x) / share).toBeCloseTo(1, 7);
  });

  /** From `statistics.NormalDist().inv_cdf` of Python 3.11. */
  it.each([
    [1e-300, -37.0470962993612],
    [1e-20, -9.262340089798405],
    [1e-9, -5.9978070150076865],
    [0.001, -3.090232306167813],
    [0.025, -1.9599639845400538],
    [0.3, -0.5244005127080407],
    [0.5, 0],
    [0.9, 1.2815515655446008],
    [0.975, 1.9599639845400536],
    [0.999999, 4.753424308817089],
  ])('has its share %d below this value', (share, x) => {
    expect(normalQuantileOf(share)).toBeCloseTo(x, 13);
  });

  it('ends nowhere', () => {
    expect([normalQuantileOf(0), normalQuantileOf(1), normalShareBelow(-Infinity), normalShareBelow(Infinity)]).toEqual(
      [-Infinity, Infinity, 0, 1],
    );
    expect([normalQuantileOf(-0.1), normalQuantileOf(1.1)]).toEqual([Number.NaN, Number.NaN]);
  });

  it('comes back from its quantile', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (share) => {
        expect(normalShareBelow(normalQuantileOf(share)) / share).toBeCloseTo(1, 6);
      }),
    );
  });
});
