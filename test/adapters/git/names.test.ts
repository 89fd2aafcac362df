import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRepository } from '../../../src/adapters/git/repository.ts';
import { makeRepository, removeFolders, scratchEnvironment } from './scratch-repository.ts';

afterAll(removeFolders);

describe('the name of a branch', () => {
  const repository = makeRepository();
  const find = async (ref: string | null) =>
    (await openRepository(repository.folder, scratchEnvironment)).findBranch(ref);

  beforeAll(() => {
    repository.commit();
    repository.git('switch', '--quiet', '--create', 'feature');
    repository.git('update-ref', 'refs/remotes/origin/feat/x', 'HEAD');
  });

  it.each([
    ['what is checked out', null, 'feature'],
    ['HEAD', 'HEAD', 'feature'],
    ['a local branch', 'main', 'main'],
    ['a local branch by its whole name', 'refs/heads/main', 'main'],
    ['a branch of a remote', 'origin/feat/x', 'feat/x'],
    ['a commit', 'HEAD~0', null],
    ['an option', '--all', null],
  ])('is found for %s', async (_, ref, name) => {
    expect(await find(ref)).toBe(name);
  });

  it('is none where a commit is checked out', async () => {
    repository.git('switch', '--quiet', '--detach');

    expect(await find(null)).toBeNull();
  });
});

describe('where a repository stands', () => {
  it.each([
    ['https://github.com/acme/quant.git', { host: 'github.com', owner: 'acme', name: 'quant' }],
    ['https://github.com/acme/quant', { host: 'github.com', owner: 'acme', name: 'quant' }],
    [
      'https://x:secret@ghe.example.com:8443/acme/q.u-a',
      { host: 'ghe.example.com:8443', owner: 'acme', name: 'q.u-a' },
    ],
    ['git@github.com:acme/quant.git', { host: 'github.com', owner: 'acme', name: 'quant' }],
    ['ssh://git@ssh.example.com:2222/acme/quant.git', { host: 'ssh.example.com', owner: 'acme', name: 'quant' }],
    ['/srv/git/quant.git', null],
    ['../quant', null],
    ['https://example.com/a/b/c', null],
  ])('is read of the remote %s', async (address, home) => {
    const repository = makeRepository();
    repository.git('remote', 'add', 'origin', address);

    expect(await (await openRepository(repository.folder, scratchEnvironment)).findHome()).toEqual(home);
  });

  it('is not known without a remote', async () => {
    expect(await (await openRepository(makeRepository().folder, scratchEnvironment)).findHome()).toBeNull();
  });
});
