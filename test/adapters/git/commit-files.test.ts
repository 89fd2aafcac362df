import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openCommitFiles } from '../../../src/adapters/git/commit-files.ts';
import { makeRepository, removeFolders, scratchEnvironment } from './scratch-repository.ts';

afterAll(removeFolders);

const repository = makeRepository();
repository.write('data/a.bin', Uint8Array.from([0, 255, 10, 13]));
repository.write('[odd] *.csv', 'x');
symlinkSync('/etc/passwd', join(repository.folder, 'link'));
symlinkSync('data', join(repository.folder, 'folder-link'));
const head = repository.commit();
repository.git('update-index', '--add', '--cacheinfo', `160000,${head},module`);
repository.git('commit', '--quiet', '--message', 'module');
const commit = repository.git('rev-parse', 'HEAD');

const read = async (path: string, most = 100) =>
  (await openCommitFiles(repository.folder, scratchEnvironment)).read(commit, path, most);

describe('a file of a commit', () => {
  it('comes as its bytes, whatever they are', async () => {
    expect(await read('data/a.bin')).toEqual({ kind: 'file', bytes: Buffer.from([0, 255, 10, 13]) });
  });

  it('is found by its very name', async () => {
    expect(await read('[odd] *.csv')).toMatchObject({ kind: 'file' });
    expect(await read('[odd] a.csv')).toEqual({ kind: 'absent' });
  });

  it.each([
    ['link', 'a symbolic link, which is never followed'],
    ['module', 'a submodule, which is never followed'],
    ['data', 'a folder'],
  ])('is none at %s', async (path, reason) => {
    expect(await read(path)).toEqual({ kind: 'unusable', reason });
  });

  it.each(['missing', 'folder-link/a.bin', '../a', '/etc/passwd', 'data/../link', ''])(
    'is absent at %j',
    async (path) => {
      expect(await read(path)).toEqual({ kind: 'absent' });
    },
  );

  it('is as large as it may be, and not larger', async () => {
    expect(await read('data/a.bin', 4)).toMatchObject({ kind: 'file' });
    expect(await read('data/a.bin', 3)).toEqual({ kind: 'unusable', reason: 'over 3 bytes' });
  });

  it('is of a commit that is there', async () => {
    const files = await openCommitFiles(repository.folder, scratchEnvironment);

    await expect(files.read('f'.repeat(40), 'data/a.bin', 1)).rejects.toThrow('f'.repeat(40));
  });
});
