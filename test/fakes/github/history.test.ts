import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeGitHub, startGitHub } from './github.ts';
import { type Ask, askAs, askAsInstallation, assertTaken } from './test-client.ts';
import type { Pull, Repository } from './world.ts';

const clock = { time: Date.now() };
let github: FakeGitHub;
let repository: Repository;
let pull: Pull;
let ask: Ask;

beforeEach(async () => {
  clock.time = Date.now();
  github = await startGitHub({ now: () => new Date(clock.time), limits: { pullCommits: 2 } });
  repository = github.addRepository({ owner: 'acme', name: 'quant', files: { 'a.py': 'a\n' } });
  pull = github.openPull(repository, { title: 'feat: x', body: 'one', head: 'x', changes: { 'a.py': 'b\n' } });
  clock.time += 1_000;
  ask = await askAsInstallation(github, repository);
});

afterEach(async () => {
  await github.stop();
  assertTaken(github);
});

const REPOSITORY = '/repos/acme/quant';

describe('the timeline of a pull request', () => {
  it('tells every deed in its order, and nobody for an account that is gone', async () => {
    github.addLabel(pull, 'waiver', 'zoe');
    github.comment(pull, 'bob', 'Why?');
    github.review(pull, { author: 'bob', state: 'APPROVED', body: 'Good' });
    github.editPull(pull, { title: 'feat: y', by: 'zoe' });
    github.removeLabel(pull, 'waiver', 'bob');
    github.closePull(pull, { merged: true });
    github.deleteAccount('zoe');

    const reply = await ask(`GET ${REPOSITORY}/issues/1/timeline?per_page=100`);

    expect(reply.body).toMatchObject([
      { event: 'committed', sha: pull.headSha, message: 'feat: x' },
      { event: 'labeled', actor: null, label: { name: 'waiver' } },
      { event: 'commented', actor: { login: 'bob' }, body: 'Why?' },
      { event: 'reviewed', user: { login: 'bob' }, state: 'APPROVED' },
      { event: 'renamed', actor: null, rename: { from: 'feat: x', to: 'feat: y' } },
      { event: 'unlabeled', actor: { login: 'bob' } },
      { event: 'merged', commit_id: pull.mergeSha },
      { event: 'closed' },
    ]);
  });

  it('is given in pages', async () => {
    github.addLabel(pull, 'a');
    github.addLabel(pull, 'b');

    const reply = await ask(`GET ${REPOSITORY}/issues/1/timeline?per_page=2&page=2`);

    expect(reply.body).toMatchObject([{ event: 'labeled', label: { name: 'b' } }]);
    expect(reply.headers.get('link')).toContain('rel="prev"');
  });
});

describe('the record of pushes', () => {
  it('tells the creation of a branch, pushes and merges, newest first', async () => {
    const [base = '', first] = [repository.branches.get('main'), pull.headSha];
    const second = github.push(pull, { 'a.py': 'c\n' });
    const third = github.forcePush(pull, { 'a.py': 'd\n' });
    github.closePull(pull, { merged: true });

    const reply = await ask(`GET ${REPOSITORY}/activity?ref=refs/heads/x`);
    const merges = await ask(`GET ${REPOSITORY}/activity?ref=main&per_page=1`);

    expect(reply.body).toMatchObject([
      { activity_type: 'force_push', before: second, after: third, ref: 'refs/heads/x', actor: { login: 'ada' } },
      { activity_type: 'push', before: first, after: second },
      { activity_type: 'branch_creation', before: '0'.repeat(40), after: first },
    ]);
    expect(merges.body).toMatchObject([{ activity_type: 'pr_merge', before: base, after: pull.mergeSha }]);
    expect(merges.headers.get('link')).toContain('rel="next"');
  });
});

describe('the edits of a body', () => {
  const QUERY = `query($after: String) { repository(owner: "acme", name: "quant") { pullRequest(number: 1) {
    body lastEditedAt userContentEdits(first: 2, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { editedAt deletedAt diff } }
  } } }`;
  const read = async (after: string | null = null) => {
    const { body } = await ask('POST /graphql', { query: QUERY, variables: { after } });
    return Object(body).data.repository.pullRequest;
  };

  it('are none while nobody edited it', async () => {
    const found = await read();

    expect(found).toMatchObject({ body: 'one', lastEditedAt: null, userContentEdits: { totalCount: 0, nodes: [] } });
  });

  it('are whole texts, newest first, down to the one that it began with', async () => {
    github.editPull(pull, { body: 'two' });
    github.editPull(pull, { body: 'three', title: 'feat: z' });
    github.editPull(pull, { title: 'feat: again' });
    github.removeBodyEdit(pull, 1);

    const { body, userContentEdits: first } = await read();
    const { userContentEdits: second } = await read(first.pageInfo.endCursor);

    expect(body).toBe('three');
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(first.nodes).toMatchObject([
      { diff: 'three', deletedAt: null },
      { diff: null, deletedAt: expect.any(String) },
    ]);
    expect(second).toMatchObject({
      pageInfo: { hasNextPage: false },
      nodes: [{ diff: 'one', editedAt: pull.createdAt }],
    });
  });
});

describe('commits and reviews of a pull request', () => {
  it('are listed, commits only so far', async () => {
    github.pushBy('bob', pull, { 'a.py': 'c\n' });
    github.push(pull, { 'a.py': 'd\n' });
    const { id } = github.review(pull, { author: 'bob', state: 'APPROVED' });
    github.dismissReview(pull, id);

    const commits = await ask(`GET ${REPOSITORY}/pulls/1/commits`);
    const reviews = await ask(`GET ${REPOSITORY}/pulls/1/reviews`);

    expect(commits.body).toMatchObject([{ author: { login: 'ada' } }, { author: { login: 'bob' } }]);
    expect(reviews.body).toMatchObject([{ id, state: 'DISMISSED', commit_id: pull.headSha, user: { login: 'bob' } }]);
  });
});

describe('a variable', () => {
  it('is read by whoever may, its own before that of the organisation', async () => {
    github.setVariable(repository, 'Kill', 'true');
    github.setSharedVariable('acme', { name: 'SHARED', value: 'x', repositories: [repository] });
    github.setSharedVariable('acme', { name: 'OTHERS', value: 'y', repositories: [] });

    const own = await ask(`GET ${REPOSITORY}/actions/variables/KILL`);
    const shared = await ask(`GET ${REPOSITORY}/actions/organization-variables`);

    expect(own.body).toMatchObject({ name: 'KILL', value: 'true' });
    expect(shared.body).toMatchObject({ total_count: 1, variables: [{ name: 'SHARED', value: 'x' }] });
  });

  it('is not there once it was taken away', async () => {
    github.setVariable(repository, 'KILL', 'true');
    github.setVariable(repository, 'KILL', null);

    const reply = await ask(`GET ${REPOSITORY}/actions/variables/KILL`);

    expect(reply.status).toBe(404);
  });
});

describe('a plain token', () => {
  it('is refused what it was not given, with the name of the permission', async () => {
    const token = github.plainToken({ repositories: [repository], permissions: { contents: 'read' } });
    const poor = askAs(github, `token ${token}`);

    const [pulls, variable, commits] = [
      await poor(`GET ${REPOSITORY}/pulls/1`),
      await poor(`GET ${REPOSITORY}/actions/variables/KILL`),
      await poor(`GET ${REPOSITORY}/commits/main`),
    ];

    expect([pulls.status, variable.status, commits.status]).toEqual([403, 403, 200]);
    expect(pulls.headers.get('x-accepted-github-permissions')).toBe('pull_requests=read');
  });

  it('reads public repositories of others, but no private ones', async () => {
    github.addRepository({ owner: 'other', name: 'open', private: false });
    github.addRepository({ owner: 'other', name: 'shut' });
    const token = github.plainToken({ of: 'person', repositories: [repository], permissions: {} });
    const person = askAs(github, `token ${token}`);

    const replies = [await person('GET /repos/other/open'), await person('GET /repos/other/shut')];

    expect(token).toMatch(/^ghp_/);
    expect(replies.map(({ status }) => status)).toEqual([200, 404]);
  });
});

describe('the app', () => {
  it('is told of labels taken off and of reviews, in GitHub’s form', async () => {
    github.setWebhook('http://127.0.0.1:9/');
    github.addLabel(pull, 'waiver', 'zoe');
    github.removeLabel(pull, 'waiver', 'zoe');
    const { id } = github.review(pull, { author: 'zoe', state: 'APPROVED' });
    github.dismissReview(pull, id);
    await github.delivered();

    const told = github.deliveries.map(({ event, action }) => `${event} ${action}`).toSorted();

    expect(told).toEqual([
      'pull_request labeled',
      'pull_request unlabeled',
      'pull_request_review dismissed',
      'pull_request_review submitted',
    ]);
  });
});
