import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { openExaminer } from '../../../src/adapters/github/examiner.ts';
import { manifestConverter } from '../../../src/adapters/github/manifest.ts';
import type { FakeGitHub } from '../../fakes/github/github.ts';
import { operationsOf, refOf, useFake } from './fake-host.ts';

const stage = useFake();

describe('the app', () => {
  it('lists every repository of every installation that is not suspended, with tokens that only list', async () => {
    const { github, repository, app } = stage();
    const other = github.addRepository({ owner: 'acme', name: 'notes' });
    const elsewhere = github.addRepository({ owner: 'zeta', name: 'desk' });
    const suspended = github.addRepository({ owner: 'gone', name: 'old' });
    github.suspend(github.installationOf(suspended));

    const listed = await app.listRepositories();

    expect(listed).toEqual([repository, other, elsewhere].map((each) => refOf(github, each)));
    const orders = github.calls.filter(({ operation }) => operation?.includes('access_tokens'));
    expect(orders.map(({ body }) => body)).toEqual([
      { permissions: { metadata: 'read' } },
      { permissions: { metadata: 'read' } },
    ]);
  });

  it('knows what GitHub grants and sends it', async () => {
    const { github } = stage();
    github.setWebhook('http://127.0.0.1:9/webhooks');

    const examiner = openExaminer({ ...settingsOf(github), signal: AbortSignal.timeout(10_000) });
    const [facts, hook] = [await examiner.readApp(), await examiner.readHook()];
    github.setWebhook(null);

    expect(facts).toMatchObject({ id: github.appId, slug: github.slug, permissions: { checks: 'write' } });
    expect(facts.events).toContain('pull_request');
    expect(hook).toEqual({
      url: 'http://127.0.0.1:9/webhooks',
      contentType: 'json',
      hasSecret: true,
      checksCertificate: true,
    });
  });

  it('reads which checks a branch demands, and of which app', async () => {
    const { github, repository } = stage();
    const requiredChecks = [{ context: 'conclave', integrationId: github.appId }, { context: 'tests' }];
    github.addRuleset(repository, { name: 'main', requiredChecks });

    const examiner = openExaminer({ ...settingsOf(github), signal: AbortSignal.timeout(10_000) });
    const rules = await examiner.readRules(refOf(github, repository), 'main');

    expect(rules).toEqual([
      {
        type: 'required_status_checks',
        requiredChecks: [
          { name: 'conclave', app: github.appId },
          { name: 'tests', app: null },
        ],
      },
    ]);
  });

  it('is fetched once with the code that follows its making', async () => {
    const { github } = stage();

    const made = await manifestConverter(github.url)(github.manifestCode());

    const { appId: id, slug, clientId, clientSecret, webhookSecret, privateKey: pem } = github;
    expect(made).toMatchObject({ id, slug, client_id: clientId, client_secret: clientSecret, pem });
    expect(made.webhook_secret).toBe(webhookSecret);
  });
});

describe('open pull requests', () => {
  it('are listed whole, oldest first, without closed ones', async () => {
    const { github, repository, host } = stage();
    const [first, second, third] = ['one', 'two', 'three'].map((head) =>
      github.openPull(repository, { title: head, head, changes: { [`${head}.py`]: 'a\n' }, labels: ['risk'] }),
    );
    if (second !== undefined) github.closePull(second, { merged: true });
    const closed = await host.readPull(second?.number ?? 0);

    const open = await host.listOpenPulls();

    expect(open.map(({ ref }) => ref.number)).toEqual([first?.number, third?.number]);
    expect(open[0]).toMatchObject({ title: 'one', state: 'open', labels: ['risk'], draft: false, fork: false });
    expect(closed).toMatchObject({ state: 'merged' });
  });

  it('cost a request for each hundred', async () => {
    const { github, repository, host } = stage();
    for (let count = 0; count < 101; count += 1) {
      github.openPull(repository, { title: `${count}`, head: `h${count}`, changes: { [`${count}.py`]: 'a\n' } });
    }
    const before = github.calls.length;

    const open = await host.listOpenPulls();

    expect(open).toHaveLength(101);
    expect(github.calls.slice(before).filter(({ operation }) => operation?.endsWith('/pulls'))).toHaveLength(2);
  });

  it('are absent by a number that does not exist', async () => {
    const found = await stage().host.readPull(404);

    expect(found).toBeNull();
  });
});

describe('deliveries that failed', () => {
  it('are those without any success, and can be asked for again', async () => {
    const { github, repository, app } = stage();
    const [lost, again] = [await github.deliver('pull_request', payload(1)), await github.deliver('ping', payload(2))];
    github.setWebhook(await startReceiver());
    await github.redeliver(again.id);
    github.setWebhook(null);
    await github.redeliver(lost.id);

    const failed = await app.listFailedDeliveries(new Date(Date.now() - 3_600_000));
    await app.redeliver(failed[0]?.id ?? '');
    await github.delivered();

    const newest = github.deliveries.filter(({ guid }) => guid === lost.guid);
    expect(failed).toMatchObject([{ guid: lost.guid, event: 'pull_request', attempts: 2 }]);
    expect(failed[0]).toMatchObject({ deliveredAt: lost.deliveredAt, statusCode: 502 });
    expect(newest).toHaveLength(3);
    expect(operationsOf(stage())).toContain('POST /app/hook/deliveries/{delivery_id}/attempts');
    expect(repository.name).toBe('quant');
  });

  const payload = (number: number) => ({ action: 'opened', number });

  /** A server that takes every delivery; its address. */
  async function startReceiver(): Promise<string> {
    const server = createServer((request, response) => {
      request.resume().on('end', () => response.writeHead(202).end());
    });
    onTestFinished(() => {
      server.close();
      server.closeAllConnections();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${z.object({ port: z.number() }).parse(server.address()).port}/`;
  }
});

function settingsOf({ appId, privateKey, url: apiUrl }: FakeGitHub) {
  return { appId, privateKey, apiUrl };
}
