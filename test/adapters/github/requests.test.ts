import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { renderError } from '../../../src/kernel/app-error.ts';
import { API, failureOf, openScripted, REPOSITORY, scriptToken, useNock } from './nock-host.ts';

useNock();

const branch = { default_branch: 'main' };
const order = {
  number: 41,
  marker: '<!-- conclave:verdict pr=41 ',
  body: '<!-- conclave:verdict pr=41 -->\nBody',
  knownId: null,
};
const comments = `${REPOSITORY}/issues/41/comments`;

describe('a limit of requests', () => {
  it.each([
    ['the secondary limit', 403, { message: 'You have exceeded a secondary rate limit.' }, { 'retry-after': '1' }],
    ['too many requests', 429, { message: 'Too many' }, { 'retry-after': '0' }],
    [
      'the hourly limit',
      403,
      { message: 'API rate limit exceeded' },
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' },
    ],
  ])('is waited for and the same asked again, also when it writes: %s', async (_, status, body, headers) => {
    scriptToken();
    nock(API).get(`${comments}?per_page=100`).reply(200, []);
    nock(API).post(comments).reply(status, body, headers);
    nock(API).post(comments).reply(201, comment(5));

    const published = await openScripted().repository.putComment(order);

    expect(published).toMatchObject({ id: 5, how: 'created' });
  });

  it('that lasts too long is left to the caller, as something that passes', async () => {
    scriptToken();
    nock(API).get(REPOSITORY).reply(429, { message: 'Too many' }, { 'retry-after': '61' });

    const reading = openScripted().repository.defaultBranch();

    await expect(reading).rejects.toMatchObject({ code: 'outside-failed', facts: { passing: true } });
  });

  it('is waited for at most twice', async () => {
    scriptToken();
    nock(API).get(REPOSITORY).times(3).reply(429, { message: 'Too many' }, { 'retry-after': '0' });

    const reading = openScripted().repository.defaultBranch();

    await expect(reading).rejects.toMatchObject({ facts: { passing: true } });
  });

  it('is known in an answer of GraphQL, which says 200', async () => {
    const head = 'a'.repeat(40);
    scriptToken();
    nock(API).get(`${REPOSITORY}/git/trees/${head}?recursive=1`).reply(200, treeOf('a.txt', A_ID));
    nock(API)
      .post('/graphql')
      .reply(200, { errors: [{ type: 'RATE_LIMITED', message: 'no' }] }, { 'retry-after': '0' });
    nock(API)
      .post('/graphql')
      .reply(200, { data: { repository: { e0: { text: 'a\n' } } } });

    const files = await openScripted().repository.files.readFiles(head, ['a.txt']);

    expect(files.get('a.txt')).toEqual({ kind: 'text', text: 'a\n' });
  });
});

/** What git calls a file that holds `a` and a line end. */
const A_ID = '78981922613b2afb6025042ff6bd878ac1994e85';

const treeOf = (path: string, sha: string) => ({
  truncated: false,
  tree: [{ path, mode: '100644', type: 'blob', sha, size: 2 }],
});

describe('a request without a clear answer', () => {
  it.each([
    ['a server error', () => nock(API).get(REPOSITORY).reply(502, 'Bad Gateway')],
    ['a connection that was cut', () => nock(API).get(REPOSITORY).replyWithError('socket hang up')],
    [
      'an answer that was cut',
      () => nock(API).get(REPOSITORY).reply(200, '{"default_br', { 'content-type': 'application/json' }),
    ],
  ])('is sent again when it only reads: %s', async (_, fail) => {
    scriptToken();
    fail();
    nock(API).get(REPOSITORY).reply(200, branch);

    const found = await openScripted().repository.defaultBranch();

    expect(found).toBe('main');
  });

  it('is sent three times at most, and said to be passing', async () => {
    scriptToken();
    nock(API).get(REPOSITORY).times(3).reply(503, { message: 'Unavailable' });

    const reading = openScripted().repository.defaultBranch();

    await expect(reading).rejects.toMatchObject({
      message: 'GitHub answered 503 when asked for repository acme/quant: Unavailable',
      facts: { passing: true },
    });
  });

  it.each([
    ['a server error', () => nock(API).post(comments).reply(502, 'Bad Gateway')],
    ['a connection that was cut', () => nock(API).post(comments).replyWithError('socket hang up')],
  ])('is not sent again when it may have written: %s', async (_, fail) => {
    scriptToken();
    nock(API).get(`${comments}?per_page=100`).reply(200, []);
    fail();

    const writing = openScripted().repository.putComment(order);

    await expect(writing).rejects.toMatchObject({ code: 'outside-failed', facts: { passing: true } });
  });

  it('is sent again when a second time changes nothing: a reaction', async () => {
    scriptToken();
    nock(API).post(`${REPOSITORY}/issues/comments/9/reactions`).reply(502, 'Bad Gateway');
    nock(API).post(`${REPOSITORY}/issues/comments/9/reactions`).reply(200, { id: 1 });

    await expect(openScripted().repository.react(9, 'eyes')).resolves.toBeUndefined();
  });
});

describe('an answer', () => {
  it('that GitHub does not describe is an error that names what was expected', async () => {
    scriptToken();
    nock(API).get(REPOSITORY).reply(200, { default_branch: 7 });

    const error = await failureOf(openScripted().repository.defaultBranch());

    expect(error).toMatchObject({ code: 'outside-failed' });
    expect(String(error)).toContain('repository acme/quant');
  });

  it('of a refusal says what to do', async () => {
    scriptToken();
    nock(API).get(REPOSITORY).reply(403, { message: 'Resource not accessible by integration' });

    const error = await failureOf(openScripted().repository.defaultBranch());

    expect(error).toMatchObject({ facts: { passing: false } });
    expect(renderError(error)).toContain('Check the permissions of the app');
  });

  it('of a refusal names the permission where GitHub does', async () => {
    const needed = { 'x-accepted-github-permissions': 'issues=read; pull_requests=read' };
    scriptToken();
    nock(API).get(REPOSITORY).reply(403, { message: 'Resource not accessible by integration' }, needed);

    const error = await failureOf(openScripted().repository.defaultBranch());

    expect(renderError(error)).toContain('It takes the permission `issues: read` or `pull-requests: read`.');
  });
});

function comment(id: number) {
  return {
    id,
    html_url: `https://github.test/c/${id}`,
    issue_url: `${API}${REPOSITORY}/issues/41`,
    body: order.body,
    user: { login: 'conclave[bot]', type: 'Bot' },
    performed_via_github_app: { id: 15 },
  };
}
