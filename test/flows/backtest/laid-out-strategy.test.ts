import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { hashText } from '../../../src/kernel/hash.ts';
import { removeFolders } from '../../adapters/git/scratch-repository.ts';
import { CONFIG, CROSS, openPullStage, type PullStage } from './pull-stage.ts';

let stage: PullStage;
let repository: PullStage['repository'];

beforeEach(() => {
  stage = openPullStage();
  ({ repository } = stage);
});

afterAll(removeFolders);

describe('a strategy of a pull request', () => {
  it('runs as the head has it, on data, configuration and seed of the base', async () => {
    repository.change('change', {
      [CROSS]: 'head = 1\n',
      'data/btc.csv': 'time,close\n1,999\n',
      'strategies/cross.config.yml': 'version: 1\ninitial_cash: 1000000\n',
      '.github/conclave.yml': CONFIG.replace('seed: 7', 'seed: 8'),
    });

    const { bundle, entries, seen } = await stage.test();

    expect(seen[0]).toMatchObject({
      seed: 7,
      config: { initial_cash: 500, params: { fast: 9, slow: 20 } },
      data: [{ symbol: 'BTCUSDT' }, { symbol: 'ETH/USDT' }],
      files: ['head = 1\n', 'time,close\n1,2\n', 'time,close\n1,3\n'],
    });
    expect(entries).toMatchObject([
      {
        path: CROSS,
        answer: 'pass',
        strategy: { base: hashText('base = 1\n'), head: hashText('head = 1\n') },
        config: { path: 'strategies/cross.config.yml', changed: 'changed' },
        data: [
          { symbol: 'BTCUSDT', sha256: hashText('time,close\n1,2\n'), changed: 'changed' },
          { symbol: 'ETH/USDT', sha256: hashText('time,close\n1,3\n'), changed: 'no' },
        ],
      },
    ]);
    expect(bundle.configuration?.changed).toBe('changed');
    expect(bundle.notes.join()).toContain('reviewed and not obeyed');
  });

  it('is compared with the base where that has it, also under another name', async () => {
    repository.change('change', {
      [CROSS]: null,
      'strategies/fast.py': 'base = 1\n',
      'strategies/fast.config.yml': null,
    });
    repository.change('main', { 'strategies/fast.config.yml': 'version: 1\n' });

    const { entries, seen } = await stage.test();

    expect(entries).toMatchObject([{ path: 'strategies/fast.py', previous_path: CROSS, base: 'there' }]);
    expect(seen[0]?.base?.path).toBe(CROSS);
  });

  it('of TypeScript is not sent the tests of a namesake in Python', async () => {
    const config = CONFIG.replace('strategies/*.py', 'strategies/*');
    repository.change('main', { '.github/conclave.yml': config });
    repository.change('change', { 'strategies/cross.ts': 'head\n', 'tests/test_cross.py': 'def test(): pass\n' });

    const { seen } = await stage.test();

    expect(seen.map(({ head, tests }) => [head.path, tests.length])).toEqual([
      ['strategies/cross.ts', 0],
      [CROSS, 1],
    ]);
  });

  it('is sent with its tests and its golden files as the head has them', async () => {
    const golden = `version: 1\ntitle: quiet\nstrategy: ../strategies/cross.py\ndata: [{ symbol: BTCUSDT, file: ../data/btc.csv, sha256: ${'a'.repeat(64)} }]\nconfig: ../strategies/cross.config.yml\nseed: 1\nexpected: { total.trades: 92 }\n`;
    repository.change('main', { '.github/conclave.yml': `${CONFIG}      golden: [golden/*.yml]\n` });
    repository.change('change', { 'tests/test_cross.py': 'def test(): pass\n', 'golden/quiet.yml': golden });

    const { entries, seen } = await stage.test();

    expect(seen[0]?.tests.map(({ path }) => path)).toEqual(['tests/test_cross.py']);
    expect(seen[0]?.goldens.paths).toEqual(['golden/quiet.yml']);
    expect(await seen[0]?.goldens.files.read('strategies/cross.config.yml')).toContain('initial_cash: 500');
    expect(entries[0]).toMatchObject({
      touched: ['golden/quiet.yml', 'tests/test_cross.py'],
      golden: [{ path: 'golden/quiet.yml', changed: 'added' }],
    });
  });

  it.each([
    ['a strategy without a row of its own', { 'lab/try.py': 'idea = 2\n' }, 'not_proven', 'No row of backtest.runs'],
    [
      'a strategy whose configuration comes with it',
      newStrategy(),
      'not_proven',
      'the base has no strategies/new.config.yml',
    ],
    ['a strategy of more than 1 MiB', { [CROSS]: 'x'.repeat(1_048_577) }, 'refused', 'over 1 MiB'],
    ['a strategy that is removed', { [CROSS]: null }, 'gone', 'removes it'],
  ] as const)('is told: %s', async (_, changes, answer, reason) => {
    repository.change('change', changes);

    const { entries, seen } = await stage.test();

    expect(entries).toMatchObject([{ answer, reason: expect.stringContaining(reason) }]);
    expect(seen).toEqual([]);
  });

  it('is refused where head or base have links in place of files', async () => {
    repository.change('change', { [CROSS]: null, 'strategies/other.py': 'x = 1\n' });
    symlinkSync('/etc/passwd', join(repository.folder, CROSS));
    repository.change('change', {});
    repository.change('main', { 'data/btc.csv': null, 'strategies/other.config.yml': 'version: 1\n' });
    symlinkSync('/etc/passwd', join(repository.folder, 'data/btc.csv'));
    repository.change('main', {});

    const { entries, seen } = await stage.test();

    expect(entries.map(({ path, answer, reason }) => [path, answer, reason])).toEqual([
      [CROSS, 'refused', expect.stringContaining('a symbolic link in the head')],
      ['strategies/other.py', 'refused', expect.stringContaining('a symbolic link, which is never followed')],
    ]);
    expect(seen).toEqual([]);
  });

  it('is refused where its data is a pointer of Git LFS', async () => {
    repository.change('main', {
      'data/btc.csv': 'version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 1\n',
    });
    repository.change('change', { [CROSS]: 'head = 1\n' });

    const { entries } = await stage.test();

    expect(entries).toMatchObject([{ answer: 'refused', reason: expect.stringContaining('Git LFS') }]);
  });

  it('is told to be behind where the base changed it meanwhile', async () => {
    repository.change('main', { [CROSS]: 'base = 2\n' });
    repository.change('change', { [CROSS]: 'head = 1\n' });

    const { entries } = await stage.test();

    expect(entries[0]?.reason).toContain('update the branch');
  });
});

function newStrategy() {
  return { 'strategies/new.py': 'x = 1\n', 'strategies/new.config.yml': 'version: 1\n' };
}
