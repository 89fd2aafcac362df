import { describe, expect, it } from 'vitest';
import { applyHunks } from '../../../src/change/patch.ts';
import { demandChange, operationsOf, readChangeOf, readPullOf, useFake } from './fake-host.ts';

const FILES = '/repos/{owner}/{repo}/pulls/{pull_number}/files';
const long = Array.from({ length: 40 }, (_, index) => `line ${index}\n`).join('');

const stage = useFake({
  'README.md': '# quant\n',
  'gone.py': 'gone = 1\n',
  'old/name.py': long,
  'same.txt': 'same\n',
  'src/run.py': long,
});

describe('the change of a pull request', () => {
  it('holds whole texts of both sides, GitHub’s hunks and renames, sorted by path', async () => {
    const { github, repository } = stage();
    const altered = long.replace('line 20\n', 'line twenty\n');
    const pull = github.openPull(repository, {
      title: 'Change',
      head: 'change',
      number: 41,
      changes: {
        'src/run.py': altered,
        'gone.py': null,
        'added.py': 'é = 1\n',
        'old/name.py': null,
        'new/name.py': long.replace('line 3\n', ''),
      },
    });

    const { change, notes } = await demandChange(stage(), pull);

    expect(notes).toEqual([]);
    expect(change).toMatchObject({ name: 'acme/quant#41', head: pull.headSha, base: repository.branches.get('main') });
    expect(change.files.map(({ path, previousPath, status }) => [path, previousPath, status])).toEqual([
      ['added.py', null, 'added'],
      ['gone.py', null, 'deleted'],
      ['new/name.py', 'old/name.py', 'renamed'],
      ['src/run.py', null, 'modified'],
    ]);
    expect(change.files.map(({ before, after }) => [before, after])).toEqual([
      [null, 'é = 1\n'],
      ['gone = 1\n', null],
      [long, long.replace('line 3\n', '')],
      [long, altered],
    ]);
    for (const { before, after, hunks } of change.files) expect(applyHunks(before ?? '', hunks)).toBe(after ?? '');
    expect(change.files[3]?.hunks).toMatchObject([{ oldStart: 18, oldLines: 7, newStart: 18, newLines: 7 }]);
  });

  it('is read with a token for that repository only', async () => {
    const { github, repository } = stage();
    github.addRepository({ owner: 'acme', name: 'secret' });
    const pull = github.openPull(repository, { title: 'Change', head: 'change', changes: { 'a.py': 'a\n' } });

    await demandChange(stage(), pull);

    const reached = new Set(github.calls.flatMap(({ repositories }) => repositories ?? []));
    expect([...reached]).toEqual(['acme/quant']);
    expect(operationsOf(stage()).filter((each) => each?.includes('access_tokens'))).toHaveLength(1);
  });

  it('begins where the head left its base, wherever the base stands now', async () => {
    const { github, repository } = stage();
    const left = repository.branches.get('main');
    const pull = github.openPull(repository, { title: 'Change', head: 'change', changes: { 'a.py': 'a\n' } });
    const tip = github.commit(repository, { branch: 'main', changes: { 'src/run.py': 'other\n' } });

    const base = await stage().host.findBase('main', pull.headSha);
    const { change } = await demandChange(stage(), pull);

    expect(base).toEqual({ tip, mergeBase: left });
    expect(change.files.map(({ path }) => path)).toEqual(['a.py']);
  });

  it('is read from a fork, also when the fork was deleted since', async () => {
    const { github, repository } = stage();
    const order = { title: 'Fork', head: 'change', fork: 'eve', changes: { 'a.py': 'a\n' } };
    const pull = github.openPull(repository, order);
    github.deleteRepository(pull.head.repository);

    const found = await stage().host.readPull(pull.number);
    const { change } = await demandChange(stage(), pull);

    expect(found).toMatchObject({ fork: true, author: { login: 'eve', kind: 'person' } });
    expect(change.files).toMatchObject([{ path: 'a.py', after: 'a\n' }]);
  });

  it('has hunks also where GitHub sends no patch, or one that does not fit', async () => {
    const { github, repository } = stage();
    const text = 'x\n'.repeat(600_000);
    github.commit(repository, { branch: 'main', changes: { 'long.txt': text } });
    const pull = github.openPull(repository, { title: 'Long', head: 'change', changes: { 'long.txt': `${text}y\n` } });

    const { change } = await demandChange(stage(), pull);

    expect(change.files).toMatchObject([{ path: 'long.txt', after: `${text}y\n`, unreadable: null }]);
    expect(change.files[0]?.hunks).toMatchObject([{ oldStart: 599_998, oldLines: 3, newLines: 4 }]);
  });

  it('is said to have moved when the head is another one at the end', async () => {
    const { github, repository, host } = stage();
    const order = { title: 'Change', head: 'change', changes: { 'a.py': 'a\n' } };
    const pull = github.openPull(repository, order);
    const seen = await readPullOf(stage(), pull);
    const { mergeBase } = await host.findBase('main', seen.head.sha);
    const head = github.push(pull, { 'a.py': 'b\n' });

    const reading = await host.readChange(seen, mergeBase);

    expect(reading).toEqual({ kind: 'moved', head });
  });

  it('that differs in nothing is not readable', async () => {
    const { github, repository } = stage();
    const pull = github.openPull(repository, {
      title: 'Nothing',
      head: 'change',
      changes: { 'README.md': '# quant\n' },
    });

    const reading = await readChangeOf(stage(), pull);

    expect(reading).toEqual({ kind: 'unreadable', why: 'the change is empty: no file differs' });
  });
});

describe('a list of changed files that cannot be had', () => {
  it.each([406, 422, 500])('is made up for by the two commits: %i', async (status) => {
    const { github, repository } = stage();
    const changes = { 'src/run.py': 'new\n', 'old/name.py': null, 'moved/name.py': long, 'same.txt': null };
    const pull = github.openPull(repository, { title: 'Change', head: 'change', changes });
    github.fail(`GET ${FILES}`, { status }, 3);

    const { change, notes } = await demandChange(stage(), pull);

    expect(notes).toEqual([expect.stringContaining(`GitHub answered ${status}`)]);
    expect(change.files.map(({ path, previousPath, status }) => [path, previousPath, status])).toEqual([
      ['moved/name.py', 'old/name.py', 'renamed'],
      ['same.txt', null, 'deleted'],
      ['src/run.py', null, 'modified'],
    ]);
    for (const { before, after, hunks } of change.files) expect(applyHunks(before ?? '', hunks)).toBe(after ?? '');
  });

  it('and commits that cannot be listed leave it to the caller while that may pass', async () => {
    const { github, repository } = stage();
    const pull = github.openPull(repository, { title: 'Change', head: 'change', changes: { 'a.py': 'a\n' } });
    github.fail(/\/git\/trees\//, { status: 503 }, 3);

    const reading = readChangeOf(stage(), pull);

    await expect(reading).rejects.toMatchObject({ code: 'outside-failed', facts: { passing: true } });
  });

  it('and commits that GitHub refuses to list make it unreadable', async () => {
    const { github, repository } = stage();
    const pull = github.openPull(repository, { title: 'Change', head: 'change', changes: { 'a.py': 'a\n' } });
    github.fail(/\/git\/trees\//, { status: 409, message: 'Git Repository is empty.' });

    const reading = await readChangeOf(stage(), pull);

    expect(reading).toEqual({ kind: 'unreadable', why: expect.stringContaining('GitHub answered 409') });
  });
});

describe('texts that a query does not give', () => {
  it('are read one by one', async () => {
    const { github, repository } = stage();
    const pull = github.openPull(repository, { title: 'Change', head: 'change', changes: { 'src/run.py': 'new\n' } });
    github.fail('POST /graphql', { status: 502 }, 3);

    const { change } = await demandChange(stage(), pull);

    expect(change.files).toMatchObject([{ path: 'src/run.py', before: long, after: 'new\n' }]);
    expect(operationsOf(stage()).filter((each) => each?.includes('/git/blobs/'))).toHaveLength(2);
  });
});
