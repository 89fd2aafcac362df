import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cagrOf,
  calmarOf,
  periodReturnOf,
  sharpeOf,
  sortinoOf,
  volatilityOf,
  yearsOf,
} from '../../../src/backtest/metrics/return-ratios.ts';

const returns = fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: 2, maxLength: 60 });
const yearly = { periodsPerYear: 1 };

describe('ratios of returns', () => {
  it('are those worked out by hand', () => {
    const values = [0.01, -0.02, 0.03, 0.02];
    // mean 0.01; distances 0, -0.03, 0.02, 0.01: squares add up to 0.0014
    const deviation = Math.sqrt(0.0014 / 3);

    expect(sharpeOf(values, { periodsPerYear: 252 })).toBeCloseTo((0.01 / deviation) * Math.sqrt(252), 12);
    expect(sharpeOf(values, { periodsPerYear: 252, riskFree: 0.002 })).toBeCloseTo(
      (0.008 / deviation) * Math.sqrt(252),
      12,
    );
    expect(volatilityOf(values, 12)).toBeCloseTo(deviation * Math.sqrt(12), 12);
    expect(sortinoOf(values, { periodsPerYear: 4 })).toBeCloseTo((0.01 / Math.sqrt(0.0004 / 4)) * 2, 12);
    expect(sortinoOf(values, { periodsPerYear: 1, target: 0.01 })).toBeCloseTo(0, 12);
  });

  it('give the Sortino ratio of the Red Rock sample, and not that of the deviation of losers', () => {
    const sample = [0.17, 0.15, 0.23, -0.05, 0.12, 0.09, 0.13, -0.04];

    expect(sortinoOf(sample, yearly)).toBeCloseTo(4.417, 3);
  });

  it('are undefined without variance, without a loss, without enough and without time', () => {
    expect(sharpeOf([0.1, 0.1, 0.1], yearly)).toBeNull();
    expect(sharpeOf([0.1], yearly)).toBeNull();
    expect(sharpeOf([0.1, 0.2], { periodsPerYear: null })).toBeNull();
    expect(sortinoOf([0.01, 0.02], yearly)).toBeNull();
    expect(sortinoOf([], yearly)).toBeNull();
    expect(volatilityOf([0.1], 365)).toBeNull();
    expect(calmarOf(0.1, 0)).toBeNull();
    expect(calmarOf(null, 0.1)).toBeNull();
  });

  it('compound growth over years of 365.25 days', () => {
    expect(yearsOf(365.25 * 86_400_000)).toBe(1);
    expect(cagrOf({ initial: 100, final: 121, years: 2 })).toBeCloseTo(0.1, 14);
    expect(cagrOf({ initial: 100, final: 0, years: 2 })).toBe(-1);
    expect(cagrOf({ initial: 100, final: -1, years: 2 })).toBeNull();
    expect(cagrOf({ initial: 100, final: 121, years: 0 })).toBeNull();
    expect(cagrOf({ initial: 100, final: 200, years: 1e-6 })).toBeNull();
    expect(calmarOf(0.1, 0.2)).toBe(0.5);
  });

  it('take the risk-free return of a period as the one that compounds to that of a year', () => {
    expect((1 + periodReturnOf(0.05, 12)) ** 12 - 1).toBeCloseTo(0.05, 14);
    expect(periodReturnOf(0, 12)).toBe(0);
    expect(periodReturnOf(0.05, null)).toBe(0);
  });

  it('do not change when all returns are multiplied', () => {
    fc.assert(
      fc.property(returns, fc.double({ min: 0.01, max: 100, noNaN: true }), (values, factor) => {
        const scaled = values.map((value) => value * factor);
        const pairs = [
          [sharpeOf(values, yearly), sharpeOf(scaled, yearly)],
          [sortinoOf(values, yearly), sortinoOf(scaled, yearly)],
        ];
        for (const [one, other] of pairs) {
          expect(other === null).toBe(one === null);
          expect(other ?? 0).toBeCloseTo(one ?? 0, 5);
        }
      }),
    );
  });

  it('turn the sign of a Sharpe ratio with that of the returns', () => {
    fc.assert(
      fc.property(returns, (values) => {
        const sharpe = sharpeOf(values, yearly);
        const turned = sharpeOf(
          values.map((value) => -value),
          yearly,
        );

        expect(turned).toBe(sharpe === null ? null : -sharpe);
      }),
    );
  });

  it('are finite or null, whatever the returns are', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 8 }), (values) => {
        const figures = [sharpeOf(values, yearly), sortinoOf(values, yearly), volatilityOf(values, 365)];

        expect(figures.every((figure) => figure === null || Number.isFinite(figure))).toBe(true);
      }),
    );
  });
});
