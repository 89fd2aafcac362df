import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { alertmanagerDesk } from '../../../src/adapters/alertmanager/desk.ts';

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const group = { groupLabels: { alertname: 'R2_PVC' }, receiver: 'conclave' };

async function ask(listener: RequestListener, patienceMs = 20_000) {
  const url = await serve(listener);
  return alertmanagerDesk({ url, authorization: 'Bearer secret-word', patienceMs }).current(group);
}

const says =
  (status: number, type: string, body: string): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': type }).end(body);
  };

describe('an Alertmanager that answers otherwise', () => {
  it.each([
    ['a login page', says(200, 'text/html; charset=utf-8', '<html>log in</html>'), 'a page of HTML'],
    ['another kind', says(200, 'text/plain', '[]'), 'answers with something else, not with JSON'],
    ['no rights', says(401, 'application/json', '{}'), 'refuses the credentials of the installation (401)'],
    ['a failure', says(503, 'application/json', '[]'), 'Alertmanager answered 503'],
    ['half a list', says(200, 'application/json', '[{"labels":'), 'JSON that is broken'],
    ['another shape', says(200, 'application/json', '{"status":"success"}'), 'is not as expected'],
    ['an alert without fingerprint', says(200, 'application/json', '[{"labels":{}}]'), 'at [0].'],
  ])('knows no alerts from %s', async (_what, listener, words) => {
    const current = await ask(listener);

    expect(current).toMatchObject({ kind: 'unread', words: expect.stringContaining(words) });
    expect(JSON.stringify(current)).not.toContain('secret-word');
  });

  it('does not follow where it is led', async () => {
    let visits = 0;
    const elsewhere = await serve((_request, response) => {
      visits += 1;
      response.end('[]');
    });

    const current = await ask((_request, response) => {
      response.writeHead(302, { location: elsewhere }).end();
    });

    expect(current).toMatchObject({ kind: 'unread', words: expect.stringContaining('which is not followed') });
    expect(visits).toBe(0);
  });

  it('waits for an answer only so long', async () => {
    const current = await ask((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('[');
    }, 100);

    expect(current).toEqual({ kind: 'unread', words: 'Alertmanager did not answer within 0.1 s' });
  });

  it('reads only so much of an answer that does not end', async () => {
    const current = await ask((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        while (response.write(' '.repeat(1024 * 1024)));
      };
      response.on('drain', more);
      more();
    });

    expect(current).toEqual({ kind: 'unread', words: "Alertmanager's answer is larger than 16 MiB" });
  });

  it('says when nobody is there', async () => {
    const url = await serve(() => undefined);
    await once(servers.splice(0)[0]?.close() ?? fail(), 'close');

    const current = await alertmanagerDesk({ url, authorization: null }).current(group);

    expect(current).toMatchObject({
      kind: 'unread',
      words: expect.stringMatching(/^Alertmanager cannot be reached: .*ECONNREFUSED/),
    });
  });
});

function fail(): never {
  throw new Error('there is no server');
}

describe('the address that is asked', () => {
  it('is that of the installation, with its path and its credentials', async () => {
    const seen: unknown[] = [];
    const url = await serve((request, response) => {
      seen.push(request.url, request.headers.authorization);
      response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
    });
    const desk = alertmanagerDesk({ url: `${url}/team/alerts/?x=1#y`, authorization: 'Basic YTpi' });

    const current = await desk.current(group);

    expect(current).toEqual({ kind: 'read', alerts: [] });
    expect(seen).toEqual([
      '/team/alerts/api/v2/alerts?active=true&silenced=true&inhibited=true&unprocessed=true&receiver=conclave&filter=alertname%3D%22R2_PVC%22',
      'Basic YTpi',
    ]);
  });
});
