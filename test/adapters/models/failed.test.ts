import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { FailedCall } from '../../../src/ports/models.ts';
import {
  answer,
  cutConnection,
  htmlPage,
  noCandidates,
  promptBlock,
  type Reply,
  safetyStop,
  silence,
  status,
  truncated,
} from '../../fakes/loopback-reply.ts';
import { accept, ask, askAt, type ServiceName, services } from './asking.ts';

const whole = JSON.stringify(accept);
const cut = whole.slice(0, 20);

type Row = readonly [string, ServiceName, Reply, Partial<FailedCall>];

/** Failures that one request shows and no retry mends. */
const lasting: readonly Row[] = [
  ['a cut answer', 'mistral', truncated(cut), { reason: 'truncated', text: cut, maybeCharged: true }],
  ['a cut answer', 'gemini', truncated(cut), { reason: 'truncated', text: cut, maybeCharged: true }],
  ['a cut answer', 'litellm', truncated(cut), { reason: 'truncated', text: cut, maybeCharged: true }],
  ['a cut answer that happens to be valid', 'mistral', truncated(whole), { reason: 'truncated', text: whole }],
  ['a cut answer that happens to be valid', 'gemini', truncated(whole), { reason: 'truncated', text: whole }],
  [
    'thoughts that ate the whole limit',
    'gemini',
    truncated(''),
    { reason: 'truncated', text: null, maybeCharged: true },
  ],
  ['a blocked prompt', 'gemini', promptBlock(), { reason: 'blocked', text: null, maybeCharged: true }],
  ['a safety stop', 'gemini', safetyStop(), { reason: 'blocked', text: null, maybeCharged: true }],
  ['a safety stop amid the answer', 'gemini', safetyStop(cut), { reason: 'blocked', text: cut }],
  ['a safety stop', 'litellm', safetyStop(), { reason: 'blocked', text: null }],
  ['an answer without candidates', 'gemini', noCandidates(), { reason: 'blocked', text: null, maybeCharged: true }],
  ['an answer without candidates', 'mistral', noCandidates(), { reason: 'blocked', text: null, maybeCharged: true }],
  ['an answer without candidates', 'litellm', noCandidates(), { reason: 'blocked', text: null, maybeCharged: true }],
  ['an empty finished answer', 'mistral', answer(''), { reason: 'malformed', text: null, maybeCharged: true }],
  ['an empty finished answer', 'gemini', answer(''), { reason: 'malformed', text: null, maybeCharged: true }],
  ['an answer that ended oddly', 'gemini', answer(whole, { finish: 'other' }), { reason: 'malformed', text: whole }],
  ['a page instead of an answer', 'mistral', htmlPage(), { reason: 'malformed', maybeCharged: true, usage: null }],
  ['a page instead of an answer', 'gemini', htmlPage(), { reason: 'malformed', maybeCharged: true, usage: null }],
  ['a page instead of an answer', 'litellm', htmlPage(), { reason: 'malformed', maybeCharged: true, usage: null }],
  ['an unprocessable request', 'mistral', status(422), { reason: 'refused', maybeCharged: false, usage: null }],
  ['an invalid argument', 'gemini', status(400), { reason: 'refused', maybeCharged: false, usage: null }],
  ['a forbidden key', 'gemini', status(403), { reason: 'refused', maybeCharged: false }],
  ['an unknown model', 'litellm', status(404), { reason: 'refused', maybeCharged: false }],
];

describe('a failed call', () => {
  it.each(lasting)('answers %s of %s with its reason after one request', async (_what, service, reply, expected) => {
    const asked = await ask(service, [reply]);

    expect(asked.violations).toEqual([]);
    expect(asked.answer).toMatchObject({ kind: 'failed', tries: 1, retryAfterSeconds: null, ...expected });
    expect(asked.waits).toEqual([]);
  });

  it.each([
    ['mistral', truncated(cut, { usage: { inputTokens: 90, outputTokens: 7 } })],
    ['gemini', truncated('', { usage: { inputTokens: 90, outputTokens: 7 } })],
    ['litellm', safetyStop(cut)],
    ['gemini', promptBlock()],
    ['mistral', noCandidates()],
    ['litellm', noCandidates()],
  ] as const)('keeps the usage that %s stated', async (service, reply) => {
    const asked = await ask(service, [reply]);

    expect(asked.answer.usage?.inputTokens).toBeGreaterThan(0);
  });

  it('keeps the cost that the proxy stated for an answer that cannot be used', async () => {
    const asked = await ask('litellm', [truncated(cut, { costUsd: 0.002 })]);

    expect(asked.answer).toMatchObject({ kind: 'failed', reason: 'truncated', statedMicroUsd: 2_000 });
  });

  it('keeps the page that came in place of an answer', async () => {
    const asked = await ask('mistral', [htmlPage()]);

    expect(asked.answer).toMatchObject({ text: expect.stringContaining('Sign in') });
  });

  it('gives up a service that says nothing, without a second request', async () => {
    const asked = await ask('gemini', [silence()], { timeoutMs: 50 });

    expect(asked.answer).toMatchObject({
      kind: 'failed',
      reason: 'timed-out',
      tries: 1,
      maybeCharged: true,
      usage: null,
    });
    expect(asked.waits).toEqual([]);
  });

  it('says that nobody listens, and that nothing was charged', async () => {
    const service = await services.mistral({ reply: () => answer(accept) });
    await service.stop();

    const asked = await askAt(service, {});

    expect(asked.answer).toMatchObject({ kind: 'failed', reason: 'unreachable', tries: 1, maybeCharged: false });
    expect(asked.answer).toMatchObject({ message: expect.stringContaining('ECONNREFUSED') });
  });

  it.each(['request', 'body'] as const)('holds a connection cut at the %s for possibly charged', async (at) => {
    const asked = await ask('mistral', [cutConnection(at)]);

    expect(asked.answer).toMatchObject({
      kind: 'failed',
      reason: 'unreachable',
      tries: 1,
      maybeCharged: true,
      worthAsking: true,
      text: null,
    });
  });

  it('does not follow a redirect with its key', async () => {
    const other = await services.mistral({ reply: () => answer(accept) });

    const asked = await ask('mistral', [status(307, 'moved', { location: `${other.url}/chat/completions` })]);
    await other.stop();

    expect(asked.answer).toMatchObject({ kind: 'failed', reason: 'refused', maybeCharged: false });
    expect(other.calls).toEqual([]);
  });
});

describe('a wrong key', () => {
  it.each([
    ['mistral', 'MISTRAL_API_KEY'],
    ['gemini', 'GOOGLE_GENERATIVE_AI_API_KEY'],
    ['litellm', 'LITELLM_API_KEY'],
  ] as const)('is refused by %s, and the message names %s', async (service, variable) => {
    const running = await services[service]({ reply: () => answer(accept) });

    const model = service === 'gemini' ? 'google:gemini-2.5-pro' : `${service}:some-model`;
    const asked = await askAt({ ...running, settings: { ...running.settings, [variable]: 'a-wrong-key' } }, { model });
    await running.stop();

    expect(asked.answer).toMatchObject({ kind: 'failed', reason: 'refused', tries: 1, maybeCharged: false });
    expect(asked.answer).toMatchObject({ message: expect.stringContaining(variable) });
  });
});

describe('a model that cannot be reached here', () => {
  it.each([
    ['mistral:mistral-large-latest', 'MISTRAL_API_KEY or LITELLM_BASE_URL'],
    ['google:gemini-2.5-pro', 'GOOGLE_GENERATIVE_AI_API_KEY or LITELLM_BASE_URL'],
    ['litellm:openai/gpt-4.1', 'LITELLM_BASE_URL'],
    ['acme:model', 'mistral, google, litellm'],
  ])('refuses %s with what would help and without a request', async (model, help) => {
    const service = await services.mistral({ reply: () => answer(accept) });

    const asked = await askAt({ ...service, settings: {} }, { model });
    await service.stop();

    expect(asked.answer).toMatchObject({
      kind: 'failed',
      reason: 'refused',
      tries: 0,
      usage: null,
      maybeCharged: false,
    });
    expect(asked.answer).toMatchObject({ message: expect.stringContaining(help) });
    expect(service.calls).toEqual([]);
  });
});

describe('a mistake of our own', () => {
  it('is thrown, not answered, when no schema can be made of what was asked', async () => {
    await expect(ask('mistral', [], { schema: z.date() })).rejects.toThrow(/Date/);
  });
});
