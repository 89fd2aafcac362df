import type { Proofs, Wall } from '../../../src/backtest/artefacts/test-report.ts';
import type { Check } from '../../../src/backtest/checks/check.ts';
import type { Summary, TradeFigures } from '../../../src/backtest/metrics/summary.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';

const TRADES: TradeFigures = {
  trades: 93,
  wins: 47,
  losses: 46,
  long_trades: 50,
  short_trades: 43,
  gross_profit: 9000.5,
  gross_loss: -6544.25,
  net_profit: 2345.67891,
  fees: 110.571,
  slippage_cost: 0.01234567,
  turnover: 1_234_567.891,
  win_rate: 0.5053763441,
  profit_factor: 1.37533,
  expectancy: 25.22235387,
  average_win: 191.5,
  average_loss: -142.27,
  best_trade: 900,
  worst_trade: -512.5,
  sqn: 1.284,
  average_bars: 20.5,
  closed_at_end: 1,
  exposure_time: 0.61,
};

/** Words that would do something on every surface if they were not escaped. */
export const HOSTILE = '</script><img src=x onerror=alert(1)> @octocat | `x` **b** \u2028 [a](javascript:1)\u001b[31m';

/** A summary as a run of a year might leave it. */
export function sampleSummary(config: Partial<RunConfig> = { fee_taker: 0.0004 }): Summary {
  return {
    format: 'conclave-backtest-summary',
    version: 1,
    correlation_id: 'corr_0123456789abcdef01234567',
    seed: 7,
    config: RunConfig.parse({ version: 1, ...config }),
    data: [
      {
        symbol: 'GOOG',
        sha256: 'ab'.repeat(32),
        bars: 2148,
        bar_ms: 86_400_000,
        first_open: '2023-01-01T00:00:00.000Z',
        last_close: '2024-01-01T00:00:00.000Z',
        gaps: 2,
        missing_bars: 5,
      },
    ],
    returns_basis: 'day',
    returns: 365,
    years: 1,
    periods_per_year: 365.25,
    account: {
      initial_cash: 10_000,
      final_balance: 12_345.67891,
      final_equity: 12_345.67891,
      total_return: 0.234567891,
      cagr: 0.2347,
      volatility: 0.18,
      sharpe: 1.284,
      sortino: null,
      calmar: 2.1,
      max_drawdown: 0.1123,
      max_drawdown_peak: '2023-03-01T00:00:00.000Z',
      max_drawdown_trough: '2023-04-01T00:00:00.000Z',
      max_drawdown_recovered: null,
      time_under_water: 0.82,
      longest_under_water_days: 61,
      average_exposure: 0.4,
      worst_day: { day: '2023-03-09', return: -0.021 },
      best_day: { day: '2023-05-04', return: 0.034 },
    },
    total: TRADES,
    symbols: { GOOG: TRADES },
    months: [
      { month: '2023-01', return: 0.0712 },
      { month: '2023-02', return: -0.0333 },
      { month: '2023-03', return: 0 },
    ],
    orders: { placed: 95, filled: 93, rejected: { OFF_LOT: 1 }, cancelled: { EXPIRED: 1 } },
    kill_switch: [],
    liquidations: 0,
    honesty: {
      probabilistic_sharpe: 0.9,
      deflated_sharpe: 0.42,
      trials: 20,
      trial_variance: 0.0027,
      trial_variance_source: 'assumed',
      mean_return: { low: -0.0001, high: 0.0013, level: 0.95 },
      sharpe: { low: -0.3, high: 2.9, level: 0.95 },
      total_return: { low: -0.04, high: 0.61, level: 0.95 },
      expectancy: null,
      statement: 'With 93 trades the profit is not more than chance explains.',
    },
  };
}

export const CHECKS: readonly Check[] = [
  { id: 'fees', answer: 'pass', evidence: ['All 186 fills paid 4 basis points.'] },
  { id: 'leakage', answer: 'not_proven', evidence: ['No proof was asked for.'] },
];

export const PROOFS: Proofs = {
  determinism: { answer: 'same', varied: ['time zone', 'locale'], zones: ['UTC'], files: [], differences: [] },
  look_ahead: null,
};

export const WALL: Wall = {
  engine: 'bubblewrap',
  facts: [
    { name: 'network', holds: true, detail: 'none' },
    { name: 'cpu', holds: false, detail: 'half a CPU is not available here' },
  ],
};

/** A curve of one value a day. */
export function dailyCurve(values: readonly number[]): { readonly time: number; readonly value: number }[] {
  return values.map((value, day) => ({ time: Date.UTC(2023, 0, 1 + day), value }));
}
