import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRepository } from '../../../src/adapters/git/repository.ts';
import { addedLines, type ChangedFile } from '../../../src/change/change.ts';
import type { TouchedReading } from '../../../src/ports/repository.ts';
import {
  makeFolder,
  makeRepository,
  openScratch,
  removeFolders,
  type ScratchRepository,
  scratchEnvironment,
} from './scratch-repository.ts';

afterAll(removeFolders);

const isPython = (path: string) => path.endsWith('.py');

async function readTouched(
  repository: ScratchRepository,
  head: string | null = null,
  base = 'main',
): Promise<TouchedReading> {
  return (await openRepository(repository.folder, scratchEnvironment)).readTouched({ base, head }, isPython);
}

function fileAt({ change }: TouchedReading, path: string): ChangedFile {
  const found = change.files.find((file) => file.path === path);
  if (found === undefined) throw new Error(`no ${path} among ${change.files.map((file) => file.path).join(', ')}`);
  return found;
}

function branch(repository: ScratchRepository): void {
  repository.commit();
  repository.git('switch', '--quiet', '--create', 'feature');
}

function link(repository: ScratchRepository, path: string, target: string): void {
  mkdirSync(dirname(join(repository.folder, path)), { recursive: true });
  symlinkSync(target, join(repository.folder, path));
}

const lines = Array.from({ length: 40 }, (_, index) => `x${index} = ${index}\n`);

describe('what a branch touches', () => {
  const repository = makeRepository();
  let reading: TouchedReading;

  beforeAll(async () => {
    repository.write('kept.py', lines.join(''));
    repository.write('old.py', lines.join(''));
    repository.write('gone.py', 'a = 1\n');
    repository.write('notes.md', 'one\n');
    repository.write('was-binary.py', Uint8Array.of(0, 1, 2));
    link(repository, 'was-link.py', 'kept.py');
    branch(repository);
    repository.write('kept.py', lines.with(3, 'new = 3\n').join(''));
    repository.git('mv', 'old.py', 'moved.py');
    repository.write('moved.py', lines.with(5, 'five = 5\n').join(''));
    repository.git('rm', '--quiet', 'gone.py');
    repository.write('notes.md', 'one\ntwo\n');
    repository.write('was-binary.py', 'a = 1\nb = 2\n');
    rmSync(join(repository.folder, 'was-link.py'));
    repository.write('was-link.py', 'lr = 1\n');
    repository.write('plot.png', Uint8Array.of(0, 1, 2));
    repository.write('blob.py', Uint8Array.of(0, 1, 2));
    repository.write('latin.py', Uint8Array.of(0xe9, 10));
    repository.write('long.py', 'a = 1\n'.repeat(400_000));
    link(repository, 'link.py', 'kept.py');
    repository.commit();
    reading = await readTouched(repository);
  });

  it('names every file with both paths of a rename, and texts and lines of the wanted ones', () => {
    const told = reading.change.files.map((file) => [file.path, file.status, [...addedLines(file)]]);

    expect(told).toEqual([
      ['blob.py', 'added', []],
      ['gone.py', 'deleted', []],
      ['kept.py', 'modified', [4]],
      ['latin.py', 'added', []],
      ['link.py', 'added', []],
      ['long.py', 'added', []],
      ['moved.py', 'renamed', [6]],
      ['notes.md', 'modified', []],
      ['plot.png', 'added', []],
      ['was-binary.py', 'modified', [1, 2]],
      ['was-link.py', 'modified', [1]],
    ]);
    expect(fileAt(reading, 'moved.py')).toMatchObject({ previousPath: 'old.py', before: null });
    expect(fileAt(reading, 'kept.py').after).toBe(lines.with(3, 'new = 3\n').join(''));
    expect(fileAt(reading, 'notes.md').after).toBeNull();
  });

  it('says why a wanted text could not be read', () => {
    const whys = ['blob.py', 'latin.py', 'link.py', 'long.py'].map((path) => fileAt(reading, path));

    expect(whys.map(({ binary, after, unreadable }) => ({ binary, after, unreadable }))).toEqual([
      { binary: true, after: null, unreadable: null },
      { binary: false, after: null, unreadable: 'not UTF-8' },
      { binary: false, after: null, unreadable: 'a symbolic link' },
      { binary: false, after: null, unreadable: 'over 2 MB' },
    ]);
  });

  it('names the commits', () => {
    expect(reading).toMatchObject({
      baseTip: repository.git('rev-parse', 'main'),
      change: { base: repository.git('rev-parse', 'main'), head: repository.git('rev-parse', 'HEAD') },
    });
  });
});

describe('a branch', () => {
  it('that adds nothing touches nothing', async () => {
    const repository = makeRepository();
    branch(repository);

    const { change } = await readTouched(repository);

    expect(change.files).toEqual([]);
  });

  it('that adds binary files only is read', async () => {
    const repository = makeRepository();
    branch(repository);
    repository.write('plot.png', Uint8Array.of(0, 1, 2));
    repository.commit();

    const { change } = await readTouched(repository);

    expect(change.files.map(({ path }) => path)).toEqual(['plot.png']);
  });

  it('is compared with the commit at which it left a base that went on', async () => {
    const repository = makeRepository();
    repository.write('run.py', 'a\n');
    branch(repository);
    repository.write('new.py', 'a = 1\n');
    repository.commit();
    repository.git('switch', '--quiet', 'main');
    repository.write('later.py', 'b = 2\n');
    const tip = repository.commit();

    const { change, baseTip } = await readTouched(repository, 'feature');

    expect(change.files.map(({ path }) => path)).toEqual(['new.py']);
    expect(baseTip).toBe(tip);
  });

  it('without a commit in common with its base is refused', async () => {
    const repository = makeRepository();
    repository.commit();
    repository.git('switch', '--quiet', '--orphan', 'feature');
    repository.write('run.py', 'a\n');
    repository.commit();

    await expect(readTouched(repository)).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('in a shallow clone is refused with what to do', async () => {
    const repository = makeRepository();
    branch(repository);
    repository.write('run.py', 'a = 1\n');
    repository.commit();
    const clone = openScratch(makeFolder());
    clone.git('clone', '--quiet', '--depth=1', '--branch=feature', `file://${repository.folder}`, '.');

    await expect(readTouched(clone)).rejects.toMatchObject({
      code: 'bad-input',
      facts: { advice: expect.stringContaining('git fetch --unshallow') },
    });
  });
});

describe('file names', () => {
  const names = [
    'two words.py',
    '"quoted".py',
    "it's.py",
    'naïve-日本-🚀.py',
    'tab\there.py',
    'two\nlines.py',
    '#hash.py',
    '..py',
    'a..b/..c.py',
    'brackets[1]?*.py',
    'back\\slash.py',
    '-p.py',
    ' .py',
  ];

  it('are read whatever stands in them, with the lines of each', async () => {
    const repository = makeRepository();
    branch(repository);
    for (const name of names) repository.write(name, `name = ${JSON.stringify(name)}\nx = 1\n`);
    for (const name of names) repository.write(`${name}.md`, 'text\n'.repeat(50));
    repository.commit();

    const { change } = await readTouched(repository);

    const read = change.files.filter(({ path }) => isPython(path));
    expect(read.map(({ path }) => path).toSorted()).toEqual(names.toSorted());
    for (const file of read) expect([...addedLines(file)]).toEqual([1, 2]);
    expect(change.files).toHaveLength(2 * names.length);
  });

  it('are met in their order when a text stands behind very many that are not wanted', async () => {
    const repository = makeRepository();
    branch(repository);
    for (let index = 0; index < 30; index += 1)
      repository.write(`a/${index}.json`, `${'x'.repeat(99)}\n`.repeat(20_000));
    repository.write('z.py', 'a = 1\n');
    repository.commit();

    const { change } = await readTouched(repository);

    expect([...addedLines(change.files.find(({ path }) => path === 'z.py') ?? raise())]).toEqual([1]);
  });
});

function raise(): never {
  throw new Error('the file is missing');
}
