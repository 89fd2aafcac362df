import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runFolders } from '../../../src/adapters/files/run-folders.ts';
import { hashText } from '../../../src/kernel/hash.ts';

const home = mkdtempSync(join(tmpdir(), 'conclave-folders-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

async function twoFolders(first: string, second: string) {
  const [one, other] = [await runFolders.passing(), await runFolders.passing()];
  writeFileSync(join(one.path, 'f.csv'), first);
  writeFileSync(join(other.path, 'f.csv'), second);
  return {
    one,
    other,
    [Symbol.asyncDispose]: async () => {
      await one[Symbol.asyncDispose]();
      await other[Symbol.asyncDispose]();
    },
  };
}

describe('a folder of a run', () => {
  it('is gone when nobody holds it any more, also after an error', async () => {
    let path = '';

    const failing = async () => {
      await using folder = await runFolders.passing();
      path = folder.path;
      await runFolders.write(folder, 'deep/in/it.ts', 'x');
      throw new Error('no');
    };

    await expect(failing()).rejects.toThrow('no');
    expect(path).not.toBe('');
    expect(existsSync(path)).toBe(false);
  });

  it.each(['../out.ts', '/etc/out.ts', 'a/../../out.ts'])('takes no file that leads out of it: %s', async (name) => {
    await using folder = await runFolders.passing();

    await expect(runFolders.write(folder, name, 'x')).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('gives its files to the folder that people asked for, replaces those of the name and leaves the rest', async () => {
    const target = join(home, 'some/where');
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, 'a.txt'), 'old');
    writeFileSync(join(target, 'mine.txt'), 'mine');
    await using folder = await runFolders.staging(target);
    await runFolders.write(folder, 'b.txt', 'B');
    await runFolders.write(folder, 'a.txt', 'A');

    const kept = await runFolders.keep(folder, target);

    expect(kept).toEqual([join(target, 'a.txt'), join(target, 'b.txt')]);
    expect(readFileSync(join(target, 'a.txt'), 'utf8')).toBe('A');
    expect(readdirSync(target).sort()).toEqual(['a.txt', 'b.txt', 'mine.txt']);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('makes no folder on the way to one that nobody asked to keep', async () => {
    const target = join(home, 'a dir/with space');

    {
      await using folder = await runFolders.staging(target);
      await runFolders.write(folder, 'a.txt', 'A');
      expect(existsSync(join(home, 'a dir'))).toBe(false);
    }

    expect(readdirSync(home).filter((name) => name.startsWith('a dir'))).toEqual([]);
  });

  it('makes the folders on the way once its files are kept', async () => {
    const target = join(home, 'new/and/deep');
    await using folder = await runFolders.staging(target);
    await runFolders.write(folder, 'a.txt', 'A');

    await runFolders.keep(folder, target);

    expect(readdirSync(target)).toEqual(['a.txt']);
  });

  it('removes what a process that is gone left there, and no folder of another one', async () => {
    const gone = spawnSync(process.execPath, ['--version']).pid;
    const others = [`t.unfinished-${process.ppid}-abcdef`, `u.unfinished-${gone}-abcdef`, `t.unfinished-${gone}`];
    for (const name of [`t.unfinished-${gone}-abcdef/deep`, ...others])
      mkdirSync(join(home, 'stale', name), { recursive: true });

    await using folder = await runFolders.staging(join(home, 'stale/t'));

    expect(basename(folder.path)).toMatch(new RegExp(`^t\\.unfinished-${process.pid}-\\w{6}$`));
    expect(readdirSync(join(home, 'stale')).sort()).toEqual([...others, basename(folder.path)].sort());
  });

  it.each([
    ['below a file', 'file/below', /cannot make .*file\/below: a file stands in the way/],
    ['where a file stands', 'file', /cannot make .*file: a file stands in the way/],
  ])('says that it cannot be made %s', async (_what, path, words) => {
    writeFileSync(join(home, 'file'), '');

    await expect(runFolders.staging(join(home, path))).rejects.toThrow(words);
  });

  it.runIf(existsSync('/proc/self'))('says that it cannot be made where no folder can be', async () => {
    await expect(runFolders.staging('/proc/x')).rejects.toMatchObject({
      message: 'cannot make /proc/x: no folder can be made there',
      facts: { expected: 'a place where folders can be made, with room on the disk' },
    });
  });

  it('says which file it cannot read', async () => {
    await using folder = await runFolders.passing();

    await expect(runFolders.digest(folder, 'gone.csv')).rejects.toMatchObject({
      message: expect.stringMatching(/^cannot read .*gone\.csv: /),
      facts: { expected: 'a file that is there and can be read' },
    });
  });

  it('counts bytes, not characters', async () => {
    await using folder = await runFolders.passing();
    await runFolders.write(folder, 'a.txt', 'é\n');

    expect(await runFolders.digest(folder, 'a.txt')).toEqual({ name: 'a.txt', bytes: 3, sha256: hashText('é\n') });
  });
});

describe('the first difference of a file in two folders', () => {
  it.each([
    ['a line', 'h\na\nb\n', 'h\na\nc\n', { line: 3, header: 'h', first: 'b', second: 'c' }],
    ['the first line', 'h\n', 'g\n', { line: 1, header: 'h', first: 'h', second: 'g' }],
    ['a shorter second', 'h\na\n', 'h\n', { line: 2, header: 'h', first: 'a', second: null }],
    ['line ends alone', 'h\na\n', 'h\r\na\r\n', { line: 3, header: 'h', first: null, second: null }],
    ['an empty first', '', 'h\n', { line: 1, header: '', first: null, second: 'h' }],
  ])('is told of %s', async (_what, first, second, expected) => {
    await using pair = await twoFolders(first, second);

    const difference = await runFolders.firstDifference('f.csv', pair.one, pair.other);

    expect(difference).toEqual({ name: 'f.csv', ...expected });
  });

  it('is found behind a million equal bytes', async () => {
    const long = `${'0123456789\n'.repeat(100_000)}`;
    await using pair = await twoFolders(`${long}x`, `${long}y`);

    const difference = await runFolders.firstDifference('f.csv', pair.one, pair.other);

    expect(difference).toMatchObject({ line: 100_001, first: 'x', second: 'y' });
  });
});
