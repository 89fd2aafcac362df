import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { openAuditHost } from '../../../src/adapters/github/audit-host.ts';
import { renderError } from '../../../src/kernel/app-error.ts';
import { API, failureOf, REPOSITORY, TOKEN, useNock } from './nock-host.ts';

useNock();

const DAYS = { since: '2026-05-01', until: '2026-05-31' };
const open = () => openAuditHost({ apiUrl: API, token: TOKEN, owner: 'acme', name: 'quant' });

const page = { hasNextPage: false, endCursor: null };

const pull = {
  ...{ number: 41, url: 'https://github.test/41', title: 'feat: x', body: '', lastEditedAt: null, baseRefName: 'main' },
  ...{ updatedAt: '2026-05-03T08:00:00Z', mergedAt: '2026-05-02T08:00:00Z' },
  author: { __typename: 'Bot', login: 'renovate' },
  mergedBy: null,
  labels: { nodes: [{ name: 'waiver' }, null] },
  timelineItems: { pageInfo: page, nodes: [] },
  mergeCommit: null,
};

function answerPulls(nodes: readonly object[]): void {
  const answer = { data: { repository: { pullRequests: { pageInfo: page, nodes } } } };
  nock(API).post('/graphql').times(2).reply(200, answer);
}

describe('merged pull requests', () => {
  it('name an app as REST does, and nobody where the account is gone', async () => {
    answerPulls([pull]);

    const [found] = await open().history.listMerged(DAYS, 'guardrails');

    expect(found).toMatchObject({ author: 'renovate[bot]', mergedBy: null, labels: ['waiver'], mergeCommit: null });
  });

  it('are asked for again without checks when those are refused', async () => {
    const path = ['repository', 'pullRequests', 'nodes', 0, 'commits', 'nodes', 0, 'commit', 'own'];
    const errors = [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration', path }];
    nock(API)
      .post('/graphql', ({ variables }) => variables.checks)
      .reply(200, { data: { repository: null }, errors });
    answerPulls([pull]);

    const [found] = await open().history.listMerged(DAYS, 'guardrails');

    expect(found?.checks).toMatchObject({ kind: 'unreadable', why: expect.stringContaining('`checks: read`') });
  });

  it('are not given where another permission lacks, and the error names it and no token', async () => {
    const errors = [{ type: 'FORBIDDEN', message: `Resource not accessible with ${TOKEN}`, path: ['repository'] }];
    nock(API).post('/graphql').reply(200, { data: null, errors });

    const error = renderError(await failureOf(open().history.listMerged(DAYS, 'guardrails')));

    expect(error).toContain('Give the token `pull-requests: read` and `contents: read`.');
    expect(error).not.toContain(TOKEN);
  });

  it('that GitHub describes otherwise are an error, not fewer pull requests', async () => {
    nock(API)
      .post('/graphql')
      .reply(200, { data: { repository: { pullRequests: { pageInfo: page, nodes: [{ number: 41 }] } } } });

    const error = await failureOf(open().history.listMerged(DAYS, 'guardrails'));

    expect(error).toMatchObject({ code: 'outside-failed' });
    expect(error.message).toContain('GitHub answered something unknown');
  });
});

describe('a follow-up', () => {
  const address = (name = 'quant') => ({ kind: 'issue', owner: 'Acme', name, number: 7 }) as const;
  const issue = { html_url: 'https://github.test/7', state: 'closed' };

  it.each([
    ['open', 200, { ...issue, state: 'open' }, 'open'],
    ['closed', 200, { ...issue, state_reason: 'completed' }, 'closed'],
    ['closed as not planned', 200, { ...issue, state_reason: 'not_planned' }, 'dropped'],
    ['a merged pull request', 200, { ...issue, pull_request: { merged_at: '2026-05-01T00:00:00Z' } }, 'closed'],
    ['a pull request that was given up', 200, { ...issue, pull_request: { merged_at: null } }, 'dropped'],
    ['deleted', 410, { message: 'This issue was deleted' }, 'absent'],
    ['none', 404, { message: 'Not Found' }, 'absent'],
    ['not for this token', 403, { message: 'Resource not accessible by integration' }, 'unreadable'],
  ])('is read as it stands: %s', async (_, status, body, state) => {
    nock(API).get('/repos/Acme/quant/issues/7').reply(status, body);

    const standing = await open().history.readIssue(address());

    expect(standing.state).toBe(state);
  });

  it('that is hidden in another repository is not said to be absent', async () => {
    nock(API).get('/repos/Acme/secret/issues/7').reply(404, { message: 'Not Found' });

    const standing = await open().history.readIssue(address('secret'));

    expect(standing).toEqual({ state: 'unreadable', url: null });
  });

  it('is no answer while GitHub fails', async () => {
    nock(API).get('/repos/Acme/quant/issues/7').times(3).reply(500, { message: 'Server Error' });

    const error = await failureOf(open().history.readIssue(address()));

    expect(error).toMatchObject({ code: 'outside-failed', facts: { passing: true } });
  }, 20_000);
});

describe('the issue', () => {
  const order = { title: 'Audit', marker: '<!-- m -->', body: '<!-- m -->\nText', state: 'open' as const };

  it('is not made twice when its making is not answered', async () => {
    nock(API)
      .post('/graphql')
      .reply(200, { data: { viewer: { login: 'ada' } } });
    nock(API).get(`${REPOSITORY}/issues`).query(true).reply(200, []);
    nock(API).post(`${REPOSITORY}/issues`).reply(502, { message: 'Bad Gateway' });

    const error = await failureOf(open().issue.keep(order));

    expect(error).toMatchObject({ code: 'outside-failed', facts: { passing: true } });
  });

  it.each([
    ['without its marker', { ...order, body: 'Text' }],
    ['longer than GitHub takes', { ...order, body: `<!-- m -->${'x'.repeat(65_536)}` }],
  ])('is refused before anything is asked: %s', async (_, wrong) => {
    const error = await failureOf(open().issue.keep(wrong));

    expect(error.code).toBe('broken');
  });
});
