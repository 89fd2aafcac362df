import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../../app/metrics.ts';
import { AppError } from '../../../src/kernel/app-error.ts';
import { deliver, pullRequest, startApp, wellFacts } from '../running-app.ts';

describe('the server', () => {
  it.each([
    ['GET', '/', 404],
    ['POST', '/', 404],
    ['GET', '/webhooks/more', 404],
    ['GET', '/..%2f..%2fetc/passwd', 404],
    ['GET', '/webhooks', 405],
    ['PUT', '/webhooks', 405],
    ['DELETE', '/healthz', 405],
    ['POST', '/metrics', 405],
    ['HEAD', '/setup', 405],
    ['HEAD', '/healthz', 200],
    ['GET', '/healthz/', 200],
    ['GET', '/healthz?x=1', 200],
  ])('answers %s %s with %i', async (method, path, status) => {
    const app = await startApp();

    const answer = await fetch(`${app.url}${path}`, { method });

    expect(answer.status).toBe(status);
  });

  it('says which methods a path takes', async () => {
    const app = await startApp();

    const answer = await fetch(`${app.url}/webhooks`);

    expect(answer.headers.get('allow')).toBe('POST');
  });

  it('takes a delivery at an address with a slash and a query behind it', async () => {
    const app = await startApp();

    const answer = await deliver({ ...app, url: `${app.url}/webhooks/?from=` }, pullRequest);

    expect(answer.status).toBe(200);
    expect(app.seen).toHaveLength(1);
  });

  it('stands beside another one with counts of its own', async () => {
    const [first, second] = [await startApp(), await startApp()];

    await deliver(first, pullRequest);

    const [one, other] = await Promise.all(
      [first, second].map(async ({ url }) => (await fetch(`${url}/metrics`)).text()),
    );
    expect(first.url).not.toBe(second.url);
    expect(one).toContain('conclave_deliveries_total{event="pull_request",outcome="taken"} 1');
    expect(other).not.toContain('conclave_deliveries_total{');
    expect(second.seen).toEqual([]);
  });

  it('says in words that its port is taken', async () => {
    const { url } = await startApp();
    const port = Number(new URL(url).port);

    const second = startApp({ port });

    await expect(second).rejects.toThrow(AppError);
    await expect(second).rejects.toMatchObject({ facts: { where: `127.0.0.1:${port}` } });
  });

  it('opens no door without a secret', async () => {
    const app = await startApp({ webhooks: 'none' });

    const opening = app.openWebhooks({ ...app.door(), secret: '' });

    await expect(opening).rejects.toThrow('no webhook secret');
    expect((await deliver(app, pullRequest)).status).toBe(503);
  });

  it('keeps an error of its own to itself', async () => {
    const metrics = { ...createMetrics(), expose: () => Promise.reject(new Error('host db-7 is away')) };
    const app = await startApp({ metrics });

    const answer = await fetch(`${app.url}/metrics`);

    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('db-7');
    expect(app.lines.join('')).toContain('db-7');
  });
});

describe('a server that closes', () => {
  it('finishes the request in flight and takes no other', async () => {
    const app = await startApp({ work: () => sleep(200), limits: { closeMs: 60_000 } });

    const inFlight = deliver(app, pullRequest);
    while (app.seen.length === 0) await sleep(5);
    await app.close();

    expect((await inFlight).status).toBe(200);
    await expect(fetch(`${app.url}/healthz`)).rejects.toThrow('fetch failed');
  });

  it('is not held open by a connection that is kept alive', async () => {
    // Both bounds are longer than a test may take.
    const app = await startApp({ limits: { closeMs: 60_000, keepAliveMs: 60_000 } });
    const answer = await fetch(`${app.url}/healthz`);
    await answer.text();

    await app.close();

    expect(answer.headers.get('connection')).toBe('keep-alive');
  });

  it('waits no longer than its bound for a request that never ends', async () => {
    const never = Promise.withResolvers<void>();
    const app = await startApp({ work: () => never.promise, limits: { closeMs: 100 } });

    const inFlight = deliver(app, pullRequest).catch(() => 'cut off');
    while (app.seen.length === 0) await sleep(5);
    await app.close();

    expect(await inFlight).toBe('cut off');
    never.resolve();
  });
});

describe('the readiness', () => {
  it('is told with its facts', async () => {
    const app = await startApp();

    const answer = await fetch(`${app.url}/readyz`);

    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ ready: true, problems: [], warnings: [], facts: wellFacts });
  });

  it.each([
    ['without a database', { database: false }, 'the database does not answer'],
    ['before setup', { isSetUp: false, slotHeld: false }, 'not set up: open /setup'],
    ['without a slot', { slotHeld: false }, 'this process holds no slot for workflows'],
  ])('is denied %s', async (_what, changed, problem) => {
    const app = await startApp({ readiness: async () => ({ ...wellFacts, ...changed }) });

    const answer = await fetch(`${app.url}/readyz`);

    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ ready: false, problems: [problem] });
  });

  it.each([
    ['a long queue', { queueLagSeconds: 301 }, 'the oldest waiting work has waited 301 s'],
    ['an unknown queue', { queueLagSeconds: null }, 'the lag of the queue could not be read'],
    [
      'stranded work',
      { strandedVersions: ['engine-1'] },
      'unfinished work of version engine-1 waits for a process of that version',
    ],
  ])('stands with %s, which is a warning', async (_what, changed, warning) => {
    const app = await startApp({ readiness: async () => ({ ...wellFacts, ...changed }) });

    const answer = await fetch(`${app.url}/readyz`);

    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ ready: true, warnings: [warning] });
  });

  it('is denied when its facts do not come in time', async () => {
    const never = Promise.withResolvers<typeof wellFacts>();
    const app = await startApp({ readiness: () => never.promise, limits: { readinessMs: 50 } });

    const answer = await fetch(`${app.url}/readyz`);

    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ ready: false, problems: ['no facts within 50 ms'], warnings: [] });
    never.resolve(wellFacts);
  });

  it('is denied when its facts cannot be read, and why stands in the log alone', async () => {
    const app = await startApp({ readiness: () => Promise.reject(new Error('no host db-7')) });

    const answer = await fetch(`${app.url}/readyz`);

    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('db-7');
    expect(app.lines.join('')).toContain('db-7');
  });
});
