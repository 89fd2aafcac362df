import { describe, expect, it } from 'vitest';
import { createEmbedder } from '../../../src/adapters/models/embedder.ts';
import { readModelSettings } from '../../../src/adapters/models/settings.ts';
import type { EmbedRequest } from '../../../src/ports/library.ts';
import type { EmbedReply } from '../../fakes/loopback-embedding.ts';
import { vectorsOf, wordVector } from '../../fakes/loopback-embedding.ts';
import { cutConnection, htmlPage, rateLimit, silence, status } from '../../fakes/loopback-reply.ts';
import { impatientTime, type ServiceName, services } from './asking.ts';

const each: readonly ServiceName[] = ['mistral', 'gemini', 'litellm'];

const models = {
  mistral: 'mistral:mistral-embed',
  gemini: 'google:gemini-embedding-001',
  litellm: 'litellm:openai/text-embedding-3-small',
} as const satisfies Record<ServiceName, string>;

/** Embeds through the real provider package; every try gets the next reply, and vectors by words after the last. */
async function embed(name: ServiceName, overrides: Partial<EmbedRequest> = {}, replies: readonly EmbedReply[] = []) {
  const waits: number[] = [];
  const left = [...replies];
  const service = await services[name]({
    reply: () => expect.fail('nobody asks for an answer'),
    embed: (call) => left.shift() ?? vectorsOf(call),
  });
  try {
    const embedder = createEmbedder(readModelSettings(service.settings), impatientTime(waits));
    const request: EmbedRequest = {
      model: models[name],
      texts: ['roll back', 'à chaud'],
      purpose: 'document',
      timeoutMs: 5_000,
      ...overrides,
    };
    const answer = await embedder.embed(request);
    return { answer, waits, calls: service.embedCalls, violations: service.violations };
  } finally {
    await service.stop();
  }
}

describe('the embedder', () => {
  it.each(each)('gets a vector for each text from %s in one call', async (name) => {
    const { answer, calls, violations } = await embed(name);

    const length = name === 'gemini' ? 768 : 64;
    expect(violations).toEqual([]);
    expect(calls.map(({ texts }) => texts)).toEqual([['roll back', 'à chaud']]);
    expect(answer).toMatchObject({
      kind: 'embedded',
      vectors: [wordVector('roll back', length), wordVector('à chaud', length)],
      statedMicroUsd: null,
    });
  });

  it.each(each)('gets the vector of one text from %s', async (name) => {
    const { answer, violations } = await embed(name, { texts: ['roll back'] });

    expect(violations).toEqual([]);
    expect(answer.kind === 'embedded' && answer.vectors.length).toBe(1);
  });

  it.each([
    ['document', 'RETRIEVAL_DOCUMENT'],
    ['query', 'RETRIEVAL_QUERY'],
  ] as const)('tells Google what a vector is for: %s', async (purpose, task) => {
    const { calls } = await embed('gemini', { purpose });

    expect(calls[0]).toMatchObject({ task, dimensions: 768 });
  });

  it('tells the second generation of Google no task, which it would refuse', async () => {
    const { calls } = await embed('gemini', { model: 'google:gemini-embedding-2' });

    expect(calls[0]?.task).toBeNull();
  });

  it.each([
    ['mistral', 5],
    ['gemini', null],
    ['litellm', 5],
  ] as const)('says how many tokens %s counted, where it does', async (name, tokens) => {
    const { answer } = await embed(name);

    expect(answer).toMatchObject({ inputTokens: tokens });
  });

  it('takes the price that a proxy states', async () => {
    const stated = vectorsOf(
      { index: 0, model: 'm', texts: ['a', 'b'], task: null, dimensions: null, headers: {} },
      { costUsd: 0.000012 },
    );

    const { answer } = await embed('litellm', {}, [stated]);

    expect(answer).toMatchObject({ kind: 'embedded', statedMicroUsd: 12 });
  });

  it.each(each)('takes as many texts as it says that %s takes', async (name) => {
    const service = await services[name]({ reply: () => expect.fail('nobody asks for an answer') });
    const embedder = createEmbedder(readModelSettings(service.settings));
    const model = models[name];
    const { texts, tokens } = embedder.limits(model);
    // Four characters a token, which is fewer tokens than ours would count.
    const long = 'x'.repeat(Math.floor(tokens / texts) * 4);

    const answer = await embedder.embed({
      model,
      texts: new Array<string>(texts).fill(long),
      purpose: 'document',
      timeoutMs: 5_000,
    });
    await service.stop();

    expect([service.violations, service.embedCalls.length]).toEqual([[], 1]);
    expect(answer.kind === 'embedded' && answer.vectors.length).toBe(texts);
  });

  it('goes to the proxy when the provider has no key', async () => {
    const service = await services.litellm({ reply: () => expect.fail('nobody asks for an answer') });
    const embedder = createEmbedder(readModelSettings(service.settings));

    const answers = [];
    for (const model of [models.mistral, models.gemini]) {
      answers.push(await embedder.embed({ model, texts: ['a'], purpose: 'query', timeoutMs: 5_000 }));
    }
    await service.stop();

    expect(answers.map(({ kind }) => kind)).toEqual(['embedded', 'embedded']);
    expect(service.embedCalls.map(({ model }) => model)).toEqual([
      'mistral/mistral-embed',
      'gemini/gemini-embedding-001',
    ]);
  });
});

describe('an embedding that fails', () => {
  it.each(each)('is tried again by %s when that costs nothing', async (name) => {
    const { answer, waits, violations } = await embed(name, {}, [status(500), rateLimit(3)]);

    expect([answer.kind, waits, violations]).toEqual(['embedded', [1_000, 3_000], []]);
  });

  it('is given up after two retries, in words', async () => {
    const { answer } = await embed('mistral', {}, [status(503), status(503), status(503)]);

    expect(answer).toEqual({
      kind: 'failed',
      message: 'Mistral answered 503 at try 3: "fake error 503".',
      maybeCharged: false,
    });
  });

  it.each([
    ['a cut connection', cutConnection('body'), 'could not be reached'],
    ['a page of HTML', htmlPage(), 'answered 200 with something that is not an answer'],
    ['silence', silence(), 'did not answer within 2 s'],
  ] as const)('may have been charged after %s', async (_, reply, words) => {
    const { answer, waits } = await embed('gemini', { timeoutMs: 2_000 }, [reply]);

    expect(answer).toMatchObject({ kind: 'failed', maybeCharged: true, message: expect.stringContaining(words) });
    expect(waits).toEqual([]);
  });

  it('repeats neither the key nor what was sent', async () => {
    const secretive = status(400, 'cannot embed "the private words of a document"');

    const { answer } = await embed('mistral', { texts: ['the private words of a document'] }, [secretive]);

    expect(answer).toEqual({ kind: 'failed', message: 'Mistral refused the request (400).', maybeCharged: false });
  });

  it('is not begun without a key, or for a provider that nobody knows', async () => {
    const embedder = createEmbedder(readModelSettings({}));
    const request = { texts: ['a'], purpose: 'query', timeoutMs: 1_000 } as const;

    const answers = await Promise.all(
      [models.mistral, 'none:embed'].map((model) => embedder.embed({ ...request, model })),
    );

    expect(embedder.reach(models.mistral)).toMatchObject({ kind: 'no-key' });
    expect(answers).toEqual([
      {
        kind: 'failed',
        message: 'mistral:mistral-embed was not asked: set MISTRAL_API_KEY or LITELLM_BASE_URL.',
        maybeCharged: false,
      },
      {
        kind: 'failed',
        message: 'none:embed was not asked: its provider is none of mistral, google, litellm.',
        maybeCharged: false,
      },
    ]);
  });
});
