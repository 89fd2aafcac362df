import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imageCacheFolder } from '../../../src/adapters/sandbox/images/image-cache.ts';
import { TestReport } from '../../../src/backtest/artefacts/test-report.ts';
import { Inspection } from '../../../src/backtest/inspection/static-check.ts';
import { makeRepository, removeFolders } from '../../adapters/git/scratch-repository.ts';
import { testImage } from '../../sandbox/image.ts';
import { listFiles, makeFolder, run } from '../running.ts';

afterAll(removeFolders);
beforeAll(async () => void (await testImage('bubblewrap')), 300_000);

const market = join(import.meta.dirname, '../../../docs/examples/backtest/GOOG.csv');
const rows = readFileSync(market, 'utf8').split('\n').slice(0, 401).join('\n');

/** Where the image of the tests stands; the cache of a test terminal is empty. */
const environment = { CONCLAVE_CACHE: imageCacheFolder(process.env) };

function testIn(folder: string, ...options: readonly string[]) {
  return run(['sandbox', 'run', ...options, '--engine', 'bubblewrap', '--out', 'kept'], { folder, environment });
}

/** A repository with the strategy that `conclave backtest new` writes, and a market. */
async function makeStrategy() {
  const repository = makeRepository();
  await run(['backtest', 'new', 'cross', '--python'], repository);
  repository.write('goog.csv', rows);
  repository.commit();
  return repository;
}

describe('conclave sandbox run', () => {
  it('passes a sound strategy, and keeps all that was found out in one report', async () => {
    const repository = await makeStrategy();
    const options = ['--data', 'GOOG=goog.csv', '--config', 'strategies/cross.config.yml', '--base', 'HEAD', '--json'];

    const ending = await testIn(repository.folder, 'strategies/cross.py', ...options);

    expect(JSON.parse(ending.output).verdict).toMatchObject({ answer: 'pass', reasons: [], unproven: [] });
    expect(ending.exitCode).toBe(0);
    const report = TestReport.parse(JSON.parse(readFileSync(join(repository.folder, 'kept/test_report.json'), 'utf8')));
    expect(report.inspection?.checks.map(({ id, answer }) => `${id} ${answer}`)).toEqual([
      'structure pass',
      'mypy pass',
      'flake8 pass',
      'bandit pass',
      'secrets pass',
    ]);
    expect(report.inspection?.tests).toMatchObject({ answer: 'pass', failed: 0 });
    expect(report.run).toMatchObject({
      mode: 'fast',
      runtime: { language: 'python' },
      wall: { engine: 'bubblewrap', weaker: [] },
    });
    expect(report.proofs).toMatchObject({ determinism: { answer: 'same' }, look_ahead: { answer: 'clean' } });
    expect(report.comparison).toMatchObject({ identical: true, regression: false });
    expect(report.sources).toMatchObject({
      strategy: { path: 'strategies/cross.py' },
      config: { path: 'strategies/cross.config.yml' },
      data: [{ symbol: 'GOOG', path: 'goog.csv' }],
    });
    expect(listFiles(join(repository.folder, 'kept'))).toContain('decisions.log');
    expect(ending.errors).toContain('conclave: static checks\nconclave: tests\n');
  }, 60_000);

  it('stops a strategy with a hidden look-ahead and a socket call, with both named', async () => {
    const repository = await makeStrategy();
    const text = readFileSync(join(repository.folder, 'strategies/cross.py'), 'utf8')
      .replace('import pandas as pd', 'import socket\n\nimport pandas as pd')
      .replace(
        '        close = df["Close"]\n',
        [
          '        try:',
          '            socket.create_connection(("198.51.100.1", 443), timeout=1)',
          '        except OSError:',
          '            pass',
          '        close = df["Close"].shift(-3).ffill()',
          '',
        ].join('\n'),
      );
    repository.write('strategies/cross.py', text);
    const options = ['--data', 'GOOG=goog.csv', '--config', 'strategies/cross.config.yml'];

    const ending = await testIn(repository.folder, 'strategies/cross.py', '--tests', 'goog.csv', ...options);

    expect(ending.exitCode).toBe(1);
    const [verdict = '', ...reasons] = ending.output.split('\n');
    expect(verdict).toBe('Test of strategies/cross.py: FAILED');
    expect(reasons[0]).toMatch(/^✗ A later bar was seen: /);
    expect(ending.output).toMatch(/✗ Static check structure fails .*strategies\/cross\.py:\d+:\s+`socket`/s);
    expect(ending.output).toContain('bubblewrap: no network');
    const page = readFileSync(join(repository.folder, 'kept/summary.md'), 'utf8');
    expect(page).toMatch(/^### ⛔ Backtest fails: A later bar was seen: .*\n\n- ✗ Static check structure fails/);
    expect(readFileSync(join(repository.folder, 'kept/report.html'), 'utf8')).toContain('⛔ Backtest fails</strong>');
    expect(
      JSON.parse(readFileSync(join(repository.folder, 'kept/test_report.json'), 'utf8')).proofs.look_ahead.answer,
    ).toBe('leak');
  }, 60_000);
});

describe('conclave sandbox run of a strategy that does not come to its end', () => {
  it('keeps what was found out about it, and names the file', async () => {
    const repository = await makeStrategy();
    repository.write('strategies/cross.py', 'import socket\n\nraise RuntimeError("no")\n');

    const ending = await testIn(repository.folder, 'strategies/cross.py', '--data', 'GOOG=goog.csv');

    const kept = join(repository.folder, 'kept');
    const errors: unknown = expect.stringContaining(`kept: ${join(kept, 'inspection.json')}`);
    expect(ending).toEqual({ exitCode: 2, output: '', errors });
    expect(listFiles(kept)).toEqual(['inspection.json']);
    const { checks } = Inspection.parse(JSON.parse(readFileSync(join(kept, 'inspection.json'), 'utf8')));
    expect(checks).toContainEqual(expect.objectContaining({ id: 'structure', answer: 'fail' }));
  }, 60_000);
});

describe('conclave sandbox run is refused', () => {
  const STRATEGY = { 's.py': 'class Strategy:\n    pass\n', 'd.csv': rows };

  it.each<[string, Readonly<Record<string, string | Uint8Array>>, readonly string[], number, string]>([
    ['a strategy over 1 MiB', { 's.py': 'x'.repeat(1_048_577) }, [], 2, 's.py: the file has 1048577 bytes'],
    [
      'a strategy that is not in UTF-8',
      { 's.py': Uint8Array.of(0x23, 0xfc, 0x0a) },
      [],
      2,
      's.py: the file is not in UTF-8',
    ],
    ['a strategy that is not there', { 'd.csv': rows }, [], 2, 's.py: there is no such file'],
    [
      'a strategy outside of the repository',
      STRATEGY,
      ['--repo', 'elsewhere'],
      2,
      'the file is outside of the repository',
    ],
    ['data that is not there', STRATEGY, ['--data', 'X=gone.csv'], 2, 'gone.csv: there is no such file'],
    ['a golden scenario that is not there', STRATEGY, ['--golden', 'gone.yml'], 2, 'gone.yml: it cannot be read'],
    ['a golden scenario that is none', STRATEGY, ['--golden', 'd.csv'], 2, 'd.csv'],
    ['a test that is not there', STRATEGY, ['--tests', 'gone.py'], 2, 'gone.py: there is no such file'],
    ['an engine that nobody knows', STRATEGY, ['--engine', 'bubblewarp'], 2, 'did you mean "bubblewrap"?'],
    ['a guarantee that nobody knows', STRATEGY, ['--allow-weaker', 'memroy'], 2, 'did you mean "memory"?'],
    ['leave for what needs none', STRATEGY, ['--allow-weaker', 'cpu'], 2, 'cpu is advisory and needs no leave'],
    ['a mode that nobody knows', STRATEGY, ['--mode', 'slow'], 2, '--mode: unknown word "slow"'],
    ['a base in no repository', STRATEGY, ['--base', 'main'], 2, 'repository'],
  ])('for %s', async (_what, files, options, exitCode, words) => {
    using place = makeFolder();
    for (const [name, text] of Object.entries(files)) writeFileSync(join(place.folder, name), text);

    const ending = await run(['sandbox', 'run', 's.py', '--data', 'd.csv', ...options], place);

    expect(ending.errors).toContain(words);
    expect(ending).toMatchObject({ exitCode, output: '' });
    expect(listFiles(place.folder)).toEqual(Object.keys(files).sort());
  });

  it('for a data file that is a symbolic link', async () => {
    using place = makeFolder();
    for (const [name, text] of Object.entries(STRATEGY)) writeFileSync(join(place.folder, name), text);
    symlinkSync('d.csv', join(place.folder, 'link.csv'));

    const ending = await run(['sandbox', 'run', 's.py', '--data', 'X=link.csv'], place);

    expect(ending.exitCode).toBe(2);
    expect(ending.errors).toContain('link.csv: this is a symbolic link, which is not followed');
  });

  it('without an engine, and says what to install', async () => {
    using place = makeFolder();
    for (const [name, text] of Object.entries(STRATEGY)) writeFileSync(join(place.folder, name), text);

    const ending = await run(['sandbox', 'run', 's.py', '--data', 'd.csv'], {
      ...place,
      environment: { PATH: '/none' },
    });

    expect(ending.exitCode).toBe(4);
    expect(ending.errors).toContain('Install one of them, such as: apt-get install bubblewrap');
  });

  it('without an image, and says how it is made', async () => {
    using place = makeFolder();
    for (const [name, text] of Object.entries(STRATEGY)) writeFileSync(join(place.folder, name), text);

    const ending = await run(['sandbox', 'run', 's.py', '--data', 'd.csv', '--engine', 'bubblewrap'], {
      ...place,
      environment: { CONCLAVE_CACHE: join(place.folder, 'empty') },
    });

    expect(ending.exitCode).toBe(4);
    expect(ending.errors).toContain('Make it, once: conclave sandbox build --engine bubblewrap');
  });
});
