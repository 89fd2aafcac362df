import { describe, expect, it } from 'vitest';
import { correlationIdOf } from '../../../src/backtest/artefacts/correlation-id.ts';
import { renderSummaryJson } from '../../../src/backtest/artefacts/summary-json.ts';
import { renderTestReportJson, TestReport } from '../../../src/backtest/artefacts/test-report.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { comparison } from './sample-comparison.ts';
import { CHECKS, INSPECTION, PROOFS, sampleSummary, WALL } from './sample-summary.ts';

const config = RunConfig.parse({ version: 1, params: { fast: 10, slow: 20 } });
const ground = { data: [{ symbol: 'AB', sha256: 'ab'.repeat(32) }], config, seed: 1 };

describe('the correlation id', () => {
  it('is the same for the same ground, in whatever order the configuration was written', () => {
    const turned = RunConfig.parse({ params: { slow: 20, fast: 10 }, version: 1 });

    expect(correlationIdOf({ ...ground, config: turned })).toBe(correlationIdOf(ground));
    expect(correlationIdOf(ground)).toMatch(/^corr_[0-9a-f]{24}$/);
  });

  it.each([
    ['seed', { ...ground, seed: 2 }],
    ['data', { ...ground, data: [{ symbol: 'AB', sha256: 'cd'.repeat(32) }] }],
    ['symbol', { ...ground, data: [{ symbol: 'CD', sha256: 'ab'.repeat(32) }] }],
    ['configuration', { ...ground, config: { ...config, fee_taker: 0.001 } }],
  ])('is another for another %s', (_, other) => {
    expect(correlationIdOf(other)).not.toBe(correlationIdOf(ground));
  });
});

describe('summary.json', () => {
  it('reads as golden', async () => {
    await expect(renderSummaryJson(sampleSummary())).toMatchFileSnapshot('golden/summary.json');
  });

  it('has the same bytes in whatever order its fields and parameters were put together', () => {
    const summary = sampleSummary({ params: { a: 1, b: { c: 2, d: 3 } } });
    const turned = Object.fromEntries(Object.entries(summary).reverse()) as typeof summary;
    const params = { b: { d: 3, c: 2 }, a: 1 };

    const text = renderSummaryJson({ ...turned, config: { ...summary.config, params } });

    expect(text).toBe(renderSummaryJson(summary));
  });

  it('refuses a figure that JSON cannot hold', () => {
    const summary = sampleSummary();
    const account = { ...summary.account, sharpe: Number.NaN };

    expect(() => renderSummaryJson({ ...summary, account })).toThrow('sharpe');
  });
});

describe('test_report.json', () => {
  const report: TestReport = {
    notice: null,
    verdict: null,
    format: 'conclave-backtest-test-report',
    version: 2,
    correlation_id: 'corr_0123456789abcdef01234567',
    run: {
      started: '2024-01-31T09:30:00.000Z',
      finished: '2024-01-31T09:30:01.500Z',
      duration_ms: 1500,
      bars_per_second: 1_000_000,
      mode: 'fast',
      runtime: { language: 'typescript', version: 'v24.0.0', packages: {} },
      node: 'v24.0.0',
      platform: 'linux-x64',
      program: '0.1.0',
      strategy_sha256: 'cd'.repeat(32),
      wall: WALL,
    },
    sources: {
      strategy: { path: 'strategies/cross.ts', sha256: 'cd'.repeat(32) },
      config: null,
      data: [{ symbol: 'GOOG', path: 'GOOG.csv', sha256: 'ab'.repeat(32) }],
      workflow: null,
      action: null,
    },
    files: [{ name: 'trades.csv', sha256: 'ab'.repeat(32), bytes: 12 }],
    checks: [...CHECKS],
    proofs: PROOFS,
    inspection: INSPECTION,
    golden: [{ name: 'golden/cross.yml', answer: 'same', details: [] }],
    base_failure: null,
    comparison: comparison(),
    warnings: ['No costs are configured.'],
  };

  it('reads back as what it was written from', () => {
    expect(TestReport.parse(JSON.parse(renderTestReportJson(report)))).toEqual(report);
  });

  it('refuses a hash that is none', () => {
    const files = [{ name: 'trades.csv', sha256: 'x', bytes: 12 }];

    expect(() => renderTestReportJson({ ...report, files })).toThrow('64 lower-case hex digits');
  });
});
