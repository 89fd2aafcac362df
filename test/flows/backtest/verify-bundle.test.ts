import { describe, expect, it } from 'vitest';
import { type TestReport, TestReport as TestReportSchema } from '../../../src/backtest/artefacts/test-report.ts';
import { Bundle, type BundledStrategy } from '../../../src/backtest/bundle/bundle.ts';
import { compareRuns } from '../../../src/backtest/comparison/compare-runs.ts';
import type { MarketData } from '../../../src/backtest/data/market-data.ts';
import type { Decision } from '../../../src/backtest/runner/replayed-decisions.ts';
import { renderBundleVerification } from '../../../src/backtest/verification/verification-text.ts';
import { verifyBundle } from '../../../src/flows/backtest/verify-bundle.ts';
import { verifyRun } from '../../../src/flows/backtest/verify-run.ts';
import { hashText } from '../../../src/kernel/hash.ts';
import { DAYS } from '../../cli/backtest/short-market.ts';
import { heldFiles, portsOf, type RecordedFiles, recordRun, writeReport } from './recorded-run.ts';

const STRATEGY: BundledStrategy = {
  path: 'strategies/cross.py',
  previous_path: null,
  folder: 'cross-12345678',
  change: 'modified',
  touched: ['strategies/cross.py'],
  strategy: { base: 'cd'.repeat(32), head: 'cd'.repeat(32) },
  base: 'there',
  config: null,
  data: [{ symbol: 'X', path: 'data/x.csv', sha256: hashText(DAYS), changed: 'no' }],
  seed: 7,
  params: {},
  tests: [],
  golden: [],
  answer: 'pass',
  reason: null,
};

/** Buys at every so manyth bar, with a stop. */
function every(distance: number): (market: MarketData) => readonly Decision[] {
  return ({ bars }) =>
    Array.from({ length: Math.floor(bars.length / distance) }, (_, at) => ({
      bar: at * distance,
      asked: {
        requests: [{ action: 'BUY', type: 'MARKET', volume: 1, tp: (bars.close[at * distance] ?? 0) + 1 }],
        exits: [],
      },
    }));
}

/** A bundle with one strategy whose base and head are there and compared. */
async function made(strategy: Partial<BundledStrategy> = {}) {
  const base = await recordRun({ csv: DAYS, decisions: every(9) });
  const head = await recordRun({ csv: DAYS, decisions: every(7) });
  const sides = await Promise.all([base, head].map(({ files }) => recomputed(files)));
  const comparison = compareRuns(sides[0] as never, sides[1] as never, {
    figure: 'mean_daily_return',
    tolerance: 0,
    seed: 7,
  });
  writeReport(head.files, { ...head.report, comparison });
  const files: RecordedFiles = new Map([['cross-12345678/comparison.json', JSON.stringify(comparison)]]);
  for (const [name, text] of base.files) files.set(`cross-12345678/base/${name}`, text);
  for (const [name, text] of head.files) files.set(`cross-12345678/head/${name}`, text);
  return { files, strategies: [{ ...STRATEGY, ...strategy }] };
}

async function recomputed(files: RecordedFiles) {
  const verified = await verifyRun({ files: heldFiles(files), needsReport: true }, portsOf(DAYS));
  if (verified.answer !== 'verified') throw new Error('the run of the test itself is wrong');
  return verified.run;
}

function bundleOf(strategies: readonly BundledStrategy[]): Bundle {
  return Bundle.parse({
    format: 'conclave-backtest-bundle',
    version: 1,
    program: '0.1.0',
    ...{ repository: null, pull: null, nonce: null, event: null, run: null, workflow: null, action: null },
    base_sha: '0'.repeat(40),
    head_sha: '1'.repeat(40),
    configuration: null,
    weaker: [],
    notes: [],
    strategies,
    conclusion: 'pass',
  });
}

async function wordsOf({ files, strategies }: Awaited<ReturnType<typeof made>>): Promise<string> {
  return renderBundleVerification(await verifyBundle(bundleOf(strategies), heldFiles(files), portsOf(DAYS)));
}

function editReport(files: RecordedFiles, change: (report: TestReport) => TestReport): void {
  const path = 'cross-12345678/head/test_report.json';
  const report = change(TestReportSchema.parse(JSON.parse(files.get(path) ?? '')));
  files.set(path, `${JSON.stringify(report, null, 2)}\n`);
}

/** Takes away what a run of the base leaves, and what compares with it. */
function removeBase(files: RecordedFiles): void {
  for (const path of files.keys()) {
    if (path.startsWith('cross-12345678/base/') || path.endsWith('/comparison.json')) files.delete(path);
  }
}

describe('a bundle that is computed again', () => {
  it('is verified with both sides and their comparison', async () => {
    expect(await wordsOf(await made())).toBe(
      '✓ Verified: 1 of 1 strategies verified\n  ✓ Verified: strategies/cross.py, compared with the base again\n',
    );
  });

  it('asks for the data by its path in the repository', async () => {
    const { files, strategies } = await made();
    const paths: (string | null)[] = [];

    await verifyBundle(bundleOf(strategies), heldFiles(files), {
      openData: async ({ path }) => {
        paths.push(path);
        return null;
      },
    });

    expect(paths).toEqual(['data/x.csv', 'data/x.csv']);
  });

  it('computes nothing of a strategy that was not run to its end', async () => {
    const { strategies } = await made({
      answer: 'refused',
      reason: 'two strategies in one file\n  expected one strategy a file',
    });

    expect(await wordsOf({ files: new Map(), strategies })).toBe(
      '– Nothing to compute: 0 of 1 strategies verified\n  – Nothing to compute: strategies/cross.py: two strategies in one file; expected one strategy a file\n',
    );
  });

  it('computes nothing of a strategy that was stopped before its run came to an end', async () => {
    const { strategies } = await made({ answer: 'not_proven', reason: 'the time was over' });

    expect(await wordsOf({ files: new Map(), strategies })).toBe(
      '– Nothing to compute: 0 of 1 strategies verified\n  – Nothing to compute: strategies/cross.py: the time was over\n',
    );
  });

  it('differs by the side whose files were changed', async () => {
    const { files, strategies } = await made();
    const path = 'cross-12345678/base/trades.csv';
    files.set(path, (files.get(path) ?? '').replace(/^(p2,.*),1,/m, '$1,2,'));

    const words = await wordsOf({ files, strategies });

    expect(words).toContain('✗ Differs: 0 of 1 strategies verified');
    expect(words).toContain('✗ Differs: strategies/cross.py: base: trades.csv, line 3 (symbol X, position_id p2');
  });

  it('differs where the comparison does not follow from both runs', async () => {
    const { files, strategies } = await made();
    const path = 'cross-12345678/comparison.json';
    files.set(path, (files.get(path) ?? '').replace('"appeared":', '"appeared":1'));

    expect(await wordsOf({ files, strategies })).toMatch(
      /comparison\.json: trades\.appeared is 1\d+ in the file, \d+ by the replay/,
    );
  });

  it('differs where the report of the head tells of another comparison', async () => {
    const { files, strategies } = await made();
    editReport(files, (report) => ({ ...report, comparison: null }));

    expect(await wordsOf({ files, strategies })).toContain('test_report.json: the comparison: it is null in the file');
  });

  it.each([
    ['seed', { seed: 8 }, 'bundle.json: seed is 8 in the file, 7 by the replay'],
    ['strategy', { strategy: { base: null, head: 'ab'.repeat(32) } }, 'bundle.json: strategy is "abab'],
    ['data', { data: [] }, 'bundle.json: data.0 is missing in the file'],
  ])('differs where the bundle tells of another %s than the run', async (_what, change, words) => {
    expect(await wordsOf(await made(change))).toContain(words);
  });

  it('is verified without a base that did not run, as long as nothing passes for it', async () => {
    const { files, strategies } = await made({ answer: 'not_proven', reason: 'its base does not run' });
    removeBase(files);
    editReport(files, (report) => ({ ...report, comparison: null }));

    expect(await wordsOf({ files, strategies })).toBe(
      '✓ Verified: 1 of 1 strategies verified\n  ✓ Verified: strategies/cross.py\n',
    );
    expect(await wordsOf({ files, strategies: [{ ...STRATEGY, answer: 'pass' }] })).toContain(
      'base: run_config.json: there is no such file',
    );
  });

  it('differs where a report compares with a base that did not run', async () => {
    const { files, strategies } = await made({ answer: 'fail', reason: 'it is worse than the base' });
    removeBase(files);

    expect(await wordsOf({ files, strategies })).toContain(
      '✗ Differs: strategies/cross.py: head/test_report.json compares with a base that did not run',
    );
  });

  it.each([
    ['cross-12345678/comparison.json', 'cross-12345678/comparison.json is not there'],
    ['cross-12345678/base/decisions.log', 'base: decisions.log: there is no such file'],
    ['cross-12345678/head/test_report.json', 'head: test_report.json: there is no such file'],
  ])('is unusable without %s', async (path, words) => {
    const { files, strategies } = await made();
    files.delete(path);

    const told = await wordsOf({ files, strategies });

    expect(told).toContain('✗ Unusable: 0 of 1 strategies verified');
    expect(told).toContain(words);
  });
});
