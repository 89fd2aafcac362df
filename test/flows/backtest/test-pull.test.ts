import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { PullFacts } from '../../../src/flows/backtest/described-pull.ts';
import type { StrategyTest } from '../../../src/flows/backtest/test-pull.ts';
import { AppError } from '../../../src/kernel/app-error.ts';
import { hashText } from '../../../src/kernel/hash.ts';
import { removeFolders } from '../../adapters/git/scratch-repository.ts';
import { INSPECTION } from '../../backtest/artefacts/sample-summary.ts';
import { testedStrategy } from '../../backtest/bundle/tested-strategy.ts';
import { CROSS, FACTS, openPullStage, type PullStage, WORKFLOW } from './pull-stage.ts';

let stage: PullStage;
let repository: PullStage['repository'];

beforeEach(() => {
  stage = openPullStage();
  ({ repository } = stage);
});

afterAll(removeFolders);

describe('the strategies of a pull request', () => {
  it('are none where none is touched, and no wall is put up', async () => {
    repository.change('change', { 'README.md': 'hello\n' });

    const { bundle, seen } = await stage.test();

    expect(bundle).toMatchObject({ conclusion: 'nothing_to_run', strategies: [] });
    expect(seen).toEqual([]);
  });

  it('are run up to the bound of the base, and the others are named as not run', async () => {
    for (const name of ['a', 'b', 'c']) {
      repository.change('main', { [`strategies/${name}.config.yml`]: 'version: 1\n' });
      repository.change('change', { [`strategies/${name}.py`]: `${name} = 1\n` });
    }

    const { bundle, entries } = await stage.test();

    expect(entries.map(({ answer }) => answer)).toEqual(['pass', 'pass', 'not_run']);
    expect(entries[2]?.reason).toContain('At most 2 strategies');
    expect(bundle.conclusion).toBe('not_proven');
  });

  it('are examined where the base lacks their configuration, and what is found is told although nothing runs', async () => {
    const sent: string[] = [];
    repository.change('change', {
      'strategies/new.py': 'import socket\n',
      'strategies/test_new.py': 'def test(): pass\n',
    });

    const { bundle, entries, inspections, seen } = await stage.test({
      examine: async ({ strategy, tests }) => {
        sent.push(...[strategy, ...tests].map(({ path }) => path));
        return INSPECTION;
      },
    });

    expect(seen).toEqual([]);
    expect(sent).toEqual(['strategies/new.py', 'strategies/test_new.py']);
    expect(inspections).toEqual([INSPECTION]);
    expect(entries.map(({ answer }) => answer)).toEqual(['not_proven']);
    expect(entries[0]?.reason).toContain('strategies/new.config.yml');
    expect(entries[0]?.reason).toContain('import of subprocess');
    expect(bundle.conclusion).toBe('not_proven');
  });

  it('are told what kept them from being run where they cannot be examined either', async () => {
    repository.change('change', { 'strategies/new.py': 'def (\n' });

    const { entries, inspections } = await stage.test({
      examine: () => Promise.reject(new AppError('bad-input', 'the strategy is no Python')),
    });

    expect(entries).toMatchObject([{ answer: 'not_proven', reason: expect.stringContaining('new.config.yml') }]);
    expect(inspections).toEqual([]);
  });

  it('are stopped when the time of the base is over, and that is no pass', async () => {
    const ring = new AbortController();
    repository.change('main', { 'strategies/new.config.yml': 'version: 1\n' });
    repository.change('change', { [CROSS]: 'head = 1\n', 'strategies/new.py': 'x = 1\n' });
    const by: StrategyTest = async () => {
      ring.abort();
      throw new AppError('outside-failed', 'the backtest was interrupted');
    };

    const { bundle, entries } = await stage.test({ ring, by });

    expect(entries.map(({ answer }) => answer)).toEqual(['not_proven', 'not_run']);
    expect(entries[0]?.reason).toContain('The 45 minutes for all strategies were over');
    expect(bundle.conclusion).toBe('not_proven');
  });

  it.each([
    ['bad-input', 'refused'],
    ['outside-failed', 'broken'],
  ] as const)('do not stop each other: %s is %s', async (code, answer) => {
    repository.change('main', { 'strategies/new.config.yml': 'version: 1\n' });
    repository.change('change', { [CROSS]: 'head = 1\n', 'strategies/new.py': 'x = 1\n' });
    const by: StrategyTest = async ({ head }) => {
      if (head.path === CROSS) throw new AppError(code, 'it cannot be loaded');
      return testedStrategy({});
    };

    const { entries } = await stage.test({ by });

    expect(entries.map(({ path, answer: each }) => [path, each])).toEqual([
      [CROSS, answer],
      ['strategies/new.py', 'pass'],
    ]);
  });

  it.each([
    ['dies', false, 'refused', `${CROSS}: it raised at bar 5`],
    ['runs out of time', true, 'not_proven', 'It was stopped'],
  ] as const)('leave behind what was found out about them before: one %s', async (_what, isLate, answer, words) => {
    const ring = new AbortController();
    repository.change('change', { [CROSS]: 'head = 1\n' });
    const by: StrategyTest = async ({ head }, watcher) => {
      watcher.onInspected?.(INSPECTION);
      if (isLate) ring.abort();
      throw new AppError('bad-input', 'it raised at bar 5', { where: head.absolute });
    };

    const { entries, inspections } = await stage.test({ ring, by });

    expect(entries).toMatchObject([{ answer, reason: expect.stringMatching(new RegExp(`^${RegExp.escape(words)}`)) }]);
    expect(inspections).toEqual([INSPECTION]);
  });

  it('are those that somebody names, touched or not', async () => {
    repository.change('change', { 'README.md': 'hello\n' });

    const { entries } = await stage.test({ named: ['cross'] });

    expect(entries).toMatchObject([{ path: CROSS, change: 'unchanged', touched: [], answer: 'pass' }]);
  });

  it('are listed as not asked for where the pull request touches them and others were named', async () => {
    repository.change('main', { 'strategies/new.config.yml': 'version: 1\n' });
    repository.change('change', { [CROSS]: 'head = 1\n', 'strategies/new.py': 'x = 1\n' });

    const { bundle, entries, seen } = await stage.test({ named: ['cross'] });

    expect(entries).toMatchObject([
      { path: CROSS, answer: 'pass' },
      { path: 'strategies/new.py', answer: 'not_asked' },
    ]);
    expect(seen.map(({ head }) => head.path)).toEqual([CROSS]);
    expect(bundle.conclusion).toBe('pass');
  });
});

describe('the workflow that ran', () => {
  const ran = (commit: string): PullFacts => ({
    ...FACTS,
    workflow: { path: WORKFLOW, ref: 'refs/pull/7/merge', commit },
  });

  it('is named with its hash, which is that of the base', async () => {
    const head = repository.change('change', { [CROSS]: 'head = 1\n' });

    const { bundle, seen } = await stage.test({ facts: ran(head) });

    expect(bundle.workflow).toMatchObject({ path: WORKFLOW, sha256: hashText('name: backtest\n') });
    expect(bundle.notes).toEqual([]);
    expect(seen[0]?.sources).toMatchObject({
      strategy: { path: CROSS },
      workflow: { sha256: hashText('name: backtest\n') },
    });
  });

  it.each([
    ['differs from the base', { [WORKFLOW]: 'name: evil\n' }, 'differs from the base'],
    ['is not in the checkout', {}, 'is not in the checkout'],
  ])('is not attested where it %s', async (words, changes, note) => {
    const head = repository.change('change', changes);

    const { bundle } = await stage.test({ facts: ran(words === 'is not in the checkout' ? 'f'.repeat(40) : head) });

    expect(bundle.notes).toEqual([expect.stringContaining(note)]);
  });
});
