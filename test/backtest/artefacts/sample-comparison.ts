import type { Comparison, ListedTrade } from '../../../src/backtest/comparison/comparison.ts';

/** A trade as a comparison lists it. */
export const TRADE: ListedTrade = {
  symbol: 'GOOG',
  action: 'BUY',
  entry_time: '2023-01-02T09:30:00.000Z',
  entry_price: 101.123456789,
  exit_time: '2023-01-03T09:30:00.000Z',
  exit_price: 99,
  volume: 2,
  reason: 'end_of_data',
  pnl_net: -4.5,
};

/** A comparison as two runs of a year might leave it. */
export function comparison(): Comparison {
  return {
    verdict: 'worse',
    identical: false,
    regression: true,
    reason: 'The difference of mean daily returns (head - base) lies between -0.0006 and -0.0001.',
    deciding: {
      figure: 'mean_daily_return',
      base: 0.0006,
      head: 0.00028,
      difference: -0.00032,
      interval: { low: -0.0006, high: -0.0001, level: 0.95 },
      tolerance: 0,
    },
    returns_basis: 'day',
    returns: 365,
    days: 365,
    bootstrap: { generator: 'xoshiro128**', seed: 7, draws: 2000, mean_block: 8 },
    figures: [
      { name: 'total_return', base: 0.25, head: 0.1, difference: -0.15 },
      { name: 'sharpe', base: 1.2, head: null, difference: null },
      { name: 'trades', base: 1234, head: 1240, difference: 6 },
      { name: 'turnover', base: 100_000, head: 120_000, difference: 20_000 },
    ],
    trades: {
      base: 1234,
      head: 1240,
      same: 1200,
      changed: 1,
      appeared: 90,
      disappeared: 1,
      changed_trades: [{ base: TRADE, head: { ...TRADE, exit_price: 98 }, differs: ['exit_price'] }],
      appeared_trades: Array.from({ length: 7 }, (_, at) => ({ ...TRADE, entry_price: 100 + at })),
      disappeared_trades: [TRADE],
    },
  };
}
