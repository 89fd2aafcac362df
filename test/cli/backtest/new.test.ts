import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles, makeFolder, readFiles, run } from '../running.ts';
import { DAYS } from './short-market.ts';

describe('conclave backtest new', () => {
  it('writes a strategy, its test and its configuration, and says what to do with them', async () => {
    using place = makeFolder();

    const ending = await run(['backtest', 'new', 'mean-reversion'], place);

    expect(ending).toMatchObject({ exitCode: 0, errors: '' });
    expect(listFiles(join(place.folder, 'strategies'))).toEqual([
      'conclave-backtest.d.ts',
      'mean-reversion.config.yml',
      'mean-reversion.test.ts',
      'mean-reversion.ts',
    ]);
    expect(ending.output).toContain('Test it:  node --test strategies/mean-reversion.test.ts\n');
    expect(ending.output).toContain('Run it:   conclave backtest run strategies/mean-reversion.ts ');
  });

  it('writes it in Python where it is asked to, and says where the packages for its test are', async () => {
    using place = makeFolder();

    const ending = await run(['backtest', 'new', 'mean-reversion', '--python'], place);

    expect(ending).toMatchObject({ exitCode: 0, errors: '' });
    expect(listFiles(join(place.folder, 'strategies'))).toEqual([
      'mean_reversion.config.yml',
      'mean_reversion.py',
      'test_mean_reversion.py',
    ]);
    expect(ending.output).toMatch(
      /Test it: {2}PYTHONPATH=\S+\/sandbox\/python python3 -m pytest strategies\/test_mean_reversion\.py\n/,
    );
  });

  it('writes what can be run as it stands', async () => {
    using place = makeFolder();
    await run(['backtest', 'new', 'mine', '--dir', '.'], place);
    writeFileSync(join(place.folder, 'days.csv'), DAYS);

    const ending = await run(
      ['backtest', 'run', 'mine.ts', '--data', 'days.csv', '--config', 'mine.config.yml', '--out', 'kept'],
      place,
    );

    expect(ending).toMatchObject({ exitCode: 0, errors: '' });
  });

  it('replaces nothing: neither the strategy nor any file beside it is touched', async () => {
    using place = makeFolder();
    writeFileSync(join(place.folder, 'mine.test.ts'), 'my test');

    const ending = await run(['backtest', 'new', 'mine', '--dir', '.'], place);

    expect(ending).toMatchObject({ exitCode: 2, output: '' });
    expect(ending.errors).toContain('mine.test.ts: the file is there already');
    expect(readFiles(place.folder)).toEqual(new Map([['mine.test.ts', 'my test']]));
  });

  it('puts a second strategy beside the first', async () => {
    using place = makeFolder();
    await run(['backtest', 'new', 'one', '--dir', '.'], place);

    const ending = await run(['backtest', 'new', 'two', '--dir', '.'], place);

    expect(ending.exitCode).toBe(0);
    expect(listFiles(place.folder)).toContain('two.ts');
  });

  it.each(['../out', 'a/b', '', 'con trol', '-x'])('refuses the name %j', async (name) => {
    using place = makeFolder();

    const ending = await run(['backtest', 'new', '--dir', '.', '--', name], place);

    expect(ending.exitCode).toBe(2);
    expect(listFiles(place.folder)).toEqual([]);
  });
});
