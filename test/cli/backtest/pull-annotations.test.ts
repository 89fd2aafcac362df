import { describe, expect, it } from 'vitest';
import type { PullResult } from '../../../src/backtest/bundle/tested-strategy.ts';
import type { StaticFinding } from '../../../src/backtest/inspection/static-check.ts';
import { annotationsOf } from '../../../src/cli/backtest/pull/annotations.ts';
import { comparison } from '../../backtest/artefacts/sample-comparison.ts';
import { INSPECTION } from '../../backtest/artefacts/sample-summary.ts';
import { sampleBundle, sampleEntry } from '../../backtest/bundle/sample-bundle.ts';
import { testedStrategy } from '../../backtest/bundle/tested-strategy.ts';

const annotate = (results: readonly PullResult[], notes: readonly string[] = []) =>
  annotationsOf({ bundle: sampleBundle({ notes: [...notes] }), results });

const finding = (line: number | null): StaticFinding => ({
  ...{ path: 'strategies/cross.py', line, column: null },
  ...{ code: 'B404', message: 'import of subprocess' },
});

function inspected(answer: 'fail' | 'not_proven', findings: StaticFinding[]): PullResult {
  const tests = { ...INSPECTION.tests, tests: [] };
  const checks = [{ id: 'bandit' as const, answer, tool: 'bandit 1.9.4', findings, reason: null }];
  const report = { inspection: { checks, tests } };
  return {
    entry: sampleEntry({ answer: 'fail', reason: 'bandit' }),
    tested: testedStrategy({ answer: 'fail', report }),
  };
}

describe('the remarks of backtests', () => {
  it('stand at the lines of static findings', () => {
    expect(annotate([inspected('fail', [finding(3), finding(null)])])).toEqual([
      expect.objectContaining({ level: 'error', path: 'strategies/cross.py', line: 3, title: 'Backtest: bandit B404' }),
      expect.not.objectContaining({ line: expect.anything() }),
      expect.objectContaining({ level: 'error', title: 'Backtest: fail' }),
    ]);
  });

  it('are warnings where nothing fails by them', () => {
    const [first] = annotate([inspected('not_proven', [finding(3)])], []).filter(({ line }) => line === 3);

    expect(first?.level).toBe('warning');
  });

  it('are at most ten errors and ten warnings, of which the last counts the rest', () => {
    const many = Array.from({ length: 30 }, (_, index) => finding(index + 1));
    const notes = Array.from({ length: 12 }, (_, index) => `note ${index}`);

    const all = annotate([inspected('fail', many)], notes);

    expect(all.filter(({ level }) => level === 'error')).toHaveLength(10);
    expect(all.filter(({ level }) => level === 'warning')).toHaveLength(10);
    expect(all[9]?.message).toContain('22 more stand in the summary');
  });

  it('point at the strategy for a leak, a regression, a weaker wall and a golden scenario', () => {
    const report = {
      checks: [{ id: 'leakage' as const, answer: 'fail' as const, evidence: ['A later bar was seen.'] }],
      notice: 'The wall was weaker: network.',
      comparison: comparison(),
      golden: [{ name: 'golden/cross.yml', answer: 'differs' as const, details: ['total.trades'] }],
    };
    const entry = sampleEntry({ answer: 'fail', reason: 'all of it' });

    const all = annotate([{ entry, tested: testedStrategy({ answer: 'fail', report }) }]);

    expect(all.map(({ level, path, title }) => [level, path, title])).toEqual([
      ['error', 'strategies/cross.py', 'Backtest: leakage'],
      ...Array.from({ length: 3 }, () => ['error', 'strategies/cross.py', 'Backtest: result']),
    ]);
    expect(all.map(({ message }) => message).join('\n')).toMatch(/later bar.*weaker.*mean daily.*golden\/cross/s);
  });

  it('stand at the test file of a failing test', () => {
    const entry = sampleEntry({
      answer: 'fail',
      reason: null,
      tests: [{ path: 'tests/test_cross.py', sha256: 'ab'.repeat(32) }],
    });

    const all = annotate([{ entry, tested: testedStrategy({ answer: 'fail', report: { inspection: INSPECTION } }) }]);

    expect(all).toContainEqual(
      expect.objectContaining({
        title: 'Backtest: test',
        path: 'tests/test_cross.py',
        message: expect.stringContaining('test_two'),
      }),
    );
  });

  it('stand at the lines of a strategy that died before anything was proven', () => {
    const entry = sampleEntry({ answer: 'refused', reason: 'it raised' });

    const all = annotate([{ entry, tested: null, inspection: INSPECTION }]);

    expect(all).toContainEqual(
      expect.objectContaining({ level: 'error', path: 'strategies/cross.py', line: 3, title: 'Backtest: bandit B404' }),
    );
    expect(all).toContainEqual(expect.objectContaining({ level: 'error', message: 'it raised' }));
  });

  it.each([
    ['not_proven', 'error'],
    ['not_run', 'error'],
    ['not_asked', 'warning'],
    ['refused', 'error'],
    ['broken', 'error'],
    ['gone', 'warning'],
  ] as const)('tell why a strategy is %s as %s', (answer, level) => {
    const entry = sampleEntry({ answer, reason: 'for a reason' });

    expect(annotate([{ entry, tested: null }])).toMatchObject([{ level, path: entry.path, message: 'for a reason' }]);
  });
});
