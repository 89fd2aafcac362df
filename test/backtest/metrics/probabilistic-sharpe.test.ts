import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  deflatedSharpeOf,
  luckiestSharpeOf,
  probabilisticSharpeOf,
  probabilityOf,
} from '../../../src/backtest/metrics/probabilistic-sharpe.ts';

/** 36 returns around a mean. */
function swinging(mean: number): number[] {
  return Array.from({ length: 36 }, (_, index) => mean + 0.01 * Math.sin(index * 2.4));
}

describe('the probabilistic Sharpe ratio', () => {
  /** Bailey & López de Prado 2012, the hedge fund with 24 monthly returns: mean 0.036, deviation 0.079. */
  it.each([
    ['normal returns', 0, 3, 0.982],
    ['the skewness and kurtosis of the fund', -2.448, 10.164, 0.913],
  ])('is that of the paper for %s', (_case, skewness, kurtosis, probability) => {
    const estimate = { sharpe: 0.458, skewness, kurtosis, returns: 24 };

    expect(probabilityOf(estimate, 0)).toBeCloseTo(probability, 3);
  });

  it('is undefined below 30 returns, without variance, and where its estimate has none', () => {
    expect(probabilisticSharpeOf(swinging(0.001).slice(0, 29))).toBeNull();
    expect(probabilisticSharpeOf(swinging(0.001).slice(0, 30))).not.toBeNull();
    expect(probabilisticSharpeOf(new Array<number>(40).fill(0.01))).toBeNull();
    expect(probabilityOf({ sharpe: 1, skewness: 2, kurtosis: 5, returns: 40 }, 0)).toBeNull();
  });

  it('is one half where the mean return is the risk-free one', () => {
    const returns = [0.01, -0.01, 0.02, -0.02].flatMap((value) => new Array<number>(10).fill(value));

    expect(probabilisticSharpeOf(returns)).toBeCloseTo(0.5, 14);
    expect(
      probabilisticSharpeOf(
        returns.map((value) => value + 0.001),
        { riskFree: 0.001 },
      ),
    ).toBeCloseTo(0.5, 12);
  });

  it('rises with the mean return and falls with the benchmark', () => {
    const mean = fc.double({ min: -0.003, max: 0.003, noNaN: true });
    const more = fc.double({ min: 1e-5, max: 0.002, noNaN: true });

    fc.assert(
      fc.property(mean, more, (low, step) => {
        const [less, greater] = [swinging(low), swinging(low + step)];

        expect(probabilisticSharpeOf(greater)).toBeGreaterThan(probabilisticSharpeOf(less) as number);
        expect(probabilisticSharpeOf(less, { benchmark: step })).toBeLessThan(probabilisticSharpeOf(less) as number);
      }),
    );
  });
});

describe('the deflated Sharpe ratio', () => {
  /**
   * Bailey & López de Prado 2014, the numerical example: 1,250 daily returns, annualised Sharpe ratio 2.5, variance of the
   * trials 1/2 a year, skewness -3, kurtosis 10.
   */
  it.each([
    [100, 0.9004],
    [46, 0.9505],
  ])('is that of the paper for %d trials', (trials, probability) => {
    const benchmark = luckiestSharpeOf(trials, 0.5 / 250);
    const estimate = { sharpe: 2.5 / Math.sqrt(250), skewness: -3, kurtosis: 10, returns: 1_250 };

    expect(probabilityOf(estimate, benchmark)).toBeCloseTo(probability, 3);
  });

  it('expects of the luckiest of 100 trials what the paper says', () => {
    expect(luckiestSharpeOf(100, 0.5 / 250)).toBeCloseTo(0.1132, 4);
    expect(luckiestSharpeOf(1, 0.5)).toBe(0);
  });

  it('is the probabilistic one against zero for one trial', () => {
    const returns = swinging(0.002);

    expect(deflatedSharpeOf(returns, { trials: 1, trialVariance: 0.1, riskFree: 0 })).toEqual({
      probability: probabilisticSharpeOf(returns),
      trialVariance: null,
      source: 'none',
    });
  });

  it('says whether the variance of the trials was given or assumed', () => {
    const returns = swinging(0.002);

    expect(deflatedSharpeOf(returns, { trials: 9, trialVariance: 0.02, riskFree: 0 })).toMatchObject({
      trialVariance: 0.02,
      source: 'given',
    });
    expect(deflatedSharpeOf(returns, { trials: 9, trialVariance: null, riskFree: 0 })).toEqual({
      probability: probabilisticSharpeOf(returns, { benchmark: luckiestSharpeOf(9, 1 / 35) }),
      trialVariance: 1 / 35,
      source: 'assumed',
    });
    expect(deflatedSharpeOf([0.1], { trials: 9, trialVariance: null, riskFree: 0 })).toEqual({
      probability: null,
      trialVariance: null,
      source: 'assumed',
    });
  });

  it('falls with the number of trials', () => {
    const returns = swinging(0.002);
    const ratios = [1, 2, 3, 10, 100, 10_000].map(
      (trials) => deflatedSharpeOf(returns, { trials, trialVariance: null, riskFree: 0 }).probability as number,
    );

    expect(ratios).toEqual(ratios.toSorted((one, other) => other - one));
    expect(new Set(ratios).size).toBe(ratios.length);
  });
});
