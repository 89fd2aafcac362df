import { describe, expect, it } from 'vitest';
import {
  expectancyOf,
  profitAndLossOf,
  profitFactorOf,
  sqnOf,
  winRateOf,
} from '../../../src/backtest/metrics/trade-ratios.ts';

describe('ratios of trades', () => {
  it('are those worked out by hand', () => {
    const pnl = [30, -10, 0, 20, -20];

    expect(winRateOf(pnl)).toBe(0.4);
    expect(profitFactorOf(pnl)).toBeCloseTo(50 / 30, 14);
    expect(expectancyOf(pnl)).toBe(4);
    // distances from 4: 26, -14, -4, 16, -24; squares 676 + 196 + 16 + 256 + 576 = 1720
    expect(sqnOf(pnl)).toBeCloseTo((Math.sqrt(5) * 4) / Math.sqrt(1720 / 4), 14);
  });

  it('count a trade that broke even neither as a win nor as a loss', () => {
    expect(profitAndLossOf([0, 5, -2, 0])).toEqual({
      wins: 1,
      losses: 1,
      grossProfit: 5,
      grossLoss: -2,
      best: 5,
      worst: -2,
    });
    expect(winRateOf([0, 0])).toBe(0);
  });

  it('are undefined without trades, without a loss and without variance', () => {
    expect([winRateOf([]), profitFactorOf([]), expectancyOf([]), sqnOf([])]).toEqual([null, null, null, null]);
    expect(profitFactorOf([1, 2])).toBeNull();
    expect(profitFactorOf([-1, -2])).toBe(0);
    expect([sqnOf([5]), sqnOf([0.1, 0.1, 0.1])]).toEqual([null, null]);
    expect(profitAndLossOf([])).toMatchObject({ best: null, worst: null });
  });
});
