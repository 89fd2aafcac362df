import { createServer } from 'node:http';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPrometheus } from '../../../src/adapters/prometheus/source.ts';
import { authorizationOf, openWeb, type WebSettings } from '../../../src/adapters/web/service.ts';
import { questionFor } from './some-question.ts';

const at = new Date('2026-03-10T12:00:00Z');
const ADDRESS = 'http://prometheus.internal.test';
const PASSWORD = 'pass-word-1';

const settings: WebSettings = {
  name: 'prometheus',
  baseUrl: ADDRESS,
  authorization: authorizationOf({ token: null, user: 'reader', password: PASSWORD }),
};

beforeEach(() => {
  // Other files of the same worker leave it switched off.
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
});

afterEach(() => {
  nock.abortPendingRequests();
  nock.cleanAll();
  nock.enableNetConnect();
  nock.restore();
});

function ask(more: Partial<WebSettings> = {}, form: 'number' | 'recent' = 'number') {
  return openPrometheus(openWeb({ ...settings, ...more })).ask(questionFor(form, 'max(pvc)'), at);
}

function reply(status: number, body: string | object, headers: Readonly<Record<string, string>> = {}): nock.Scope {
  return nock(ADDRESS).post('/api/v1/query').reply(status, body, headers);
}

const success = (data: unknown, more: object = {}) => ({ status: 'success', data, ...more });
const failure = (errorType: string, error: string) => ({ status: 'error', errorType, error });
const vector = (...values: readonly unknown[]) => ({
  resultType: 'vector',
  result: values.map((value) => ({ metric: {}, value: [1_773_144_000, value] })),
});

describe('a question to Prometheus', () => {
  it('is a form with the moment, by basic authorization', async () => {
    const scope = nock(ADDRESS, { reqheaders: { authorization: `Basic ${btoa(`reader:${PASSWORD}`)}` } })
      .post('/api/v1/query', { query: 'max(pvc)', time: '1773144000' })
      .reply(200, success(vector('40')));

    const { answer } = await ask();

    expect(answer).toMatchObject({ value: 40 });
    expect(scope.isDone()).toBe(true);
  });

  it('prefers a token, and is without authorization when there is none', () => {
    expect(authorizationOf({ token: 't', user: 'u', password: 'p' })).toBe('Bearer t');
    expect(authorizationOf({ token: null, user: null, password: 'p' })).toBeNull();
  });

  it('hands on warnings as reservations', async () => {
    reply(200, success(vector('40'), { warnings: ['one store\n is \u001b[31mdown'] }));

    const { reservations } = await ask();

    expect(reservations).toEqual(['one store is down']);
  });
});

describe('an answer that is none', () => {
  it.each([
    [
      'an expression it cannot compute',
      422,
      failure('execution', 'many-to-many'),
      'refused',
      'prometheus refuses the query (422 execution): many-to-many',
    ],
    [
      'a query that takes too long',
      503,
      failure('timeout', 'query timed out'),
      'timed-out',
      'prometheus gave up: query timed out',
    ],
    [
      'a start that is not over',
      503,
      failure('unavailable', 'TSDB not ready'),
      'unreachable',
      'prometheus is not ready: TSDB not ready',
    ],
    [
      'a proxy without it',
      503,
      'no healthy upstream',
      'unreachable',
      'prometheus or what stands before it fails (503)',
    ],
    ['credentials it does not take', 401, 'Unauthorized', 'refused', 'prometheus refuses the credentials (401)'],
    ['a path that is not there', 404, '404 page not found', 'refused', 'prometheus refuses the question (404)'],
    [
      'JSON that was cut off',
      200,
      '{"status":"success","data":{"resultTy',
      'refused',
      'prometheus answers with something that is no JSON of its API',
    ],
    [
      'a type of result that is new',
      200,
      success({ resultType: 'tensor', result: [] }),
      'wrong-shape',
      'prometheus gave a result that is none of its own types',
    ],
    [
      'a histogram',
      200,
      success({ resultType: 'vector', result: [{ metric: {}, histogram: [1, {}] }] }),
      'wrong-shape',
      'prometheus gave a result that is none of its own types',
    ],
    [
      'two series',
      200,
      success(vector('1', '2')),
      'wrong-shape',
      'pvc_pct gave 2 series where one number is due, as max(…) or sum(…) gives it',
    ],
  ])('is unknown for %s', async (_, status, body, why, words) => {
    reply(status, body);

    const { answer } = await ask();

    expect(answer).toEqual({ known: false, why, words });
  });

  it('is unknown for a page of HTML that says 200', async () => {
    reply(200, '<html>Sign in</html>', { 'content-type': 'text/html; charset=utf-8' });

    const { answer } = await ask();

    expect(answer).toMatchObject({
      why: 'refused',
      words: 'prometheus answers with a page of HTML, as a login page is',
    });
  });

  it('does not follow a redirect, which would take the password along', async () => {
    reply(302, '', { location: 'https://login.elsewhere.test/' });

    const { answer } = await ask();

    expect(answer).toMatchObject({
      why: 'refused',
      words: 'prometheus answers with a redirect (302), which is not followed',
    });
  });

  it('is refused when it is larger than it may be', async () => {
    reply(200, success(vector('40'.padEnd(5_000, '0'))));

    const { answer } = await ask({ mostBytes: 1_000 });

    expect(answer).toMatchObject({ why: 'refused', words: 'prometheus answers with more than 1000 bytes' });
  });

  it('is unknown for a series of runs whose samples are none', async () => {
    const result = [{ metric: { run: 'r1' }, values: [['a', 1]] }];
    nock(ADDRESS)
      .post('/api/v1/query_range')
      .reply(200, success({ resultType: 'matrix', result }));

    const { answer } = await ask({}, 'recent');

    expect(answer).toMatchObject({ why: 'wrong-shape', words: 'pvc_pct gave a series with samples that are none' });
  });

  it.each([
    ['ECONNREFUSED', 'prometheus cannot be reached: nobody listens there'],
    ['ENOTFOUND', 'prometheus cannot be reached: its name is not known'],
    ['EPROTO', 'prometheus cannot be reached: the connection failed (EPROTO)'],
  ])('is unreachable for %s, and names neither address nor password', async (code, words) => {
    const error = Object.assign(new Error(`connect ${code} ${ADDRESS} ${PASSWORD}`), { code });
    nock(ADDRESS).post('/api/v1/query').replyWithError(error);

    const { answer } = await ask();

    expect(answer).toEqual({ known: false, why: 'unreachable', words });
  });

  it('is timed out when nothing comes in time', async () => {
    nock.enableNetConnect('127.0.0.1');
    const server = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;

    const { answer } = await ask({ baseUrl: `http://127.0.0.1:${port}`, timeoutMs: 50 });

    server.closeAllConnections();
    server.close();
    expect(answer).toEqual({ known: false, why: 'timed-out', words: 'prometheus did not answer within 0.05 s' });
  });
});
