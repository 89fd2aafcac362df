import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type FakeGitHub, startGitHub } from './github.ts';
import { type Ask, askAsInstallation, assertTaken } from './test-client.ts';
import type { Pull, Repository } from './world.ts';

const WITH_ID = z.looseObject({ id: z.number() });
const stranger = { id: 7, slug: 'other-bot', name: 'other-bot', clientId: 'Iv1.other' };

let github: FakeGitHub;
let repository: Repository;
let pull: Pull;
let ask: Ask;

beforeEach(async () => {
  github = await startGitHub();
  repository = github.addRepository({ owner: 'acme', name: 'quant' });
  pull = github.openPull(repository, { title: 'feat: x', head: 'x', changes: { 'a.py': 'a\n' } });
  ask = await askAsInstallation(github, repository);
});

afterEach(async () => {
  await github.stop();
  assertTaken(github);
});

describe('comments', () => {
  it('tell who wrote them and through which app', async () => {
    github.comment(pull, 'ada', 'from a person');
    github.comment(pull, 'other-bot[bot]', 'from another app', stranger);
    await ask('POST /repos/acme/quant/issues/1/comments', { body: 'from us' });

    const reply = await ask('GET /repos/acme/quant/issues/1/comments');

    expect(reply.body).toMatchObject([
      { body: 'from a person', user: { login: 'ada', type: 'User' }, performed_via_github_app: null },
      { body: 'from another app', user: { type: 'Bot' }, performed_via_github_app: { id: 7 } },
      {
        body: 'from us',
        user: { login: 'conclave-test[bot]', type: 'Bot' },
        performed_via_github_app: { id: github.appId },
      },
    ]);
  });

  it('are written over and taken away', async () => {
    const { id } = WITH_ID.parse((await ask('POST /repos/acme/quant/issues/1/comments', { body: 'first' })).body);
    await ask(`PATCH /repos/acme/quant/issues/comments/${id}`, { body: 'second' });
    const edited = github.conversation(pull).comments;
    const read = await ask(`GET /repos/acme/quant/issues/comments/${id}`);

    const reply = await ask(`DELETE /repos/acme/quant/issues/comments/${id}`);

    expect(edited).toMatchObject([{ body: 'second', edits: 1, app: 'conclave-test' }]);
    expect(read.body).toMatchObject({ id, body: 'second', html_url: edited[0]?.url });
    expect(reply.status).toBe(204);
    expect(github.conversation(pull).comments).toEqual([]);
  });

  it('take as many characters as GitHub takes', async () => {
    const reply = await ask('POST /repos/acme/quant/issues/1/comments', { body: 'x'.repeat(65_536) });

    expect(reply.status).toBe(201);
  });

  it('take each reaction of ours once', async () => {
    const { id } = github.comment(pull, 'ada', '/conclave review');
    const first = await ask(`POST /repos/acme/quant/issues/comments/${id}/reactions`, { content: 'eyes' });
    const second = await ask(`POST /repos/acme/quant/issues/comments/${id}/reactions`, { content: 'eyes' });

    const listed = await ask(`GET /repos/acme/quant/issues/comments/${id}/reactions`);

    expect([first.status, second.status]).toEqual([201, 200]);
    expect(listed.body).toMatchObject([{ content: 'eyes', user: { login: 'conclave-test[bot]' } }]);
    expect(github.conversation(pull).comments[0]?.reactions).toEqual([
      { author: 'conclave-test[bot]', content: 'eyes' },
    ]);
  });
});

describe('check runs', () => {
  const line = (n: number) => ({
    path: 'a.py',
    start_line: n,
    end_line: n,
    annotation_level: 'warning',
    message: `message ${n}`,
  });

  it('begin, end, and gather the annotations of all their updates', async () => {
    const made = await ask('POST /repos/acme/quant/check-runs', {
      name: 'Conclave',
      head_sha: pull.headSha,
      external_id: 'verdict:1',
      status: 'in_progress',
      started_at: '2026-05-12T09:00:00Z',
    });
    const { id } = WITH_ID.parse(made.body);
    const output = {
      title: 'Rejected',
      summary: 'One blocker.',
      annotations: Array.from({ length: 50 }, (_, n) => line(n + 1)),
    };
    await ask(`PATCH /repos/acme/quant/check-runs/${id}`, { conclusion: 'failure', output });
    await ask(`PATCH /repos/acme/quant/check-runs/${id}`, { output: { ...output, annotations: [line(51)] } });

    const reply = await ask(`GET /repos/acme/quant/check-runs/${id}`);

    expect(made.body).toMatchObject({ status: 'in_progress', conclusion: null, pull_requests: [{ number: 1 }] });
    expect(reply.body).toMatchObject({
      status: 'completed',
      conclusion: 'failure',
      external_id: 'verdict:1',
      output: { title: 'Rejected', annotations_count: 51 },
    });
    expect(github.conversation(pull).checks[0]?.annotations).toHaveLength(51);
  });

  it('are found by name and app, the newest of each unless all are wanted', async () => {
    const order = { name: 'Conclave', head_sha: pull.headSha };
    await ask('POST /repos/acme/quant/check-runs', order);
    const newest = WITH_ID.parse((await ask('POST /repos/acme/quant/check-runs', order)).body);
    github.addForeignCheck(repository, { name: 'Conclave', sha: pull.headSha, app: stranger });
    const list = `GET /repos/acme/quant/commits/${pull.headSha}/check-runs?check_name=Conclave`;

    const replies = [await ask(`${list}&app_id=${github.appId}`), await ask(list), await ask(`${list}&filter=all`)];

    expect(replies.map(({ body }) => body)).toMatchObject([
      { total_count: 1, check_runs: [{ id: newest.id, app: { id: github.appId } }] },
      { total_count: 2 },
      { total_count: 3 },
    ]);
  });

  it('stand on no commit that is not there', async () => {
    const reply = await ask('POST /repos/acme/quant/check-runs', { name: 'Conclave', head_sha: '0'.repeat(40) });

    expect(reply.status).toBe(422);
  });
});

describe('people and rules', () => {
  it.each([
    { login: 'boss', role: 'admin', permission: 'admin' },
    { login: 'keeper', role: 'maintain', permission: 'write' },
    { login: 'writer', role: 'write', permission: 'write' },
    { login: 'sorter', role: 'triage', permission: 'read' },
    { login: 'guest', role: 'read', permission: 'read' },
  ] as const)('$login has the role $role', async ({ login, role, permission }) => {
    github.addCollaborator(repository, login, role);

    const reply = await ask(`GET /repos/acme/quant/collaborators/${login}/permission`);

    expect(reply.body).toMatchObject({ permission, role_name: role });
  });

  it('a stranger has no permission, and nobody is not found', async () => {
    github.comment(pull, 'stranger', 'hello');

    const replies = [
      await ask('GET /repos/acme/quant/collaborators/stranger/permission'),
      await ask('GET /repos/acme/quant/collaborators/nobody/permission'),
    ];

    expect(replies[0]?.body).toMatchObject({ permission: 'none', role_name: 'none' });
    expect(replies[1]?.status).toBe(404);
  });

  it('those who may at least maintain are listed', async () => {
    github.addCollaborator(repository, 'keeper', 'maintain');
    github.addCollaborator(repository, 'writer', 'write');

    const reply = await ask('GET /repos/acme/quant/collaborators?permission=maintain');

    expect(reply.body).toMatchObject([{ login: 'acme', role_name: 'admin' }, { login: 'keeper' }]);
    expect(reply.body).toHaveLength(2);
  });

  it('rulesets say which checks a branch requires', async () => {
    const requiredChecks = [{ context: 'Conclave', integrationId: github.appId }];
    const { id } = github.addRuleset(repository, { name: 'main', requiredChecks });
    github.addRuleset(repository, { name: 'asleep', enforcement: 'disabled', requiredChecks });

    const replies = [
      await ask('GET /repos/acme/quant/rulesets'),
      await ask(`GET /repos/acme/quant/rulesets/${id}`),
      await ask('GET /repos/acme/quant/rules/branches/main'),
      await ask('GET /repos/acme/quant/rules/branches/x'),
    ];

    const required_status_checks = [{ context: 'Conclave', integration_id: github.appId }];
    expect(replies.map(({ body }) => body)).toMatchObject([
      [{ name: 'main' }, { name: 'asleep' }],
      { rules: [{ type: 'required_status_checks', parameters: { required_status_checks } }] },
      [{ ruleset_id: id, parameters: { required_status_checks } }],
      [],
    ]);
  });
});
