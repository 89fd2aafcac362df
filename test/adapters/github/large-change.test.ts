import { describe, expect, it } from 'vitest';
import { applyHunks } from '../../../src/change/patch.ts';
import { demandChange, operationsOf, readChangeOf, useFake } from './fake-host.ts';

const FILES = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files';

/** Files `src/NNNN.py` with a text for each. */
function many(count: number, text: (index: number) => string): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`src/${String(index).padStart(4, '0')}.py`, text(index)]),
  );
}

describe('a pull request of 3,050 files', () => {
  const stage = useFake({ ...many(3_050, (index) => `value = ${index}\n`), 'old.txt': 'moved as it is\n' });

  it('is read whole from the trees and the archives of both commits', async () => {
    const { github, repository } = stage();
    const changes = {
      ...many(3_050, (index) => `value = ${index + 1}\n`),
      'old.txt': null,
      'new.txt': 'moved as it is\n',
    };
    const pull = github.openPull(repository, { title: 'Large', head: 'change', changes });

    const { change, notes } = await demandChange(stage(), pull);

    expect(change.files).toHaveLength(3_051);
    expect(change.files[0]).toMatchObject({ path: 'new.txt', previousPath: 'old.txt', status: 'renamed', hunks: [] });
    const texts = change.files.slice(1).map(({ before, after }) => [before, after]);
    expect(texts).toEqual(many3050);
    expect(change.files.every(({ before, after, hunks }) => applyHunks(before ?? '', hunks) === after)).toBe(true);
    expect(notes).toEqual([
      expect.stringContaining('it changes 3051 files, and GitHub lists 3,000'),
      expect.stringContaining('were read from archives'),
    ]);
    expect(new Set(operationsOf(stage()))).not.toContain(FILES);
    expect(operationsOf(stage())).not.toContain('POST /graphql');
  });

  const many3050 = Array.from({ length: 3_050 }, (_, index) => [`value = ${index}\n`, `value = ${index + 1}\n`]);
});

describe('a pull request of 400 files', () => {
  const attributes = 'src/0001.py export-ignore\n';
  const stage = useFake({ ...many(400, (index) => `value = ${index}\n`), '.gitattributes': attributes });

  it('has GitHub’s hunks, and texts from archives that are led to without our token', async () => {
    const { github, repository } = stage();
    const changes = many(400, (index) => `value = ${index} + 1\n`);
    const pull = github.openPull(repository, { title: 'Many', head: 'change', changes });

    const { change, notes } = await demandChange(stage(), pull);

    expect(change.files).toHaveLength(400);
    expect(notes).toEqual([expect.stringContaining('were read from archives')]);
    expect(operationsOf(stage()).filter((each) => each === FILES)).toHaveLength(4);
    const archives = github.calls.filter(({ path }) => path.startsWith('/codeload/'));
    expect(archives.map(({ repositories }) => repositories)).toEqual([null, null]);
  });

  it('is read in queries when an archive breaks off', async () => {
    const { github, repository } = stage();
    const changes = many(400, (index) => `value = ${index} + 1\n`);
    const pull = github.openPull(repository, { title: 'Many', head: 'change', changes });
    github.fail(/\/codeload\//, { cut: 'body' }, 1);

    const { change, notes } = await demandChange(stage(), pull);

    expect(change.files.map(({ before, after }) => [before, after])).toEqual(
      Array.from({ length: 400 }, (_, index) => [`value = ${index}\n`, `value = ${index} + 1\n`]),
    );
    expect(notes[0]).toContain('could not be read to its end');
    expect(JSON.stringify(notes)).not.toContain('token=');
  });
});

describe('a repository that is too large to be listed', () => {
  const files = { ...many(30, (index) => `value = ${index}\n`), 'deep/er/est.txt': 'a\n', 'link.txt': 'text\n' };
  const stage = useFake(files, { limits: { treeEntries: 12 } });

  it('is read as GitHub lists the change, with modes from the folders of its files', async () => {
    const { github, repository } = stage();
    const link = { mode: '120000', content: 'a' } as const;
    const changes = { 'deep/er/est.txt': 'b\n', 'link.txt': link, 'new/file.txt': 'new\n', 'src/0002.py': null };
    const pull = github.openPull(repository, { title: 'Change', head: 'change', changes });

    const { change, notes } = await demandChange(stage(), pull);

    expect(notes).toEqual([expect.stringContaining('those that GitHub lists')]);
    expect(change.files).toMatchObject([
      { path: 'deep/er/est.txt', before: 'a\n', after: 'b\n' },
      { path: 'link.txt', unreadable: 'a symbolic link' },
      { path: 'new/file.txt', status: 'added', after: 'new\n' },
      { path: 'src/0002.py', status: 'deleted', before: 'value = 2\n' },
    ]);
  });

  it('cannot be read when GitHub does not list the change either', async () => {
    const { github, repository } = stage();
    const pull = github.openPull(repository, { title: 'Change', head: 'change', changes: { 'a.py': 'a\n' } });
    github.fail(FILES, { status: 406 });

    const reading = await readChangeOf(stage(), pull);

    expect(reading).toEqual({ kind: 'unreadable', why: expect.stringContaining('GitHub answered 406') });
  });

  it('gives its files and folders all the same', async () => {
    const { host, repository } = stage();
    const commit = repository.branches.get('main') ?? '';

    const read = await host.files.readFiles(commit, ['deep/er/est.txt', 'deep/er', 'none/at/all']);
    const listed = await host.files.listFiles(commit, 'deep/');

    expect([...read.values()].map(({ kind }) => kind)).toEqual(['text', 'absent', 'absent']);
    expect(listed).toEqual(['deep/er/est.txt']);
  });

  it('lists contents by folder, and says so where it would have to list them all', async () => {
    const { host, repository } = stage();
    const commit = repository.branches.get('main') ?? '';

    const listed = await host.files.listBlobs(commit, 'deep');
    const whole = host.files.listBlobs(commit, '');

    expect(listed).toEqual([{ path: 'deep/er/est.txt', id: expect.stringMatching(/^[0-9a-f]{40}$/), kind: 'file' }]);
    await expect(whole).rejects.toMatchObject({
      code: 'outside-failed',
      message: expect.stringContaining('holds more files at'),
    });
  });
});
