import { describe, expect, it } from 'vitest';
import { pullHeadline, renderPullMarkdown } from '../../../src/backtest/bundle/pull-markdown.ts';
import { comparison } from '../artefacts/sample-comparison.ts';
import { dailyCurve, HOSTILE, INSPECTION, PROOFS } from '../artefacts/sample-summary.ts';
import { sampleBundle, sampleEntry } from './sample-bundle.ts';
import { testedStrategy } from './tested-strategy.ts';

/** One strategy that got worse, one that is new, one that cannot be run and one that is removed. */
function sample() {
  const worse = sampleEntry({
    answer: 'fail',
    reason: 'A later bar was seen.\nIt is worse than the base.',
    config: { path: 'strategies/cross.config.yml', sha256: 'ab'.repeat(32), changed: 'changed' },
    golden: [{ path: 'golden/cross.yml', sha256: 'ab'.repeat(32), changed: 'added' }],
  });
  const fresh = sampleEntry({ path: 'strategies/new.py', change: 'added', base: 'absent', folder: 'new-py' });
  const unusable = sampleEntry({
    path: 'strategies/big.py',
    folder: 'big-py',
    answer: 'refused',
    reason: 'over 1 MiB',
  });
  const gone = sampleEntry({ path: 'strategies/old.py', folder: 'old-py', change: 'deleted', answer: 'gone' });
  const [rising, falling] = [dailyCurve([100, 104, 109]), dailyCurve([100, 99, 95])];
  return {
    bundle: sampleBundle({
      notes: ['.github/workflows/backtest.yml differs from the base, so that this run is not attested.'],
      strategies: [fresh, gone, unusable, worse],
      conclusion: 'fail',
    }),
    results: [
      {
        entry: fresh,
        tested: testedStrategy({ report: { proofs: PROOFS }, equity: { head: rising, base: [] } }),
      },
      { entry: gone, tested: null },
      { entry: unusable, tested: null },
      {
        entry: worse,
        tested: testedStrategy({
          answer: 'fail',
          report: { proofs: PROOFS, comparison: comparison() },
          equity: { head: falling, base: rising },
        }),
      },
    ],
  };
}

describe('the summary of a job', () => {
  it('reads as golden, the most urgent first', async () => {
    await expect(renderPullMarkdown(sample())).toMatchFileSnapshot('golden/pull.md');
  });

  it('begins with the figure that decides where one strategy is run, whatever is removed beside it', () => {
    const { bundle, results } = sample();
    const alone = results.filter(({ entry }) => entry.answer === 'fail' || entry.answer === 'gone');
    const strategies = alone.map(({ entry }) => entry);

    const [first] = renderPullMarkdown({ bundle: { ...bundle, strategies }, results: alone }).split('\n');

    expect(first).toMatch(/^## Backtests: worse: mean daily return .*; 1 of 1 strategy fails$/);
  });

  it('names every reason in the table, however long the first one is', () => {
    const entry = sampleEntry({
      answer: 'fail',
      reason: `A later bar was seen: ${'x '.repeat(900)}\nA socket is used.`,
    });

    const told = renderPullMarkdown({
      bundle: sampleBundle({ strategies: [entry] }),
      results: [{ entry, tested: null }],
    });

    const row = told.split('\n').find((line) => line.includes('✗ fails |'));
    expect(row).toContain('A later bar was seen');
    expect(row).toContain('A socket is used.');
  });

  it('says in a few lines that nothing is touched', () => {
    const told = renderPullMarkdown({ bundle: sampleBundle({}), results: [] });

    expect(told).toContain('## Backtests: this pull request touches no strategy');
    expect(told.split('\n').length).toBeLessThan(6);
  });

  it('tells what was found in a strategy that did not come to its end', () => {
    const entry = sampleEntry({ answer: 'refused', reason: 'it raised' });

    const told = renderPullMarkdown({
      bundle: sampleBundle({ strategies: [entry], conclusion: 'refused' }),
      results: [{ entry, tested: null, inspection: INSPECTION }],
    });

    expect(told).toMatch(/it raised\n\n\*\*Inspection\*\*\n\n- ✗ /);
    expect(told).toContain('strategies/cross.py:3 bandit B404: import of subprocess');
  });

  it('lets no path and no reason become more than words', () => {
    const entry = sampleEntry({
      path: `strategies/${HOSTILE}.py`,
      answer: 'refused',
      reason: HOSTILE,
      touched: [HOSTILE],
    });
    const bundle = sampleBundle({ strategies: [entry], notes: [HOSTILE], conclusion: 'refused' });

    const told = renderPullMarkdown({ bundle, results: [{ entry, tested: null }] });

    expect(told.replaceAll(/`+[^`]*`+/g, '')).not.toMatch(/<img|<script|(?<!\\)@octocat/);
    expect(told.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028]/u);
  });
});

describe('the headline', () => {
  it.each([
    [['pass'], 'pass', 'Backtests: the strategy passes'],
    [['pass', 'pass', 'gone'], 'pass', 'Backtests: all 2 strategies pass'],
    [['fail', 'pass'], 'fail', 'Backtests: 1 of 2 strategies fails'],
    [['fail', 'fail', 'pass'], 'fail', 'Backtests: 2 of 3 strategies fail'],
    [['refused'], 'refused', 'Backtests: 1 of 1 strategy cannot be run'],
    [['broken'], 'broken', 'Backtests: 1 of 1 strategy was not tested, since the machine gave out'],
    [['not_run', 'not_proven'], 'not_proven', 'Backtests: nothing fails, and 2 of 2 strategies are not proven'],
  ] as const)('of %j', (answers, conclusion, headline) => {
    const strategies = answers.map((answer) => sampleEntry({ answer }));

    expect(pullHeadline({ conclusion, strategies })).toBe(headline);
  });
});
