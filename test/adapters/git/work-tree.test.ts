import { symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readMessages } from '../../../src/adapters/git/messages.ts';
import { findWorkTree } from '../../../src/adapters/git/work-tree.ts';
import { makeFolder, makeRepository, openScratch, removeFolders, scratchEnvironment } from './scratch-repository.ts';

afterAll(removeFolders);

async function listed(folder: string) {
  const tree = await findWorkTree(folder, scratchEnvironment);
  return tree === null ? null : tree.list();
}

describe('the files of a work tree', () => {
  it('are those that git keeps and those it would offer, without what is gone or ignored', async () => {
    const repository = makeRepository();
    for (const path of ['kept.md', 'gone.md', 'a b/é\n.md']) repository.write(path, 'x\n');
    repository.write('.gitignore', 'build/\n');
    repository.commit();
    unlinkSync(join(repository.folder, 'gone.md'));
    repository.write('new.md', 'x\n');
    repository.write('build/out.md', 'x\n');

    expect(await listed(repository.folder)).toEqual({
      paths: ['.gitignore', 'a b/é\n.md', 'kept.md', 'new.md'],
      links: [],
    });
  });

  it('are told apart from symbolic links, kept or new, and from other repositories', async () => {
    const repository = makeRepository();
    repository.write('a.md', 'x\n');
    symlinkSync('a.md', join(repository.folder, 'kept.md'));
    repository.commit();
    symlinkSync('a.md', join(repository.folder, 'new.md'));
    repository.git('init', '--quiet', 'inner');
    repository.write('inner/b.md', 'x\n');

    expect(await listed(repository.folder)).toEqual({ paths: ['a.md'], links: ['kept.md', 'new.md'] });
  });

  it('are all of them, also from a folder below', async () => {
    const repository = makeRepository();
    repository.write('docs/a.md', 'x\n');
    repository.write('b.md', 'x\n');

    expect((await listed(join(repository.folder, 'docs')))?.paths).toEqual(['b.md', 'docs/a.md']);
  });

  it('are none in a bare repository', async () => {
    const bare = openScratch(makeFolder());
    bare.git('init', '--quiet', '--bare');

    expect(await listed(bare.folder)).toBeNull();
  });
});

describe('the messages of commits', () => {
  it('are those that the head adds, whole, the newest first', async () => {
    const repository = makeRepository();
    const base = repository.commit();
    repository.git('commit', '--quiet', '--allow-empty', '--message', 'one\n\nAs ADR-7 asks.');
    repository.git('commit', '--quiet', '--allow-empty', '--message', 'two');
    const head = repository.git('rev-parse', 'HEAD');

    const messages = await readMessages(repository.folder, scratchEnvironment, { base, head });

    expect(messages.map(({ text }) => text.trim())).toEqual(['two', 'one\n\nAs ADR-7 asks.']);
    expect(messages[0]?.id).toBe(head.slice(0, 7));
  });
});
