import { describe, expect, it } from 'vitest';
import {
  answer,
  cutConnection,
  type Reply,
  rateLimit,
  rateLimitWithRetryInfo,
  status,
  truncated,
} from '../../fakes/loopback-reply.ts';
import { accept, ask, NOON, type ServiceName } from './asking.ts';

const each: readonly ServiceName[] = ['mistral', 'gemini', 'litellm'];
const inSeconds = (seconds: number) => new Date(NOON + seconds * 1_000).toUTCString();

describe('a passing failure', () => {
  it.each(each)('of %s is asked again after 1 s and 2 s, and then answered', async (service) => {
    const asked = await ask(service, [status(500), status(503), answer(accept)]);

    expect(asked.violations).toEqual([]);
    expect(asked.answer).toMatchObject({ kind: 'answered', tries: 3, latencyMs: 3_000 });
    expect(asked.waits).toEqual([1_000, 2_000]);
  });

  it.each([
    ['a cut connection', cutConnection()],
    ['a 502', status(502)],
  ])('that may have been charged is left to be paid anew: %s', async (_, failure) => {
    const asked = await ask('gemini', [failure, answer(accept)]);

    expect(asked.answer).toMatchObject({ kind: 'failed', tries: 1, maybeCharged: true, worthAsking: true });
    expect(asked.waits).toEqual([]);
  });

  it('is given up after two retries', async () => {
    const asked = await ask('mistral', [status(500), status(500), status(500)]);

    expect(asked.answer).toMatchObject({ kind: 'failed', reason: 'server-error', tries: 3, maybeCharged: false });
    expect(asked.answer).toMatchObject({ message: 'Mistral answered 500 at try 3: "fake error 500".' });
  });

  it('ends with the reason of the last try', async () => {
    const asked = await ask('mistral', [status(500), truncated('{"sta')]);

    expect(asked.answer).toMatchObject({ kind: 'failed', reason: 'truncated', tries: 2, text: '{"sta' });
  });

  it.each([
    { code: 500, maybeCharged: false },
    { code: 503, maybeCharged: false },
    { code: 502, maybeCharged: true },
    { code: 504, maybeCharged: true },
  ])('that ends in $code is possibly charged: $maybeCharged', async ({ code, maybeCharged }) => {
    const asked = await ask('litellm', [status(code), status(code), status(code)]);

    expect(asked.answer).toMatchObject({ kind: 'failed', reason: 'server-error', maybeCharged });
  });

  it('that asks for a long wait is not waited for', async () => {
    const asked = await ask('mistral', [status(503, 'overloaded', { 'retry-after': '120' })]);

    expect(asked.answer).toMatchObject({ kind: 'failed', reason: 'server-error', retryAfterSeconds: 120, tries: 1 });
    expect(asked.waits).toEqual([]);
  });

  it('adds up what the proxy stated for each try', async () => {
    const failed = status(500, 'upstream', { 'x-litellm-response-cost': '0.0001' });

    const asked = await ask('litellm', [failed, answer(accept, { costUsd: 0.000_2 })]);

    expect(asked.answer).toMatchObject({ kind: 'answered', statedMicroUsd: 300 });
  });
});

describe('a rate limit', () => {
  it.each([
    ['1 second', 'mistral', rateLimit(1), 1_000],
    ['20 seconds', 'gemini', rateLimit(20), 20_000],
    ['a time on the clock', 'litellm', rateLimit(inSeconds(7)), 7_000],
    ['a time in the past', 'mistral', rateLimit(inSeconds(-7)), 1_000],
    ['nothing', 'mistral', rateLimit(null), 1_000],
    ['zero', 'mistral', rateLimit(0), 1_000],
    ['words', 'mistral', rateLimit('soon'), 1_000],
    ['milliseconds', 'litellm', status(429, 'slow down', { 'retry-after-ms': '1500' }), 1_500],
    ['a RetryInfo', 'gemini', rateLimitWithRetryInfo('12.5s'), 12_500],
  ] as const)('that asks for %s is waited for', async (_wish, service, reply, pause) => {
    const asked = await ask(service, [reply, answer(accept)]);

    expect(asked.answer).toMatchObject({ kind: 'answered', tries: 2 });
    expect(asked.waits).toEqual([pause]);
  });

  const tooLong: readonly (readonly [string, ServiceName, Reply, number])[] = [
    ['120 seconds', 'mistral', rateLimit(120), 120],
    ['120 seconds', 'gemini', rateLimit(120), 120],
    ['21 seconds', 'litellm', rateLimit(21), 21],
    ['a far time on the clock', 'mistral', rateLimit(inSeconds(90)), 90],
    ['a long RetryInfo', 'gemini', rateLimitWithRetryInfo('34.074824224s'), 35],
  ];

  it.each(tooLong)('that asks for %s is answered at once, with the wait', async (_wish, service, reply, seconds) => {
    const asked = await ask(service, [reply]);

    expect(asked.answer).toMatchObject({
      kind: 'failed',
      reason: 'rate-limited',
      retryAfterSeconds: seconds,
      tries: 1,
    });
    expect(asked.answer).toMatchObject({ maybeCharged: false, message: expect.stringContaining(`${seconds} s`) });
    expect(asked.waits).toEqual([]);
  });

  it('that does not end is given up after two retries', async () => {
    const asked = await ask('gemini', [rateLimit(1), rateLimit(2), rateLimit(3)]);

    expect(asked.answer).toMatchObject({ kind: 'failed', reason: 'rate-limited', retryAfterSeconds: 3, tries: 3 });
    expect(asked.waits).toEqual([1_000, 2_000]);
  });

  it('with a long wait after a short one is not waited for', async () => {
    const asked = await ask('mistral', [rateLimit(1), rateLimit(120)]);

    expect(asked.answer).toMatchObject({ kind: 'failed', reason: 'rate-limited', retryAfterSeconds: 120, tries: 2 });
    expect(asked.waits).toEqual([1_000]);
  });
});
