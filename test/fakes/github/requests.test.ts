import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeGitHub, startGitHub } from './github.ts';
import { type Ask, askAs, askAsApp, askAsInstallation } from './test-client.ts';
import type { Pull, Repository } from './world.ts';

let github: FakeGitHub;
let repository: Repository;
let pull: Pull;
let ask: Ask;

beforeEach(async () => {
  github = await startGitHub();
  repository = github.addRepository({ owner: 'acme', name: 'quant', files: { 'a.py': 'one\n' } });
  pull = github.openPull(repository, { title: 'feat: two', head: 'two', changes: { 'a.py': 'two\n' } });
  ask = await askAsInstallation(github, repository);
});

afterEach(() => github.stop());

describe('a request that GitHub takes', () => {
  it('is answered, written down, and no violation', async () => {
    const reply = await ask('POST /repos/acme/quant/issues/1/comments', { body: 'Hello' });

    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ body: 'Hello', performed_via_github_app: { id: github.appId } });
    expect(github.calls.at(-1)).toEqual({
      method: 'POST',
      path: '/repos/acme/quant/issues/1/comments',
      operation: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
      body: { body: 'Hello' },
      status: 201,
      repositories: 'all',
    });
    expect(github.violations).toEqual([]);
  });

  it('about something that is not there gets a 404 without being a violation', async () => {
    const reply = await ask('PATCH /repos/acme/quant/issues/comments/99', { body: 'Hello' });

    expect(reply.status).toBe(404);
    expect(reply.body).toEqual({
      message: 'Not Found',
      documentation_url: 'https://docs.github.com/rest/issues/comments#update-an-issue-comment',
      status: '404',
    });
    expect(github.violations).toEqual([]);
  });
});

describe('a request that GitHub would refuse is a violation', () => {
  const longest = 'x'.repeat(65_536);
  const check = { name: 'Conclave', head_sha: '' };
  const line = { path: 'a.py', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'm' };
  const output = { title: 't', summary: 's' };

  it.each([
    { what: 'no body', request: 'POST …/issues/1/comments', body: undefined, says: 'body: missing' },
    {
      what: 'a body without its field',
      request: 'POST …/issues/1/comments',
      body: {},
      says: "required property 'body'",
    },
    { what: 'a field of another type', request: 'POST …/issues/1/comments', body: { body: 7 }, says: 'must be string' },
    {
      what: 'an unknown field',
      request: 'POST …/issues/1/comments',
      body: { body: 'x', sticky: true },
      says: 'sticky',
    },
    { what: 'a blank comment', request: 'POST …/issues/1/comments', body: { body: ' ' }, says: 'blank' },
    { what: 'a comment too long', request: 'POST …/issues/1/comments', body: { body: `${longest}x` }, says: '65536' },
    { what: 'a body where none is taken', request: 'DELETE …/issues/comments/7', body: {}, says: 'none is taken' },
    {
      what: 'an unknown reaction',
      request: 'POST …/issues/comments/7/reactions',
      body: { content: 'ok' },
      says: 'content',
    },
    { what: 'a number that is none', request: 'GET …/pulls/first', body: undefined, says: 'must be integer' },
    { what: 'an unknown query', request: 'GET …/pulls?status=open', body: undefined, says: 'status' },
    { what: 'an unknown choice', request: 'GET …/pulls?state=draft', body: undefined, says: 'allowed values' },
    {
      what: 'a check without its conclusion',
      request: 'POST …/check-runs',
      body: { ...check, status: 'completed' },
      says: 'conclusion',
    },
    {
      what: 'a check summary too long',
      request: 'POST …/check-runs',
      body: { ...check, output: { title: 't', summary: longest } },
      says: '65535',
    },
    {
      what: 'a check title too long',
      request: 'POST …/check-runs',
      body: { ...check, output: { title: longest, summary: 's' } },
      says: '65535',
    },
    {
      what: 'more than fifty annotations',
      request: 'POST …/check-runs',
      body: { ...check, output: { ...output, annotations: Array.from({ length: 51 }, () => line) } },
      says: '50',
    },
    {
      what: 'an annotation with an unknown field',
      request: 'POST …/check-runs',
      body: { ...check, output: { ...output, annotations: [{ ...line, level: 'low' }] } },
      says: 'level',
    },
  ])('$what', async ({ request, body, says }) => {
    const reply = await ask(request.replace('…', '/repos/acme/quant'), withHead(body));

    expect(reply.status).toBe(422);
    expect(github.violations).toEqual([expect.stringContaining(says)]);
  });

  it('a route that does not exist', async () => {
    const reply = await ask('GET /repos/acme/quant/secrets-of-others');

    expect(reply.status).toBe(404);
    expect(github.violations).toEqual([expect.stringContaining('no such route')]);
  });

  it('a page of more than a hundred, which is answered with a hundred', async () => {
    for (let n = 0; n < 101; n += 1) github.comment(pull, 'ada', `comment ${n}`);

    const reply = await ask('GET /repos/acme/quant/issues/1/comments?per_page=150');

    expect(reply.body).toHaveLength(100);
    expect(github.violations).toEqual([expect.stringContaining('per_page 150')]);
  });

  it('a body that is no JSON', async () => {
    const response = await fetch(`${github.url}/repos/acme/quant/issues/1/comments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"body":',
    });

    expect(response.status).toBe(400);
    expect(github.violations).toHaveLength(1);
  });

  function withHead(body: unknown): unknown {
    return typeof body === 'object' && body !== null && 'head_sha' in body ? { ...body, head_sha: pull.headSha } : body;
  }
});

describe('what GitHub says about itself', () => {
  it('is read by anybody', async () => {
    const anybody = askAs(github, null);

    const replies = [await anybody('GET /meta'), await anybody('GET /rate_limit')];

    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    expect(github.violations).toEqual([]);
  });

  it('names the app, its installations and its hook', async () => {
    const asApp = askAsApp(github);
    const { id } = github.installationOf(repository);
    github.setWebhook('http://127.0.0.1:9/webhooks');

    const replies = [
      await asApp('GET /app'),
      await asApp('GET /app/installations'),
      await asApp(`GET /app/installations/${id}`),
      await asApp('GET /app/hook/config'),
    ];

    expect(replies.map(({ body }) => body)).toMatchObject([
      { id: github.appId, slug: 'conclave-test', installations_count: 1 },
      [{ id, account: { login: 'acme' }, suspended_at: null }],
      { id },
      { url: 'http://127.0.0.1:9/webhooks', content_type: 'json' },
    ]);
    expect(github.violations).toEqual([]);
  });

  it('hands out the app of a manifest once', async () => {
    const anybody = askAs(github, null);
    const code = github.manifestCode();

    const first = await anybody(`POST /app-manifests/${code}/conversions`);
    const second = await anybody(`POST /app-manifests/${code}/conversions`);

    expect(first.body).toMatchObject({
      id: github.appId,
      pem: github.privateKey,
      webhook_secret: github.webhookSecret,
    });
    expect(second.status).toBe(404);
    expect(github.violations).toEqual([]);
  });
});
