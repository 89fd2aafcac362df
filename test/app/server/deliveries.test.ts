import { describe, expect, it } from 'vitest';
import { deliver, pullRequest, readMetric, sign, startApp } from '../running-app.ts';

describe('a delivery', () => {
  it('reaches the handlers when its signature fits', async () => {
    const app = await startApp();

    const answer = await deliver(app, pullRequest);

    expect(answer.status).toBe(200);
    expect(app.seen).toEqual([{ id: 'd-1', name: 'pull_request', payload: JSON.parse(pullRequest) }]);
    expect(await readMetric(app.metrics, 'conclave_deliveries_total{event="pull_request",outcome="taken"}')).toBe(1);
  });

  it.each([
    ['letters of other scripts', JSON.stringify({ title: 'Ünïcödé 漢字 🦉 \u2028', installation: { id: 1 } })],
    ['a body of two megabytes', JSON.stringify({ text: 'é'.repeat(1_000_000), installation: { id: 1 } })],
  ])('is taken with %s as it was sent', async (_what, body) => {
    const app = await startApp();

    const answer = await deliver(app, body);

    expect(answer.status).toBe(200);
    expect(app.seen.map(({ payload }) => payload)).toEqual([JSON.parse(body)]);
  });

  it('is signed over the bytes alone: the same JSON with another space is refused', async () => {
    const app = await startApp();

    const answer = await deliver(app, `${pullRequest} `, { 'x-hub-signature-256': sign(pullRequest) });

    expect(answer.status).toBe(401);
    expect(app.seen).toEqual([]);
  });

  it.each([
    ['a signature by another secret', pullRequest, { 'x-hub-signature-256': sign(pullRequest, 'development') }, 401],
    ['a signature that is none', pullRequest, { 'x-hub-signature-256': 'sha256=' }, 401],
    ['the old kind of signature', pullRequest, { 'x-hub-signature-256': undefined, 'x-hub-signature': 'sha1=00' }, 401],
    ['no signature', pullRequest, { 'x-hub-signature-256': undefined }, 401],
    ['a form', pullRequest, { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['no content type', pullRequest, { 'content-type': '' }, 415],
    ['another kind of JSON', pullRequest, { 'content-type': 'application/json-patch' }, 415],
    ['no event', pullRequest, { 'x-github-event': undefined }, 400],
    ['an event that is no name', pullRequest, { 'x-github-event': '../x' }, 400],
    ['no delivery id', pullRequest, { 'x-github-delivery': undefined }, 400],
    ['what is not JSON', '{"a":', {}, 400],
    ['nothing at all', '', {}, 400],
    ['a list', '[]', {}, 400],
    ['null', 'null', {}, 400],
    ['a number', '42', {}, 400],
    ['a text', '"pull_request"', {}, 400],
  ])('with %s is refused and reaches nobody', async (_what, body, headers, status) => {
    const app = await startApp();

    const answer = await deliver(app, body, headers);

    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(await answer.text()).toMatch(/^[A-Z].+[.]\n$/);
    expect(app.seen).toEqual([]);
    expect(await readMetric(app.metrics, 'conclave_deliveries_total{event="unread",outcome="refused"}')).toBe(1);
  });

  it.each([
    ['a byte that is no UTF-8', Uint8Array.from([...Buffer.from('{"a":"'), 0xff, ...Buffer.from('"}')])],
    ['a byte order mark', Uint8Array.from([0xef, 0xbb, 0xbf, ...Buffer.from('{}')])],
  ])('with %s is refused although its signature fits', async (_what, body) => {
    const app = await startApp();

    const answer = await deliver(app, body);

    expect(answer.status).toBe(400);
    expect(app.seen).toEqual([]);
  });

  it.each([
    ['an event that is not used', 'watch', 202],
    ['an event that nobody knows', 'no_such_event', 202],
    ['the first sign of life of a webhook', 'ping', 200],
  ])('of %s is answered and reaches nobody', async (_what, event, status) => {
    const app = await startApp();

    const answer = await deliver(app, pullRequest, { 'x-github-event': event });

    expect(answer.status).toBe(status);
    expect(app.seen).toEqual([]);
    expect(await readMetric(app.metrics, 'conclave_deliveries_total{event="other",outcome="ignored"}')).toBe(1);
  });

  it('is told as failed when a handler fails', async () => {
    const app = await startApp({ work: () => Promise.reject(new Error('the database is away')) });

    const answer = await deliver(app, pullRequest);

    expect(answer.status).toBe(500);
    expect(await readMetric(app.metrics, 'conclave_deliveries_total{event="pull_request",outcome="failed"}')).toBe(1);
  });

  it('waits for its credentials: before setup it is answered with 503, afterwards it is taken', async () => {
    const app = await startApp({ webhooks: 'none' });

    const before = await deliver(app, pullRequest);
    await app.openWebhooks(app.door());
    const after = await deliver(app, pullRequest);

    expect([before.status, after.status]).toEqual([503, 200]);
    expect(app.seen).toHaveLength(1);
  });

  it('leaves no secret and no signature in the log', async () => {
    const app = await startApp();

    await deliver(app, pullRequest);
    await deliver(app, pullRequest, { 'x-hub-signature-256': sign(pullRequest, 'another') });

    const log = app.lines.join('');
    expect(log).toContain('a delivery arrived');
    expect(log).not.toContain(sign(pullRequest).slice(7));
    expect(log).not.toContain(sign(pullRequest, 'another').slice(7));
  });
});
