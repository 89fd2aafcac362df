import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeGitHub, startGitHub } from './github.ts';
import { type Ask, askAsInstallation, assertTaken } from './test-client.ts';
import type { Pull, Repository } from './world.ts';

const COMMENT = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
const REQUEST = 'POST /repos/acme/quant/issues/1/comments';

let github: FakeGitHub;
let repository: Repository;
let pull: Pull;
let ask: Ask;

beforeEach(async () => {
  github = await startGitHub();
  repository = github.addRepository({ owner: 'acme', name: 'quant' });
  pull = github.openPull(repository, { title: 'feat: x', head: 'x', changes: { x: 'x' } });
  ask = await askAsInstallation(github, repository);
});

afterEach(async () => {
  await github.stop();
  assertTaken(github);
});

describe('an ordered failure', () => {
  it.each([
    { what: 'the operation', matcher: COMMENT },
    { what: 'method and path', matcher: REQUEST },
    { what: 'a pattern', matcher: /^POST .*comments$/ },
    { what: 'a question', matcher: ({ body }: { body: unknown }) => JSON.stringify(body).includes('Hello') },
  ])('meets calls by $what, as often as it was ordered', async ({ matcher }) => {
    github.fail(matcher, { status: 502 }, 2);

    const statuses = [await comment(), await comment(), await comment()];

    expect(statuses).toEqual([502, 502, 201]);
    expect(github.conversation(pull).comments).toHaveLength(1);
    expect(github.failuresWaiting()).toBe(0);
  });

  it('is refused for an operation that the fake does not have', () => {
    expect(() => github.fail('POST /repos/{owner}/{repo}/comments', { status: 500 })).toThrow('has no operation');
  });

  it('waits until it is met', async () => {
    github.fail(COMMENT, { status: 404 });

    await ask('GET /repos/acme/quant');

    expect(github.failuresWaiting()).toBe(1);
  });

  it.each([403, 404, 422, 500])('answers %i in the words of GitHub', async (status) => {
    github.fail(COMMENT, { status });

    const reply = await ask(REQUEST, { body: 'Hello' });

    expect(reply.status).toBe(status);
    expect(reply.body).toMatchObject({ message: expect.any(String), documentation_url: expect.any(String) });
  });

  it('is a secondary limit with the wait in its header', async () => {
    github.fail(COMMENT, { secondaryRateLimit: 7 });

    const reply = await ask(REQUEST, { body: 'Hello' });

    expect(reply.status).toBe(403);
    expect(reply.headers.get('retry-after')).toBe('7');
    expect(reply.body).toMatchObject({ message: expect.stringContaining('secondary rate limit') });
  });

  it('is the hourly limit with nothing remaining until its reset', async () => {
    github.fail(COMMENT, { primaryRateLimit: { resetAt: new Date('2026-05-12T10:00:00Z') } });

    const reply = await ask(REQUEST, { body: 'Hello' });

    expect(reply.status).toBe(403);
    expect(reply.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(reply.headers.get('x-ratelimit-reset')).toBe('1778580000');
  });

  it('is a slow answer', async () => {
    github.fail(COMMENT, { slowMs: 60 });
    const start = performance.now();

    const status = await comment();

    expect(status).toBe(201);
    expect(performance.now() - start).toBeGreaterThanOrEqual(55);
  });

  it('cuts the connection before anything is done', async () => {
    github.fail(COMMENT, { cut: 'request' });

    await expect(comment()).rejects.toThrow('fetch failed');

    expect(github.conversation(pull).comments).toEqual([]);
    expect(github.calls.at(-1)).toMatchObject({ operation: COMMENT, status: null });
  });

  it('cuts the connection amid the answer', async () => {
    github.fail('GET /repos/{owner}/{repo}', { cut: 'body' });

    await expect(ask('GET /repos/acme/quant')).rejects.toThrow('terminated');
  });

  it('carries a call out and answers nothing', async () => {
    github.fail(COMMENT, { acceptedButNoAnswer: true });

    await expect(comment()).rejects.toThrow('fetch failed');

    expect(github.conversation(pull).comments).toMatchObject([{ body: 'Hello' }]);
  });
});

describe('a fake that is stopped', () => {
  it('refuses connections, and knows all it knew when it listens again at the same place', async () => {
    await comment();
    await github.stop();
    await expect(comment()).rejects.toThrow('fetch failed');

    await github.restart();

    expect(await comment()).toBe(201);
    expect(github.conversation(pull).comments).toHaveLength(2);
  });
});

async function comment(): Promise<number> {
  return (await ask(REQUEST, { body: 'Hello' })).status;
}
