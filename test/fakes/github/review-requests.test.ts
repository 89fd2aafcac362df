import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeGitHub, startGitHub } from './github.ts';
import { type Ask, askAsInstallation, assertTaken } from './test-client.ts';
import type { Pull, Repository } from './world.ts';

const PULL = '/repos/acme/quant/pulls/1';
let github: FakeGitHub;
let repository: Repository;
let pull: Pull;
let ask: Ask;

beforeEach(async () => {
  // Nothing listens there; the deliveries are checked against the description all the same.
  github = await startGitHub({ webhookUrl: 'http://127.0.0.1:9/webhooks' });
  repository = github.addRepository({ owner: 'acme', name: 'quant' });
  github.addCollaborator(repository, 'rae', 'read');
  github.addTeam('acme/risk', ['rae']);
  pull = github.openPull(repository, { title: 'feat: x', author: 'eve', head: 'x', changes: { 'a.py': 'a\n' } });
  ask = await askAsInstallation(github, repository);
});

afterEach(async () => {
  await github.delivered();
  await github.stop();
  assertTaken(github);
});

const request = (body: object) => ask(`POST ${PULL}/requested_reviewers`, body);

describe('a review that is requested', () => {
  it('stands on the pull request, in its timeline and in a delivery, until it is given', async () => {
    const before = await request({ reviewers: ['rae'], team_reviewers: ['risk'] });
    const [listed, read] = [await ask(`GET ${PULL}/requested_reviewers`), await ask(`GET ${PULL}`)];
    github.review(pull, { author: 'rae', state: 'COMMENTED' });

    const [after, timeline] = [
      await ask(`GET ${PULL}/requested_reviewers`),
      await ask('GET /repos/acme/quant/issues/1/timeline'),
    ];
    await github.delivered();

    const asked = { requested_reviewers: [{ login: 'rae' }], requested_teams: [{ slug: 'risk' }] };
    expect([before.status, before.body, read.body]).toMatchObject([201, asked, asked]);
    expect(listed.body).toMatchObject({ users: [{ login: 'rae' }], teams: [{ slug: 'risk' }] });
    expect(after.body).toEqual({ users: [], teams: [] });
    expect(timeline.body).toMatchObject([
      { event: 'committed' },
      { event: 'review_requested', requested_reviewer: { login: 'rae' } },
      { event: 'review_requested', requested_team: { slug: 'risk' } },
      { event: 'reviewed' },
    ]);
    expect(github.deliveries.filter(({ action }) => action === 'review_requested')).toHaveLength(2);
  });

  it.each([
    { of: 'the author', body: { reviewers: ['rae', 'Eve'] }, message: 'pull request author' },
    { of: 'a stranger', body: { reviewers: ['zoe'] }, message: 'collaborator of the acme/quant repository' },
    {
      of: 'an unknown team',
      body: { team_reviewers: ['risks'] },
      message: 'collaborator of the acme/quant repository',
    },
  ])('of $of is refused together with all others', async ({ body, message }) => {
    const reply = await request({ team_reviewers: ['risk'], ...body });

    expect(reply).toMatchObject({ status: 422, body: { message: expect.stringContaining(message) } });
    expect(github.requestedOn(pull)).toEqual({ users: [], teams: [] });
  });
});

describe('labels', () => {
  it('are put on beside those that stand, each once', async () => {
    github.addLabel(pull, 'mine');

    const reply = await ask('POST /repos/acme/quant/issues/1/labels', { labels: ['risk', 'Mine'] });

    expect(reply).toMatchObject({ status: 200, body: [{ name: 'mine' }, { name: 'risk' }] });
  });

  it('with too long a name are refused', async () => {
    const reply = await ask('POST /repos/acme/quant/issues/1/labels', { labels: ['x'.repeat(51)] });

    expect(reply).toMatchObject({ status: 422, body: { message: 'Validation Failed' } });
  });
});
