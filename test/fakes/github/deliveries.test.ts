import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type FakeGitHub, startGitHub } from './github.ts';
import { askAsApp, askAsInstallation, assertTaken } from './test-client.ts';
import type { Repository } from './world.ts';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

let github: FakeGitHub;
let repository: Repository;
let hook: Server;
let received: Received[];
let answer: number | null;

beforeEach(async () => {
  received = [];
  answer = 202;
  hook = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, text: Buffer.concat(chunks).toString('utf8') });
      if (answer !== null) response.writeHead(answer).end();
    });
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  hook.listen(0, '127.0.0.1', resolve);
  await promise;
  const { port } = z.object({ port: z.number() }).parse(hook.address());
  github = await startGitHub({ webhookUrl: `http://127.0.0.1:${port}/webhooks`, deliveryTimeoutMs: 1_000 });
  repository = github.addRepository({ owner: 'acme', name: 'quant' });
});

afterEach(async () => {
  await github.stop();
  hook.closeAllConnections();
  hook.close();
  assertTaken(github);
});

describe('a delivery', () => {
  it('is signed and named as GitHub does it, with installation, repository and sender', async () => {
    github.openPull(repository, { title: 'feat: ü', head: 'x', changes: { x: 'x' } });
    await github.delivered();

    const [{ headers, text } = { headers: {}, text: '' }] = received;
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'x-github-event': 'pull_request',
      'x-github-delivery': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'x-github-hook-id': expect.any(String),
      'user-agent': expect.stringMatching(/^GitHub-Hookshot\//),
      'x-hub-signature-256': `sha256=${createHmac('sha256', github.webhookSecret).update(text).digest('hex')}`,
    });
    expect(JSON.parse(text)).toMatchObject({
      action: 'opened',
      number: 1,
      pull_request: { title: 'feat: ü' },
      installation: { id: github.installationOf(repository).id },
      repository: { full_name: 'acme/quant' },
      sender: { login: 'ada' },
    });
  });

  it('follows each deed, in a shape that the description knows', async () => {
    const pull = github.openPull(repository, { title: 'feat: x', head: 'x', changes: { x: 'x' } });
    github.push(pull, { y: 'y' });
    github.forcePush(pull, { z: 'z' });
    github.editPull(pull, { title: 'feat: y', draft: true });
    github.editPull(pull, { draft: false });
    github.addLabel(pull, 'model');
    const { id } = github.comment(pull, 'ada', '/conclave review');
    github.editComment(id, '/conclave explain', 'grace');
    github.deleteComment(id);
    github.mergeGroup(pull);
    github.closePull(pull, { merged: true });
    const ask = await askAsInstallation(github, repository);
    const check = await ask('POST /repos/acme/quant/check-runs', { name: 'Conclave', head_sha: pull.headSha });
    const { id: checkId } = z.looseObject({ id: z.number() }).parse(check.body);
    await ask(`PATCH /repos/acme/quant/check-runs/${checkId}`, { conclusion: 'success' });
    github.rerequestCheck(checkId, 'ada');
    await github.delivered();

    const told = github.deliveries.toSorted((one, other) => one.id - other.id);
    expect(told.map(({ event, action }) => `${event}.${action}`).toSorted()).toEqual([
      'check_run.completed',
      'check_run.created',
      'check_run.rerequested',
      'issue_comment.created',
      'issue_comment.deleted',
      'issue_comment.edited',
      'merge_group.checks_requested',
      'pull_request.closed',
      'pull_request.converted_to_draft',
      'pull_request.edited',
      'pull_request.labeled',
      'pull_request.opened',
      'pull_request.ready_for_review',
      'pull_request.synchronize',
      'pull_request.synchronize',
    ]);
  });

  it('tells the app of its own comments, too', async () => {
    github.openPull(repository, { title: 'feat: x', head: 'x', changes: { x: 'x' } });
    const ask = await askAsInstallation(github, repository);
    await ask('POST /repos/acme/quant/issues/1/comments', { body: 'verdict' });
    await github.delivered();

    const own = received.find(({ headers }) => headers['x-github-event'] === 'issue_comment');
    expect(JSON.parse(own?.text ?? '{}')).toMatchObject({ sender: { login: 'conclave-test[bot]', type: 'Bot' } });
  });

  it('of any event is sent as a test wrote it', async () => {
    const delivery = await github.deliver('ping', { zen: 'Half measures are as bad as nothing at all.' });

    expect(delivery).toMatchObject({ event: 'ping', action: null, statusCode: 202, status: 'OK' });
    expect(received[0]?.text).toBe('{"zen":"Half measures are as bad as nothing at all."}');
  });

  it('is not sent where the app is not installed', async () => {
    const elsewhere = github.addRepository({ owner: 'stranger', name: 'theirs', installed: false });
    github.openPull(elsewhere, { title: 'feat: x', head: 'x', changes: { x: 'x' } });
    await github.delivered();

    expect(received).toEqual([]);
  });
});

describe('a fake that is stopped', () => {
  it('gives up what the app does not answer', async () => {
    answer = null;
    const sending = github.deliver('ping', {});
    await github.stop();

    expect(await sending).toMatchObject({ statusCode: 502 });
  });
});

describe('the log of deliveries', () => {
  it('keeps how each attempt ended, newest first, and page by page', async () => {
    const asApp = askAsApp(github);
    await github.deliver('ping', { n: 1 });
    answer = 500;
    await github.deliver('ping', { n: 2 });
    answer = null;
    await github.deliver('ping', { n: 3 });
    github.setWebhook('http://127.0.0.1:1/nobody-listens');
    await github.deliver('ping', { n: 4 });

    const first = await asApp('GET /app/hook/deliveries?per_page=2');
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1];
    const second = await asApp(`GET ${next}`);

    expect(first.body).toMatchObject([
      { status: 'failed to connect to host', status_code: 502 },
      { status: 'timed out', status_code: 504 },
    ]);
    expect(second.body).toMatchObject([{ status_code: 500 }, { status: 'OK', status_code: 202 }]);
    expect(second.headers.get('link')).toBeNull();
  });

  it('lets the app ask for one again, which keeps its guid', async () => {
    const asApp = askAsApp(github);
    answer = 503;
    const failed = await github.deliver('ping', { n: 1 });
    answer = 202;

    const reply = await asApp(`POST /app/hook/deliveries/${failed.id}/attempts`);
    await github.delivered();

    expect(reply.status).toBe(202);
    expect(received.map(({ headers }) => headers['x-github-delivery'])).toEqual([failed.guid, failed.guid]);
    expect(received[1]?.text).toBe(received[0]?.text);
    expect(github.deliveries.at(-1)).toMatchObject({ guid: failed.guid, redelivery: true, statusCode: 202 });
    expect(github.deliveries.at(-1)?.id).not.toBe(failed.id);
  });
});
