import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../../src/backtest/comparison/compare-runs.ts';
import { Comparison } from '../../../src/backtest/comparison/comparison.ts';
import { chanceOf, START } from '../metrics/recorded-run.ts';
import { comparedRun, tradeOn } from './compared-run.ts';

const byMean = { figure: 'mean_daily_return', tolerance: 0, seed: 1 } as const;
const bySharpe = { ...byMean, figure: 'sharpe' } as const;

/** Returns of a market day that both sides share, and what one side adds to each. */
function daysOf(count: number, added = 0, noise = 0, seed = 42): number[] {
  const [market, own] = [chanceOf(42), chanceOf(seed)];
  return Array.from({ length: count }, () => 0.03 * (market() - 0.5) + added + noise * (own() - 0.5));
}

describe('the comparison of two runs', () => {
  it('says of a run and itself that they are identical, with a difference of exactly zero', () => {
    const run = comparedRun(daysOf(100), [tradeOn(1)]);

    for (const options of [byMean, bySharpe]) {
      const comparison = compareRuns(run, run, options);
      expect(Comparison.parse(comparison)).toEqual(comparison);
      expect(comparison).toMatchObject({
        verdict: 'not_distinguishable',
        identical: true,
        regression: false,
        reason: 'The two runs are identical: every return and every trade is the same.',
        deciding: { difference: 0, interval: { low: 0, high: 0 } },
        trades: { same: 1 },
      });
      expect(comparison.figures.every(({ difference }) => difference === null || difference === 0)).toBe(true);
    }
  });

  it.each([
    [byMean, 0.002, 'better', false],
    [byMean, -0.002, 'worse', true],
    [bySharpe, 0.002, 'better', false],
    [bySharpe, -0.002, 'worse', true],
  ] as const)(
    'finds a steady difference that the noise of each side would hide (%#)',
    (options, added, verdict, regression) => {
      const comparison = compareRuns(comparedRun(daysOf(250)), comparedRun(daysOf(250, added, 0.002)), options);

      expect(comparison).toMatchObject({ verdict, regression, identical: false });
      expect(Math.sign(comparison.deciding.interval?.low ?? 0)).toBe(Math.sign(added));
    },
  );

  it('does not tell runs apart whose difference is noise', () => {
    const comparison = compareRuns(comparedRun(daysOf(250)), comparedRun(daysOf(250, 0, 0.01, 7)), byMean);

    expect(comparison).toMatchObject({ verdict: 'not_distinguishable', regression: false });
    expect(comparison.reason).toMatch(
      /^The difference of mean daily returns \(head - base\) lies between -.* holds zero\.$/,
    );
  });

  it('finds no difference in the Sharpe ratio of twice the same returns', () => {
    const returns = daysOf(250, 0.001);
    const twice = returns.map((value) => 2 * value);

    const { verdict, deciding } = compareRuns(comparedRun(returns), comparedRun(twice), bySharpe);
    expect(verdict).toBe('not_distinguishable');
    expect(deciding.base).toBeGreaterThan(0.1);
    expect(deciding.difference).toBeCloseTo(0, 9);
    expect(deciding.interval?.low).toBeCloseTo(0, 9);
    expect(deciding.interval?.high).toBeCloseTo(0, 9);
  });

  it('is no regression while the loss is within the tolerance', () => {
    const [base, head] = [comparedRun(daysOf(250)), comparedRun(daysOf(250, -0.002, 0.002))];

    expect(compareRuns(base, head, { ...byMean, tolerance: 0.01 })).toMatchObject({
      verdict: 'worse',
      regression: false,
    });
    expect(compareRuns(base, head, { ...byMean, tolerance: 0.001 })).toMatchObject({
      verdict: 'worse',
      regression: true,
    });
  });

  it('does not tell runs apart under 60 days, however far they lie apart', () => {
    const [base, head] = [59, 60].map(
      (count) => [comparedRun(daysOf(count)), comparedRun(daysOf(count, -0.02))] as const,
    );

    const under = compareRuns(...(base as [never, never]), byMean);
    expect(under).toMatchObject({ verdict: 'not_distinguishable', regression: false });
    expect(under.reason).toBe('60 days are the least from which two runs are told apart; there are 59.');
    expect(compareRuns(...(head as [never, never]), byMean)).toMatchObject({ verdict: 'worse', regression: true });
  });

  it('does not count bars of one day as days', () => {
    const ends = Array.from({ length: 100 }, (_, bar) => START + bar * 60_000);
    const sides = [0, -0.02].map((added) => ({
      ...comparedRun(daysOf(100, added)),
      returns: { basis: 'bar', ends, values: daysOf(100, added) } as const,
    }));

    expect(compareRuns(...(sides as unknown as [never, never]), byMean)).toMatchObject({
      verdict: 'not_distinguishable',
      reason: '60 days are the least from which two runs are told apart; there are 1.',
    });
  });

  it('cannot decide by a Sharpe ratio that a side does not have', () => {
    const comparison = compareRuns(comparedRun(daysOf(100)), comparedRun(new Array<number>(100).fill(0)), bySharpe);

    expect(comparison).toMatchObject({
      verdict: 'not_distinguishable',
      deciding: { head: null, difference: null, interval: null },
      reason: 'The Sharpe ratio of the head is undefined, so that nothing can be decided by it.',
    });
  });

  it('decides by the mean where a side did nothing', () => {
    const comparison = compareRuns(comparedRun(daysOf(200, 0.01)), comparedRun(new Array<number>(200).fill(0)), byMean);

    expect(comparison).toMatchObject({ verdict: 'worse', regression: true, deciding: { head: 0 } });
  });

  it('takes returns that rounding tells apart for the same', () => {
    const returns = daysOf(100);
    const base = comparedRun(returns);
    const values = base.returns.values.map((value) => value + 1e-15);

    expect(compareRuns(base, { ...base, returns: { ...base.returns, values } }, byMean)).toMatchObject({
      verdict: 'not_distinguishable',
      identical: false,
      reason: 'The returns of the two runs differ by no more than rounding.',
    });
  });

  it.each([
    ['the base has 99, the head 100', daysOf(100), {}],
    [
      'return 7 ends at 2024-01-08T00:00:00.000Z in the base and at 2024-01-08T00:00:01.000Z in the head',
      daysOf(99),
      { 6: 1_000 },
    ],
  ])('refuses sides that do not cover the same returns: %s', (found, returns, late) => {
    const head = comparedRun(returns);
    const ends = head.returns.ends.map((end, index) => end + ((late as Record<number, number>)[index] ?? 0));

    expect(() => compareRuns(comparedRun(daysOf(99)), { ...head, returns: { ...head.returns, ends } }, byMean)).toThrow(
      `the two runs do not cover the same returns: ${found}`,
    );
  });

  it('refuses sides whose returns are of another length', () => {
    const head = comparedRun(daysOf(99));

    expect(() =>
      compareRuns(comparedRun(daysOf(99)), { ...head, returns: { ...head.returns, basis: 'week' } }, byMean),
    ).toThrow('the base has one for each day, the head one for each week');
  });

  it('puts the usual figures side by side', () => {
    const base = comparedRun(daysOf(100), [tradeOn(1)]);
    const head = comparedRun(daysOf(100, 0.001), [tradeOn(1), tradeOn(3, { pnl_net: -5 })]);

    const rows = new Map(compareRuns(base, head, byMean).figures.map((row) => [row.name, row]));
    expect(rows.get('trades')).toEqual({ name: 'trades', base: 1, head: 2, difference: 1 });
    expect(rows.get('win_rate')).toEqual({ name: 'win_rate', base: 1, head: 0.5, difference: -0.5 });
    expect(rows.get('profit_factor')).toEqual({ name: 'profit_factor', base: null, head: 1.96, difference: null });
    expect(rows.get('total_return')?.difference).toBeGreaterThan(0);
  });

  it('gives the same interval for the same seed', () => {
    const [base, head] = [comparedRun(daysOf(120)), comparedRun(daysOf(120, 0, 0.01, 7))];

    const [one, again, other] = [5, 5, 6].map((seed) => compareRuns(base, head, { ...byMean, seed }).deciding.interval);
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  });

  it('turns around when the sides are exchanged', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.double({ min: -0.004, max: 0.004, noNaN: true }), (seed, added) => {
        const [base, head] = [comparedRun(daysOf(80)), comparedRun(daysOf(80, added, 0.01, seed))];
        const [there, back] = [compareRuns(base, head, byMean), compareRuns(head, base, byMean)];

        const turned = { better: 'worse', worse: 'better', not_distinguishable: 'not_distinguishable' } as const;
        expect(back.verdict).toBe(turned[there.verdict]);
        expect(back.deciding.interval?.low).toBeCloseTo(-(there.deciding.interval?.high as number), 9);
      }),
      { numRuns: 20 },
    );
  });

  it('finds a difference by chance in few pairs that have none', () => {
    const base = comparedRun(daysOf(100));

    const verdicts = Array.from({ length: 60 }, (_, pair) =>
      compareRuns(base, comparedRun(daysOf(100, 0, 0.01, 1_000 + pair * 7919)), byMean),
    );

    expect(verdicts.filter(({ verdict }) => verdict !== 'not_distinguishable').length).toBeLessThan(9);
  });
});
