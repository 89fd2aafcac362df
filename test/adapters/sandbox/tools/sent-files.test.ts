import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSentStrategy, refuseLink } from '../../../../src/adapters/sandbox/tools/sent-files.ts';

/** A folder with files, gone with the test. */
function makeRoot(files: Readonly<Record<string, string | Uint8Array>>) {
  const root = mkdtempSync(join(tmpdir(), 'conclave-sent-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return {
    root,
    read: (strategy: string, tests: readonly string[] | null = null) =>
      readSentStrategy({ root, strategy: join(root, strategy), tests: tests?.map((path) => join(root, path)) ?? null }),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}

describe('the files that are sent behind a wall', () => {
  it('are the strategy, its tests where they usually stand, and the fixtures around them', async () => {
    using place = makeRoot({
      'strategies/cross.py': 'x = 1',
      'strategies/other.py': 'y = 1',
      'tests/test_cross.py': 'pass',
      'tests/conftest.py': 'pass',
      'tests/test_other.py': 'pass',
      'fixtures/goog.csv': '1,2',
      'fixtures/deep/rsi.json': '{}',
      'fixtures/.hidden': 'no',
      'fixtures/__pycache__/x.pyc': 'no',
    });

    const sent = await place.read('strategies/cross.py');

    expect(new TextDecoder().decode(sent.strategy.bytes)).toBe('x = 1');
    expect([sent.strategy, ...sent.tests].map(({ path }) => path)).toEqual([
      'strategies/cross.py',
      'tests/test_cross.py',
      'tests/conftest.py',
      'fixtures/deep/rsi.json',
      'fixtures/goog.csv',
    ]);
  });

  it('are those that are named, folders as what is below them', async () => {
    using place = makeRoot({ 's.py': '', 'tests/test_s.py': '', 'own/test_it.py': '', 'own/data.csv': '' });

    const sent = await place.read('s.py', ['own', 's.py']);

    expect(sent.tests.map(({ path }) => path)).toEqual(['own/data.csv', 'own/test_it.py']);
  });

  it('are none beside a strategy in TypeScript, and none where there are no tests', async () => {
    using place = makeRoot({ 's.ts': '', 'tests/test_s.ts': '', 'lone.py': '', 'fixtures/a.csv': '' });

    const [typescript, lone] = [await place.read('s.ts'), await place.read('lone.py')];

    expect([typescript.tests, lone.tests]).toEqual([[], []]);
  });

  it.each([
    ['a strategy over 1 MiB', { 's.py': 'x'.repeat(1_048_577) }, 'the file has 1048577 bytes'],
    ['a strategy that is not in UTF-8', { 's.py': Uint8Array.of(0x64, 0xf6, 0x0a) }, 'the file is not in UTF-8'],
    ['no strategy', {}, 'there is no such file'],
    [
      'tests over 20 MB together',
      {
        's.py': '',
        'test_s.py': '',
        'fixtures/a.csv': 'x'.repeat(12_000_000),
        'fixtures/b.csv': 'x'.repeat(12_000_000),
      },
      'the file has 12000000 bytes',
    ],
    [
      'more files than anybody tests with',
      {
        's.py': '',
        'test_s.py': '',
        ...Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`fixtures/${at}.csv`, ''])),
      },
      'there are more than 500 files for the tests',
    ],
  ])('refuse %s', async (_what, files, words) => {
    using place = makeRoot(files);

    const reading = place.read('s.py');

    await expect(reading).rejects.toThrow(words);
  });

  it('refuse what lies outside of the repository, also by a link', async () => {
    using place = makeRoot({ 's.py': '', 'test_s.py': '' });
    symlinkSync('/etc/hostname', join(place.root, 'linked.py'));

    const readings = [place.read('../s.py'), place.read('linked.py'), place.read('s.py', ['linked.py'])];

    const messages = await Promise.all(
      readings.map((each) =>
        each.then(
          () => 'read',
          (error: Error) => error.message,
        ),
      ),
    );
    expect(messages).toEqual([
      'the file is outside of the repository',
      'this is a symbolic link, which is not followed',
      'this is a symbolic link, which is not followed',
    ]);
  });

  it('refuse what lies behind a linked folder, and take a root that is reached by a link', async () => {
    using outside = makeRoot({ 'test_s.py': 'secret', 'fixtures/key.csv': 'secret' });
    using place = makeRoot({ 's.py': '', 'real/x.py': 'x = 1' });
    symlinkSync(outside.root, join(place.root, 'tests'));
    symlinkSync('real', join(place.root, 'near'));
    const root = join(outside.root, 'root');
    symlinkSync(place.root, root);

    const own = await readSentStrategy({ root, strategy: join(root, 'real/x.py'), tests: null });

    expect(own.strategy.path).toBe('real/x.py');
    await expect(place.read('s.py')).rejects.toThrow('the file lies behind a symbolic link');
    await expect(place.read('near/x.py')).rejects.toThrow('the file lies behind a symbolic link');
  });

  it('refuse a data file that is a link, and no other', async () => {
    using place = makeRoot({ 'goog.csv': '' });
    symlinkSync('goog.csv', join(place.root, 'link.csv'));

    await refuseLink(join(place.root, 'goog.csv'));

    await expect(refuseLink(join(place.root, 'link.csv'))).rejects.toThrow('this is a symbolic link');
  });
});
