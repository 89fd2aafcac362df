import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { imageCacheFolder } from '../../../src/adapters/sandbox/images/image-cache.ts';
import { TestReport } from '../../../src/backtest/artefacts/test-report.ts';
import { STABLE_ARTEFACTS } from '../../../src/backtest/determinism/determinism-proof.ts';
import { testImage } from '../../sandbox/image.ts';
import { makeFolder, run } from '../running.ts';
import { buyWhen, DAYS } from './short-market.ts';

beforeAll(async () => void (await testImage('bubblewrap')), 300_000);

const environment = { CONCLAVE_CACHE: imageCacheFolder(process.env) };

describe('conclave backtest run behind a wall', () => {
  it('comes to the same bytes as without one, and says what stood around the strategy', async () => {
    using place = makeFolder();
    writeFileSync(join(place.folder, 's.ts'), buyWhen('bar % 9 === 4'));
    writeFileSync(join(place.folder, 'd.csv'), DAYS);
    const terminal = { ...place, environment };

    const free = await run(['backtest', 'run', 's.ts', '--data', 'd.csv', '--out', 'free'], terminal);
    const walled = await run(
      ['backtest', 'run', 's.ts', '--data', 'd.csv', '--out', 'walled', '--wall', 'bubblewrap', '--mode', 'strict'],
      terminal,
    );

    expect([free.exitCode, walled.exitCode]).toEqual([0, 0]);
    expect(free.output).toContain('none stood around the strategy');
    expect(walled.output).toContain('✓ bubblewrap: no network');
    const bytesIn = (folder: string) =>
      Object.fromEntries(
        STABLE_ARTEFACTS.map((name) => [name, readFileSync(join(place.folder, folder, name), 'utf8')]),
      );
    expect(bytesIn('walled')).toEqual(bytesIn('free'));
    const report = TestReport.parse(JSON.parse(readFileSync(join(place.folder, 'walled/test_report.json'), 'utf8')));
    expect(report.run).toMatchObject({ mode: 'strict', wall: { engine: 'bubblewrap', weaker: [] } });
  }, 60_000);

  it.each([
    ['a strategy in Python without an engine', ['s.py'], 4, 'there is no engine that can wall in a strategy'],
    ['a wall without an engine', ['s.ts', '--wall'], 4, 'there is no engine that can wall in a strategy'],
    ['a wall that nobody knows', ['s.ts', '--wall', 'dokcer'], 2, 'did you mean "docker"?'],
    ['leave without a wall', ['s.ts', '--allow-weaker', 'memory'], 2, '--allow-weaker goes with --wall'],
  ])('is refused for %s', async (_what, [strategy = '', ...options], exitCode, words) => {
    using place = makeFolder();

    const ending = await run(['backtest', 'run', strategy, '--data', 'd.csv', ...options], {
      ...place,
      environment: { PATH: '/none' },
    });

    expect(ending).toMatchObject({ exitCode, output: '' });
    expect(ending.errors).toContain(words);
  });
});
