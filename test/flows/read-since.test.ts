import { describe, expect, it } from 'vitest';
import { readSince, type TreeFiles } from '../../src/flows/read-since.ts';
import { AppError } from '../../src/kernel/app-error.ts';

const TREES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  old: { 'a.py': 'a\n', 'b.py': 'b\n', 'gone.py': 'g\n', 'elsewhere.py': 'e\n' },
  new: { 'a.py': 'a\n', 'b.py': 'B\n', 'fresh.py': 'f\n', 'elsewhere.py': 'E\n' },
};

/** A repository with two commits that counts the files it was asked for. */
function repository(failure: AppError | null = null) {
  const read: string[] = [];
  const files: TreeFiles = {
    listBlobs: async (commit) => {
      if (failure !== null && commit === 'old') throw failure;
      return Object.entries(TREES[commit] ?? {}).map(([path, text]) => ({ path, id: text, kind: 'file' }));
    },
    readFiles: async (commit, paths) => {
      read.push(...paths.map((path) => `${commit}:${path}`));
      return new Map(
        paths.map((path) => {
          const text = TREES[commit]?.[path];
          return [path, text === undefined ? { kind: 'absent' } : { kind: 'text', text }];
        }),
      );
    },
  };
  return { files, read };
}

const paths = ['a.py', 'b.py', 'gone.py', 'fresh.py', 'b.py'];
const trees = { before: 'old', after: 'new', paths };

describe('what two trees hold differently', () => {
  it('is read at the paths that are asked for, and nothing else is', async () => {
    const { files, read } = repository();

    const changed = await readSince(files, trees);

    expect(changed?.map(({ path, before, after }) => [path, before?.kind ?? null, after?.kind ?? null])).toEqual([
      ['b.py', 'text', 'text'],
      ['fresh.py', null, 'text'],
      ['gone.py', 'text', null],
    ]);
    expect(read).not.toContain('old:a.py');
    expect(read.join()).not.toContain('elsewhere');
  });

  it('is nothing when the same tree is compared, and no file is read', async () => {
    const { files, read } = repository();

    expect(await readSince(files, { ...trees, after: 'old' })).toEqual([]);
    expect(read).toEqual([]);
  });

  it('is unknown when the earlier commit is not there any more', async () => {
    const { files } = repository(new AppError('outside-failed', 'GitHub answered 404', { absent: true }));

    expect(await readSince(files, trees)).toBeNull();
  });

  it('is not taken for unknown when the outside only fails', async () => {
    const failure = new AppError('outside-failed', 'GitHub answered 502', { passing: true });
    const { files } = repository(failure);

    await expect(readSince(files, trees)).rejects.toBe(failure);
  });
});
