import type { Comparison } from '../../../src/backtest/comparison/comparison.ts';

/** Two runs of which the second is a little better, unless told otherwise. */
export function comparisonOf(changes: Partial<Comparison> = {}): Comparison {
  return {
    ...{ verdict: 'better', identical: false, regression: false, reason: 'The interval is above zero.' },
    deciding: {
      ...{ figure: 'mean_daily_return', base: 0.001, head: 0.0015, difference: 0.0005, tolerance: 0 },
      interval: { low: 0.0001, high: 0.0009, level: 0.95 },
    },
    ...{ returns_basis: 'day', returns: 200, days: 200, figures: [] },
    bootstrap: { generator: 'xoshiro', seed: 1, draws: 2_000, mean_block: 6 },
    trades: {
      ...{ base: 1, head: 1, same: 1, changed: 0, appeared: 0, disappeared: 0 },
      ...{ changed_trades: [], appeared_trades: [], disappeared_trades: [] },
    },
    ...changes,
  };
}
