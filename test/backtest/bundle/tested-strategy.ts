import type { TestReport } from '../../../src/backtest/artefacts/test-report.ts';
import type { TestedStrategy } from '../../../src/backtest/bundle/tested-strategy.ts';
import { sampleSummary } from '../artefacts/sample-summary.ts';

const SHA = 'cd'.repeat(32);

/** What came of a strategy that passes, with what is given otherwise. */
export function testedStrategy({
  report = {},
  ...over
}: Partial<Omit<TestedStrategy, 'report'>> & { readonly report?: Partial<TestReport> }): TestedStrategy {
  return {
    answer: 'pass',
    reasons: [],
    report: { ...REPORT, ...report },
    summary: sampleSummary(),
    equity: { head: [], base: [] },
    ...over,
  };
}

const REPORT: TestReport = {
  notice: null,
  verdict: null,
  base_failure: null,
  format: 'conclave-backtest-test-report',
  version: 2,
  correlation_id: 'corr_0123456789abcdef01234567',
  run: {
    started: '2024-01-31T09:30:00.000Z',
    finished: '2024-01-31T09:30:01.500Z',
    duration_ms: 1500,
    bars_per_second: 1_000_000,
    mode: 'fast',
    runtime: { language: 'python', version: '3.11.2', packages: { pandas: '3.1.1' } },
    node: 'v24.0.0',
    platform: 'linux-x64',
    program: '0.1.0',
    strategy_sha256: SHA,
    wall: null,
  },
  sources: {
    strategy: { path: 'strategies/cross.py', sha256: SHA },
    config: null,
    data: [],
    workflow: null,
    action: null,
  },
  files: [{ name: 'trades.csv', sha256: SHA, bytes: 12 }],
  checks: [],
  proofs: { determinism: null, look_ahead: null },
  inspection: null,
  golden: null,
  comparison: null,
  warnings: [],
};
