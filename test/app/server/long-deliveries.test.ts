import { request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { deliver, pullRequest, type RunningApp, startApp } from '../running-app.ts';

interface Answer {
  readonly status: number;
  readonly text: string;
  /** Whether the server said that it closes the connection. */
  readonly closes: boolean;
}

/** Sends a body piece by piece, without saying how long it will be. */
function sendPieces(app: RunningApp, pieces: readonly string[]): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const headers = { 'content-type': 'application/json', 'x-github-event': 'push', 'x-github-delivery': 'd-1' };
  const sending = request(`${app.url}/webhooks`, {
    method: 'POST',
    headers: { ...headers, 'x-hub-signature-256': 'sha256=00' },
  });
  sending.on('response', (response) => {
    let text = '';
    response.on('data', (chunk) => {
      text += String(chunk);
    });
    response.on('end', () =>
      resolve({ status: response.statusCode ?? 0, text, closes: response.headers.connection === 'close' }),
    );
  });
  sending.on('error', reject);
  const sendNext = ([piece, ...left]: readonly string[]): void => {
    if (piece === undefined) sending.end();
    else sending.write(piece, () => setTimeout(sendNext, 1, left));
  };
  sendNext(pieces);
  return promise;
}

/** Writes raw text to the server and gives everything it answers until it closes the connection. */
function speak(app: RunningApp, text: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const { hostname, port } = new URL(app.url);
  const socket = connect(Number(port), hostname, () => socket.write(text));
  let heard = '';
  socket.on('data', (chunk) => {
    heard += String(chunk);
  });
  socket.on('error', () => resolve(heard));
  socket.on('close', () => resolve(heard));
  return promise;
}

describe('a body that is too long', () => {
  it('is refused by its announced length before a byte of it is read', async () => {
    const app = await startApp();
    const head = [
      'POST /webhooks HTTP/1.1',
      'host: x',
      'content-type: application/json',
      'content-length: 26000000',
      'x-github-event: push',
      'x-github-delivery: d-1',
      'x-hub-signature-256: sha256=00',
    ];

    const heard = await speak(app, `${head.join('\r\n')}\r\n\r\n`);

    expect(heard).toMatch(/^HTTP\/1\.1 413 /);
    expect(heard).toMatch(/\r\nconnection: close\r\n/i);
  });

  it('is refused at 25 megabytes when it comes in chunks, and the sender can read why', async () => {
    const app = await startApp();

    const answer = await sendPieces(app, Array<string>(26).fill(' '.repeat(1_000_000)));

    expect(answer).toMatchObject({ status: 413, closes: true });
    expect(answer.text).toContain('25 MB');
    expect(app.seen).toEqual([]);
  });

  it('is told apart from one of exactly the greatest length', async () => {
    const body = JSON.stringify({ installation: { id: 1 } });
    const app = await startApp({ limits: { deliveryBytes: body.length } });

    const exact = await deliver(app, body);
    const longer = await deliver(app, `${body} `);

    expect([exact.status, longer.status]).toEqual([200, 413]);
  });

  it('finds no room beside others that fill it, and leaves its own room behind', async () => {
    const app = await startApp({ limits: { heldBytes: 100, deliveryBytes: 1_000 } });
    const tooMuch = JSON.stringify({ text: 'x'.repeat(200) });

    const refused = await deliver(app, tooMuch);
    const taken = await deliver(app, pullRequest);
    const again = await deliver(app, pullRequest);

    expect([refused.status, taken.status, again.status]).toEqual([503, 200, 200]);
  });
});

describe('the room for bodies', () => {
  const small = { heldBytes: 150, deliveryBytes: 100 };

  it('is given back by a body that was refused midway', async () => {
    const app = await startApp({ limits: small });
    for (const _attempt of [1, 2, 3]) {
      const refused = await sendPieces(app, ['x'.repeat(80), 'x'.repeat(80)]);
      expect(refused.status).toBe(413);
    }

    const taken = await deliver(app, pullRequest);

    expect(taken.status).toBe(200);
  });
});

describe('a sender that is slow', () => {
  const head = [
    'POST /webhooks HTTP/1.1',
    'host: x',
    'content-type: application/json',
    'content-length: 1000',
    'x-github-event: push',
    'x-github-delivery: d-1',
    'x-hub-signature-256: sha256=00',
  ];

  it.each([
    ['in its headers', head.slice(0, 3).join('\r\n'), { headersMs: 200, requestMs: 60_000 }],
    ['in its body', `${head.join('\r\n')}\r\n\r\n{"a":`, { headersMs: 100, requestMs: 200 }],
  ])('%s is cut off, and others are served meanwhile', async (_where, text, limits) => {
    const app = await startApp({ limits });

    const slow = speak(app, text);
    const other = await deliver(app, pullRequest);
    const heard = await slow;

    expect(other.status).toBe(200);
    expect(heard).toMatch(/^HTTP\/1\.1 408 /);
    expect(app.seen).toHaveLength(1);
  });
});
