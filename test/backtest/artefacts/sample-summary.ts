import type { GoldenResult, Proofs } from '../../../src/backtest/artefacts/test-report.ts';
import type { Check } from '../../../src/backtest/checks/check.ts';
import type { Inspection } from '../../../src/backtest/inspection/static-check.ts';
import type { Summary, TradeFigures } from '../../../src/backtest/metrics/summary.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { WallBounds } from '../../../src/backtest/wall/bounds.ts';
import type { Wall } from '../../../src/backtest/wall/wall.ts';

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
  version: '0.8.0',
  bounds: WallBounds.parse({}),
  image: { digest: `sha256:${'0f'.repeat(32)}`, python: '3.11.9', node: '24.1.0', packages: { pandas: '3.1.1' } },
  guarantees: [
    { name: 'network', holds: true, detail: 'a socket was refused' },
    { name: 'secrets', holds: true, detail: 'the environment is ours' },
    { name: 'files', holds: true, detail: 'the root cannot be written' },
    { name: 'user', holds: true, detail: '65534' },
    { name: 'memory', holds: true, detail: '1 GiB' },
    { name: 'processes', holds: true, detail: '64' },
    { name: 'clock', holds: true, detail: 'ended after its time' },
    { name: 'cpu', holds: false, detail: 'the cgroup has no share of the processor' },
  ],
  weaker: [],
};

/** The same without a limit on memory, which somebody allowed. */
export const WEAKER_WALL: Wall = {
  ...WALL,
  guarantees: WALL.guarantees.map((each) =>
    each.name === 'memory' ? { ...each, holds: false, detail: 'no limit was read back' } : each,
  ),
  weaker: ['memory'],
};

/** A strategy with seven findings of two tools and two tests that fail. */
export const INSPECTION: Inspection = {
  checks: [
    { id: 'structure', answer: 'pass', tool: null, findings: [], reason: null },
    { id: 'mypy', answer: 'not_proven', tool: 'mypy 1.18.2', findings: [], reason: 'it was not done after 60 s' },
    {
      id: 'flake8',
      answer: 'fail',
      tool: 'flake8 7.3.0',
      findings: [1, 2, 3, 4].map((line) => ({
        path: 'strategies/cross.py',
        line,
        column: 101,
        code: 'E501',
        message: 'line too long',
      })),
      reason: null,
    },
    {
      id: 'bandit',
      answer: 'fail',
      tool: 'bandit 1.8.6',
      findings: [{ path: 'strategies/cross.py', line: 3, column: null, code: 'B404', message: 'import of subprocess' }],
      reason: null,
    },
    { id: 'secrets', answer: 'not_applicable', tool: null, findings: [], reason: 'there is nothing to look at' },
  ],
  tests: {
    answer: 'fail',
    reason: null,
    exit_code: 1,
    passed: 11,
    failed: 2,
    skipped: 1,
    duration_ms: 1240,
    tests: [
      { id: 'tests/test_cross.py::test_one', outcome: 'passed', message: null },
      { id: 'tests/test_cross.py::test_two', outcome: 'failed', message: 'assert 1 == 2' },
      { id: 'tests/test_cross.py::test_three', outcome: 'error', message: 'fixture not found' },
    ],
  },
};

export const GOLDEN: readonly GoldenResult[] = [
  { name: 'golden/calm.yml', answer: 'same', details: [] },
  { name: 'golden/fast.yml', answer: 'differs', details: ['account.sharpe: expected 1.2, got 0.7'] },
  { name: 'golden/old.yml', answer: 'refused', details: [] },
];

/** A curve of one value a day. */
export function dailyCurve(values: readonly number[]): { readonly time: number; readonly value: number }[] {
  return values.map((value, day) => ({ time: Date.UTC(2023, 0, 1 + day), value }));
}
