import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPullRecorder } from '../../../src/adapters/github/pull-recorder.ts';
import { openTokenHost } from '../../../src/adapters/github/token-host.ts';
import { type FakeGitHub, startGitHub } from '../../fakes/github/github.ts';
import type { Repository } from '../../fakes/github/world.ts';

let github: FakeGitHub;
let repository: Repository;
let now = Date.parse('2026-05-01T08:00:00Z');

beforeAll(async () => {
  github = await startGitHub({ now: () => new Date(now) });
  repository = github.addRepository({
    owner: 'acme',
    name: 'quant',
    files: { 'old.py': 'a\nb\nc\nd\n', 'gone.py': 'a\n' },
  });
  for (let number = 1; number <= 120; number += 1) {
    const pull = github.openPull(repository, {
      title: `number ${number}`,
      number,
      head: `b${number}`,
      changes: { [`${number}.py`]: 'a\n' },
    });
    now += 60_000;
    github.closePull(pull);
  }
});
afterAll(() => github.stop());

function settings() {
  const token = github.plainToken({
    repositories: [repository],
    permissions: { contents: 'read', pull_requests: 'read' },
  });
  return { owner: 'acme', name: 'quant', token, apiUrl: github.url, pacing: 'none' as const };
}

const listed = () => github.calls.filter(({ operation }) => operation === 'GET /repos/{owner}/{repo}/pulls').length;

describe('the pull requests that ended last', () => {
  it('are found on the first page where that can hold them all', async () => {
    const before = listed();

    const pulls = await openPullRecorder(settings()).recordLast(3);

    expect(pulls.map(({ number }) => number)).toEqual([120, 119, 118]);
    expect(listed() - before).toBe(1);
  });

  it('are found on later pages, each once', async () => {
    const before = listed();

    const pulls = await openPullRecorder(settings()).recordLast(110);

    expect(new Set(pulls.map(({ number }) => number)).size).toBe(110);
    expect(pulls.at(-1)?.number).toBe(11);
    expect(listed() - before).toBe(2);
  }, 30_000);
});

describe('a pull request', () => {
  it('is recorded with what it did to each file', async () => {
    const pull = github.openPull(repository, {
      ...{ title: 'feat: all', number: 500, head: 'all', author: 'acme', labels: ['risk'] },
      changes: { 'new.py': 'a\nb\nc\nd\n', 'old.py': null, 'gone.py': null, 'more.py': 'x\ny\n' },
    });

    const recording = await openPullRecorder(settings()).record(pull.number);

    expect(recording).toMatchObject({
      ...{ repository: 'acme/quant', number: 500, title: 'feat: all', author: 'OWNER', base: 'main', labels: ['risk'] },
      ...{ state: 'open', closed_at: null, files_missing: null },
    });
    expect(recording?.files.toSorted((one, other) => one.path.localeCompare(other.path))).toEqual([
      { path: 'gone.py', previous_path: null, status: 'deleted', lines: 1 },
      { path: 'more.py', previous_path: null, status: 'added', lines: 2 },
      { path: 'new.py', previous_path: 'old.py', status: 'renamed', lines: 0 },
    ]);
    expect(github.violations).toEqual([]);
  });

  it('tells what its author is to the repository wherever it is read', async () => {
    expect(await openTokenHost(settings()).readPull(500)).toMatchObject({ authorAssociation: 'OWNER' });
    expect(await openTokenHost(settings()).readPull(1)).toMatchObject({ authorAssociation: 'NONE' });
  });
});
