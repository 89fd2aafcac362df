import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openWorkFolder } from '../../../src/adapters/files/work-folder.ts';

let folder = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'conclave-work-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

describe('what stands at a path', () => {
  it('is nothing, a file, a link, or something that no file replaces', async () => {
    mkdirSync(join(folder, 'a/b'), { recursive: true });
    writeFileSync(join(folder, 'a/file'), 'text\r\n');
    symlinkSync('a/file', join(folder, 'link'));
    symlinkSync('a', join(folder, 'way'));
    const work = await openWorkFolder(folder);

    expect(await work.stand('a/none')).toEqual({ kind: 'absent' });
    expect(await work.stand('none/at/all')).toEqual({ kind: 'absent' });
    expect(await work.stand('a/file')).toMatchObject({ kind: 'file', reading: { kind: 'text', text: 'text\n' } });
    expect(await work.stand('link')).toEqual({ kind: 'link' });
    expect(await work.stand('a/b')).toEqual({ kind: 'blocked', by: 'a/b', what: 'a folder' });
    expect(await work.stand('a/file/x')).toEqual({ kind: 'blocked', by: 'a/file', what: 'a file' });
    expect(await work.stand('way/file')).toEqual({ kind: 'blocked', by: 'way', what: 'a symbolic link' });
  });

  it.each(['../x', '/etc/x', 'a/../../x', ''])('is not looked for outside: %j', async (path) => {
    const work = await openWorkFolder(folder);

    await expect(work.stand(path)).rejects.toMatchObject({ code: 'broken' });
  });
});

describe('a list of names', () => {
  it('tells folders by their slash, and is empty where no folder is', async () => {
    mkdirSync(join(folder, 'docs/TEMPLATE'), { recursive: true });
    writeFileSync(join(folder, 'docs/a.md'), '');
    const work = await openWorkFolder(folder);

    expect(await work.list('docs')).toEqual(['TEMPLATE/', 'a.md']);
    expect(await work.list('')).toEqual(['docs/']);
    expect(await work.list('none')).toEqual([]);
    expect(await work.list('docs/a.md')).toEqual([]);
  });
});

describe('writing', () => {
  it('makes the folders on the way and leaves nothing else behind', async () => {
    const work = await openWorkFolder(folder);

    await work.write('.github/a/b.yml', 'é\n', { kind: 'absent' });

    expect(readFileSync(join(folder, '.github/a/b.yml'), 'utf8')).toBe('é\n');
    expect(readdirSync(join(folder, '.github/a'))).toEqual(['b.yml']);
  });

  it('keeps the mode of what it replaces', async () => {
    writeFileSync(join(folder, 'run'), 'old');
    chmodSync(join(folder, 'run'), 0o755);
    const work = await openWorkFolder(folder);

    await work.write('run', 'new', await work.stand('run'));

    expect(readFileSync(join(folder, 'run'), 'utf8')).toBe('new');
    expect(statSync(join(folder, 'run')).mode & 0o777).toBe(0o755);
  });

  it.each([
    ['was changed', () => writeFileSync(join(folder, 'file'), 'theirs')],
    ['was taken away', () => rmSync(join(folder, 'file'))],
    [
      'became a link',
      () => {
        rmSync(join(folder, 'file'));
        symlinkSync('/etc/hostname', join(folder, 'file'));
      },
    ],
  ])('leaves a file alone that %s since it was looked at', async (_, change) => {
    writeFileSync(join(folder, 'file'), 'old');
    const work = await openWorkFolder(folder);
    const found = await work.stand('file');
    change();
    const names = readdirSync(folder);

    await expect(work.write('file', 'ours', found)).rejects.toThrow('somebody changed this file');

    expect(readdirSync(folder)).toEqual(names);
  });

  it('leaves a file alone that came since nothing was there', async () => {
    const work = await openWorkFolder(folder);
    writeFileSync(join(folder, 'file'), 'theirs');

    await expect(work.write('file', 'ours', { kind: 'absent' })).rejects.toMatchObject({ code: 'outside-failed' });

    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('theirs');
  });

  it('tells what stands in the way of a folder', async () => {
    const work = await openWorkFolder(folder);
    writeFileSync(join(folder, 'a'), '');

    await expect(work.write('a/b', 'x', { kind: 'absent' })).rejects.toMatchObject({
      code: 'outside-failed',
      message: 'the file could not be written: a file stands in the way',
      facts: { where: 'a/b' },
    });
  });
});
