import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type FakeGitHub, startGitHub } from './github.ts';
import { type Ask, askAsInstallation, assertTaken, type Reply } from './test-client.ts';
import type { Repository } from './world.ts';

let github: FakeGitHub;
let repository: Repository;
let ask: Ask;

const poem = Array.from({ length: 12 }, (_, n) => `line ${n + 1}\n`).join('');

beforeEach(async () => {
  github = await startGitHub({ limits: { patchBytes: 200, compareFiles: 3 } });
  repository = github.addRepository({
    owner: 'acme',
    name: 'quant',
    files: {
      'poem.txt': poem,
      'old.py': 'import this\nimport that\n',
      'gone.py': 'x\n',
      'data.bin': new Uint8Array([0, 1]),
    },
  });
  ask = await askAsInstallation(github, repository);
});

afterEach(async () => {
  await github.stop();
  assertTaken(github);
});

const Files = z.array(z.looseObject({ filename: z.string(), status: z.string(), patch: z.string().optional() }));

describe('a pull request', () => {
  it('lists its files with patches as git writes them', async () => {
    github.openPull(repository, {
      title: 'feat: many',
      head: 'many',
      changes: {
        'poem.txt': poem.replace('line 6\n', 'line six\nline six and a half\n'),
        'old.py': null,
        'new.py': 'import this\nimport that\nimport more',
        'gone.py': null,
        'data.bin': new Uint8Array([0, 2]),
        'empty.txt': '',
        'big.txt': 'x\n'.repeat(200),
      },
    });

    const files = Files.parse((await ask('GET /repos/acme/quant/pulls/1/files')).body);

    expect(
      files.map(({ filename, status, additions, deletions, patch }) => ({
        filename,
        status,
        additions,
        deletions,
        patch,
      })),
    ).toEqual([
      { filename: 'big.txt', status: 'added', additions: 200, deletions: 0 },
      { filename: 'data.bin', status: 'modified', additions: 0, deletions: 0 },
      { filename: 'empty.txt', status: 'added', additions: 0, deletions: 0 },
      { filename: 'gone.py', status: 'removed', additions: 0, deletions: 1, patch: '@@ -1 +0,0 @@\n-x' },
      {
        filename: 'new.py',
        status: 'renamed',
        additions: 1,
        deletions: 0,
        patch: '@@ -1,2 +1,3 @@\n import this\n import that\n+import more\n\\ No newline at end of file',
      },
      {
        filename: 'poem.txt',
        status: 'modified',
        additions: 2,
        deletions: 1,
        patch:
          '@@ -3,7 +3,8 @@\n line 3\n line 4\n line 5\n-line 6\n+line six\n+line six and a half\n line 7\n line 8\n line 9',
      },
    ]);
    expect(files[4]).toMatchObject({ previous_filename: 'old.py' });
  });

  it('tells its counts, its labels and its sides, and its base moves with the branch', async () => {
    github.openPull(repository, {
      title: 'feat: x',
      body: 'why',
      head: 'x',
      changes: { x: 'x\n' },
      labels: ['model'],
      draft: true,
    });
    const moved = github.commit(repository, { branch: 'main', changes: { y: 'y' } });

    const reply = await ask('GET /repos/acme/quant/pulls/1');

    expect(reply.body).toMatchObject({
      number: 1,
      title: 'feat: x',
      body: 'why',
      draft: true,
      changed_files: 1,
      additions: 1,
      commits: 1,
      labels: [{ name: 'model' }],
      base: { ref: 'main', sha: moved },
      head: { ref: 'x', repo: { id: repository.id, fork: false } },
    });
  });

  it('of a fork names the fork, and nothing once the fork was deleted', async () => {
    const pull = github.openPull(repository, { title: 'feat: x', head: 'x', fork: 'outsider', changes: { x: 'x' } });
    const before = await ask('GET /repos/acme/quant/pulls/1');
    github.deleteRepository(pull.head.repository);

    const after = await ask('GET /repos/acme/quant/pulls/1');

    expect(before.body).toMatchObject({
      user: { login: 'outsider' },
      head: { repo: { full_name: 'outsider/quant', fork: true } },
    });
    expect(after.body).toMatchObject({ head: { sha: pull.headSha, repo: null } });
  });

  it('keeps the commits of a fork readable in the repository that it wants to change', async () => {
    const pull = github.openPull(repository, { title: 'feat: x', head: 'x', fork: 'outsider', changes: { x: 'x' } });

    const replies = [
      await ask(`GET /repos/acme/quant/commits/${pull.headSha}`),
      await ask(`GET /repos/acme/quant/contents/x?ref=${pull.headSha}`),
      await ask('GET /repos/acme/quant/compare/main...outsider:x'),
    ];

    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('is closed, merged, and then no longer among the open ones', async () => {
    const closed = github.openPull(repository, { title: 'feat: x', head: 'x', changes: { x: 'x' } });
    const merged = github.openPull(repository, { title: 'feat: y', head: 'y', changes: { y: 'y' } });
    github.closePull(closed);
    github.closePull(merged, { merged: true });

    const replies = [
      await ask('GET /repos/acme/quant/pulls'),
      await ask('GET /repos/acme/quant/pulls?state=all'),
      await ask('GET /repos/acme/quant/pulls/2'),
    ];

    expect(replies[0]?.body).toEqual([]);
    expect(replies[1]?.body).toMatchObject([{ number: 2 }, { number: 1 }]);
    expect(replies[2]?.body).toMatchObject({
      state: 'closed',
      merged: true,
      merge_commit_sha: repository.branches.get('main'),
    });
  });
});

describe('pages', () => {
  it('lead from one to the next by Link, which names the repository by its number', async () => {
    const changes = Object.fromEntries(Array.from({ length: 130 }, (_, n) => [`f/${n}.txt`, `${n}\n`]));
    github.openPull(repository, { title: 'feat: many', head: 'many', changes });

    const first = await ask('GET /repos/acme/quant/pulls/1/files?per_page=100');
    const second = await ask(`GET ${linkOf(first, 'next')}`);

    expect(linkOf(first, 'next')).toContain(`/repositories/${repository.id}/pulls/1/files`);
    expect(Files.parse(second.body)).toHaveLength(30);
    expect(linkOf(second, 'next')).toBeUndefined();
  });

  it('end at three thousand files', async () => {
    const changes = Object.fromEntries(Array.from({ length: 3_050 }, (_, n) => [`f/${n}.txt`, `${n}\n`]));
    github.openPull(repository, { title: 'feat: many', head: 'many', changes });

    const [pull, last, beyond] = [
      await ask('GET /repos/acme/quant/pulls/1'),
      await ask('GET /repos/acme/quant/pulls/1/files?per_page=100&page=30'),
      await ask('GET /repos/acme/quant/pulls/1/files?per_page=100&page=31'),
    ];

    expect(pull.body).toMatchObject({ changed_files: 3_050 });
    expect(Files.parse(last.body)).toHaveLength(100);
    expect(beyond.body).toEqual([]);
  });

  function linkOf({ headers }: Reply, rel: string): string | undefined {
    return new RegExp(`<([^>]+)>; rel="${rel}"`).exec(headers.get('link') ?? '')?.[1];
  }
});

describe('a comparison', () => {
  it('finds the commit at which the head left its base', async () => {
    const left = repository.branches.get('main');
    github.openPull(repository, { title: 'feat: x', head: 'x', changes: { x: 'x' } });
    github.commit(repository, { branch: 'main', changes: { y: 'y' } });

    const reply = await ask('GET /repos/acme/quant/compare/main...x');

    expect(reply.body).toMatchObject({
      status: 'diverged',
      ahead_by: 1,
      behind_by: 1,
      merge_base_commit: { sha: left },
      files: [{ filename: 'x' }],
    });
  });

  it('cuts its files at the limit and has none on further pages', async () => {
    github.openPull(repository, { title: 'feat: x', head: 'x', changes: { a: 'a', b: 'b', c: 'c', d: 'd' } });

    const [first, second] = [
      await ask('GET /repos/acme/quant/compare/main...x'),
      await ask('GET /repos/acme/quant/compare/main...x?page=2'),
    ];

    const Compared = z.looseObject({ files: z.array(z.unknown()) });
    expect([first, second].map(({ body }) => Compared.parse(body).files.length)).toEqual([3, 0]);
  });

  it('of an unknown commit is not found', async () => {
    const reply = await ask('GET /repos/acme/quant/compare/main...nowhere');

    expect(reply.status).toBe(404);
  });
});

describe('a head that moves', () => {
  it('adds a commit on a push and replaces them all on a force-push', async () => {
    const pull = github.openPull(repository, { title: 'feat: x', head: 'x', changes: { x: 'x' } });
    const pushed = github.push(pull, { y: 'y' });
    const two = await ask('GET /repos/acme/quant/pulls/1');
    const forced = github.forcePush(pull, { z: 'z' });

    const one = await ask('GET /repos/acme/quant/pulls/1');

    expect(two.body).toMatchObject({ head: { sha: pushed }, commits: 2, changed_files: 2 });
    expect(one.body).toMatchObject({ head: { sha: forced }, commits: 1, changed_files: 1 });
  });
});
