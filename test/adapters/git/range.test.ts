import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRepository } from '../../../src/adapters/git/repository.ts';
import { applyHunks, reverseHunks } from '../../../src/change/patch.ts';
import type { ChangeReading } from '../../../src/ports/repository.ts';
import {
  makeFolder,
  makeRepository,
  openScratch,
  removeFolders,
  type ScratchRepository,
  scratchEnvironment,
} from './scratch-repository.ts';

afterAll(removeFolders);

async function read(repository: ScratchRepository, base = 'main', head: string | null = null): Promise<ChangeReading> {
  return (await openRepository(repository.folder, scratchEnvironment)).readRange({ base, head });
}

const lines = Array.from({ length: 40 }, (_, index) => `line ${index}\n`);

describe('a range of commits', () => {
  const repository = makeRepository();
  let reading: ChangeReading;

  beforeAll(async () => {
    repository.write('kept.py', lines.join(''));
    repository.write('old name.py', lines.join(''));
    repository.write('gone.py', 'a\nb\n');
    repository.write('empty.py', '');
    repository.commit();
    repository.git('switch', '--quiet', '--create', 'feature');
    repository.write('kept.py', lines.with(3, 'new 3\n').with(30, 'new 30').slice(0, 31).join(''));
    repository.git('mv', 'old name.py', 'moved.py');
    repository.write('moved.py', lines.with(5, 'five\n').join(''));
    repository.git('rm', '--quiet', 'gone.py');
    repository.write('new/file.py', 'x = 1\r\ny = 2\r\n');
    chmodSync(join(repository.folder, 'empty.py'), 0o755);
    repository.commit();
    repository.git('switch', '--quiet', 'main');
    repository.write('later.py', 'only on main\n');
    repository.commit();
    reading = await read(repository, 'main', 'feature');
  });

  it('holds what the branch adds to the commit at which it left its base, and not what the base got since', () => {
    expect(reading.change.files.map(({ path, status, previousPath }) => [path, status, previousPath])).toEqual([
      ['empty.py', 'modified', null],
      ['gone.py', 'deleted', null],
      ['kept.py', 'modified', null],
      ['moved.py', 'renamed', 'old name.py'],
      ['new/file.py', 'added', null],
    ]);
    expect(reading.change).toMatchObject({
      base: repository.git('merge-base', 'main', 'feature'),
      head: repository.git('rev-parse', 'feature'),
    });
    expect(reading.baseTip).toBe(repository.git('rev-parse', 'main'));
  });

  it('holds both texts of every file, and hunks that lead from one to the other', () => {
    for (const file of reading.change.files) {
      expect(applyHunks(file.before ?? '', file.hunks)).toBe(file.after ?? '');
      expect(reverseHunks(file.after ?? '', file.hunks)).toBe(file.before ?? '');
    }
    expect(reading.change.files.map((file) => [file.before === null, file.after === null])).toEqual([
      [false, false],
      [false, true],
      [false, false],
      [false, false],
      [true, false],
    ]);
  });

  it('has line ends of one kind only', () => {
    const file = reading.change.files.find(({ path }) => path === 'new/file.py');

    expect(file?.after).toBe('x = 1\ny = 2\n');
    expect(file?.hunks[0]?.lines.map((line) => line.text)).toEqual(['x = 1', 'y = 2']);
  });

  it('is the same from a folder below, from a linked work tree and from a bare clone', async () => {
    const [below, linked, bare] = [
      join(repository.folder, 'sub'),
      join(makeFolder(), 'linked'),
      join(makeFolder(), 'b.git'),
    ];
    repository.write('sub/ignored', '');
    repository.git('worktree', 'add', '--quiet', linked, 'feature');
    repository.git('clone', '--quiet', '--bare', repository.folder, bare);

    const readings = [below, linked, bare].map((folder) => read(openScratch(folder), 'main', 'feature'));
    const files = (await Promise.all(readings)).map(({ change }) => change.files);

    expect(files).toEqual([reading.change.files, reading.change.files, reading.change.files]);
  });

  it('counts as the name of its folder', async () => {
    const bare = join(makeFolder(), 'quant.git');
    repository.git('clone', '--quiet', '--bare', repository.folder, bare);

    const opened = await openRepository(bare, scratchEnvironment);

    expect([opened.name, opened.folder]).toEqual(['quant', null]);
  });
});

describe('names of files', () => {
  const names = [
    'café/日本.py',
    'two words.py',
    'x b/y.py',
    'tab\there.py',
    'line\nend.py',
    'quo"te.py',
    'back\\slash.py',
    '-dash.py',
    ' .py',
  ];

  it('are read whatever stands in them', async () => {
    const repository = makeRepository();
    repository.commit();
    repository.git('switch', '--quiet', '--create', 'feature');
    for (const name of names) repository.write(name, `${JSON.stringify(name)}\n`);
    repository.commit();

    const { change } = await read(repository);

    expect(change.files.map((file) => [file.path, file.after])).toEqual(
      names.toSorted((left, right) => (left < right ? -1 : 1)).map((name) => [name, `${JSON.stringify(name)}\n`]),
    );
  });

  it('stay two when they are no UTF-8', async () => {
    const repository = makeRepository();
    repository.commit();
    repository.git('switch', '--quiet', '--create', 'feature');
    const blob = repository.git('hash-object', '-w', '/dev/null');
    for (const byte of ['\\351', '\\350'])
      repository.git('-c', 'core.quotePath=true', 'update-index', '--add', '--cacheinfo', `100644,${blob},x${byte}`);
    repository.git('commit', '--quiet', '--message', 'names');

    const { change } = await read(repository);

    expect(change.files).toHaveLength(2);
  });
});

describe('what is not committed', () => {
  const repository = makeRepository();

  beforeAll(() => {
    repository.write('run.py', 'a\n');
    repository.commit();
    repository.git('switch', '--quiet', '--create', 'feature');
    repository.write('run.py', 'b\n');
    repository.commit();
  });

  it('is left out and named when the head was not', async () => {
    repository.write('run.py', 'c\n');
    repository.write('new file.py', '');

    const { change, uncommitted } = await read(repository);

    expect(change.files.map((file) => file.after)).toEqual(['b\n']);
    expect(uncommitted).toEqual(['run.py', 'new file.py']);
  });

  it('is not looked for when the head was named', async () => {
    expect((await read(repository, 'main', 'feature')).uncommitted).toEqual([]);
  });

  it('is empty in a clean work tree', async () => {
    repository.git('restore', 'run.py');
    rmSync(join(repository.folder, 'new file.py'));

    expect((await read(repository)).uncommitted).toEqual([]);
  });
});
