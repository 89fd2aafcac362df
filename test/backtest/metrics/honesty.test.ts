import { describe, expect, it } from 'vitest';
import { honestyOf } from '../../../src/backtest/metrics/honesty.ts';
import { meanOf } from '../../../src/backtest/metrics/moments.ts';
import { sharpeOf } from '../../../src/backtest/metrics/return-ratios.ts';
import { honestSentence } from '../../../src/backtest/metrics/statement.ts';
import { chanceOf } from './recorded-run.ts';

function randomReturns(count: number, drift: number): number[] {
  const chance = chanceOf(99);
  return Array.from({ length: count }, () => drift + 0.02 * (chance() - 0.5));
}

function groundOf(values: readonly number[], pnl: readonly number[] = values) {
  return {
    series: { basis: 'day', ends: values.map((_, index) => index), values } as const,
    periodsPerYear: 365.25,
    riskFree: 0,
    pnl: Float64Array.from(pnl),
    trials: 1,
    trialVariance: null,
    seed: 1,
  };
}

describe('how far figures can be believed', () => {
  it('has intervals around what was found', () => {
    const values = randomReturns(200, 0.0005);
    const honesty = honestyOf(groundOf(values));

    const found = {
      mean_return: meanOf(values),
      sharpe: sharpeOf(values, { periodsPerYear: 365.25 }),
      total_return: values.reduce((growth, value) => growth * (1 + value), 1) - 1,
      expectancy: meanOf(values),
    };
    for (const [name, value] of Object.entries(found)) {
      const interval = honesty[name as keyof typeof found];
      expect(interval).toMatchObject({ level: 0.95 });
      expect(interval?.low).toBeLessThan(value as number);
      expect(interval?.high).toBeGreaterThan(value as number);
    }
  });

  it('has an interval of about ± 1.96 standard errors for independent returns', () => {
    const { mean_return: interval } = honestyOf(groundOf(randomReturns(1_000, 0)));

    // Uniform over a width of 0.02: deviation 0.02 / √12.
    const expected = (2 * 1.96 * 0.02) / Math.sqrt(12) / Math.sqrt(1_000);
    const width = (interval?.high as number) - (interval?.low as number);
    expect(width / expected).toBeGreaterThan(0.85);
    expect(width / expected).toBeLessThan(1.15);
  });

  it('says nothing of fewer than 30 returns or trades', () => {
    const values = randomReturns(40, 0.001);

    expect(honestyOf(groundOf(values.slice(0, 29), values))).toMatchObject({
      mean_return: null,
      sharpe: null,
      total_return: null,
      probabilistic_sharpe: null,
      expectancy: { level: 0.95 },
    });
    expect(honestyOf(groundOf(values, values.slice(0, 29)))).toMatchObject({
      mean_return: { level: 0.95 },
      expectancy: null,
    });
  });

  it('has no interval of growth where a return took everything', () => {
    const values = [...randomReturns(40, 0), -1, 0];

    const { mean_return, total_return } = honestyOf(groundOf(values));
    expect(mean_return).not.toBeNull();
    expect(total_return).toBeNull();
  });

  it('draws a Sharpe ratio of zero where nothing was done', () => {
    const values = Array.from({ length: 60 }, (_, index) => (index === 30 ? 0.01 : 0));

    expect(honestyOf(groundOf(values)).sharpe?.low).toBe(0);
  });

  it('says by which variance the Sharpe ratio was deflated', () => {
    const ground = { ...groundOf(randomReturns(50, 0.001)), trials: 20 };

    expect(honestyOf(ground)).toMatchObject({ trials: 20, trial_variance: 1 / 49, trial_variance_source: 'assumed' });
    expect(honestyOf({ ...ground, trialVariance: 0.3 })).toMatchObject({
      trial_variance: 0.3,
      trial_variance_source: 'given',
    });
  });
});

describe('the honest sentence', () => {
  const series = (count: number) => ({ basis: 'day', ends: [], values: new Array<number>(count).fill(0) }) as const;
  const interval = (low: number, high: number) => ({ low, high, level: 0.95 });

  it.each([
    [
      { trades: 12, series: series(500), meanReturn: interval(0.001, 0.002), trials: 1 },
      'With 12 trades nothing can be said about win rate, expectancy or Sharpe ratio; 30 trades are the least from which to say anything.',
    ],
    [
      { trades: 1, series: series(500), meanReturn: null, trials: 1 },
      'With 1 trade nothing can be said about win rate, expectancy or Sharpe ratio; 30 trades are the least from which to say anything.',
    ],
    [
      { trades: 45, series: series(1), meanReturn: null, trials: 1 },
      'With 45 trades and 1 daily return nothing can be said about the Sharpe ratio; 30 returns are the least from which to say anything.',
    ],
    [
      { trades: 45, series: { ...series(50), basis: 'bar' as const }, meanReturn: null, trials: 1 },
      'With 45 trades and 50 returns per bar nothing can be said, since the returns do not vary.',
    ],
    [
      { trades: 45, series: series(50), meanReturn: interval(-0.00012345, 0.0004), trials: 1 },
      'With 45 trades and 50 daily returns a profit cannot be told from chance: the 95 % interval of the mean return goes from -0.0123 % to 0.04 %, if the strategy was not picked from others that were tried.',
    ],
    [
      { trades: 45, series: series(50), meanReturn: interval(0.0001, 0.0004), trials: 7 },
      'With 45 trades and 50 daily returns the profit is more than chance explains: the 95 % interval of the mean return goes from 0.01 % to 0.04 %, before it is allowed for that it was picked from 7 that were tried, which the deflated Sharpe ratio does.',
    ],
    [
      { trades: 45, series: series(50), meanReturn: interval(-0.0004, -0.0001), trials: 1 },
      'With 45 trades and 50 daily returns the loss is more than chance explains: the 95 % interval of the mean return goes from -0.04 % to -0.01 %, if the strategy was not picked from others that were tried.',
    ],
  ])('says what can be said (%#)', (ground, sentence) => {
    expect(honestSentence(ground)).toBe(sentence);
  });
});
