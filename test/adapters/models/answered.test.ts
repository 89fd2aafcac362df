import { describe, expect, it } from 'vitest';
import { answer, rateLimit } from '../../fakes/loopback-reply.ts';
import { accept, ask, type ServiceName, someRequest } from './asking.ts';

const each: readonly ServiceName[] = ['mistral', 'gemini', 'litellm'];
const usage = { inputTokens: 1_200, cachedInputTokens: 1_000, outputTokens: 340, reasoningTokens: 300 };

describe('an answered call', () => {
  it.each(each)('gives the text as the model wrote it, in one request that %s takes', async (service) => {
    const asked = await ask(service, [answer(accept)]);

    expect(asked.violations).toEqual([]);
    expect(asked.answer).toMatchObject({
      kind: 'answered',
      text: JSON.stringify(accept),
      tries: 1,
      statedMicroUsd: null,
    });
    expect(asked.waits).toEqual([]);
  });

  it.each(each)('puts instructions, prompt and the name of the schema where %s reads them', async (service) => {
    const request = someRequest();

    const asked = await ask(service, [answer(accept)]);

    expect(asked.calls).toMatchObject([
      { index: 0, purpose: 'stance', instructions: request.instructions, prompt: request.prompt },
    ]);
  });

  it.each([
    { service: 'gemini', reasoningTokens: 300 },
    { service: 'litellm', reasoningTokens: 300 },
    // Mistral counts reasoning in its completion and does not tell it apart.
    { service: 'mistral', reasoningTokens: 0 },
  ] as const)('counts cached input and reasoning as $service states them', async ({ service, reasoningTokens }) => {
    const asked = await ask(service, [answer(accept, { usage })]);

    expect(asked.answer.usage).toEqual({ ...usage, reasoningTokens });
  });

  it.each(['gemini', 'litellm'] as const)('says that the usage is unknown when %s gives none', async (service) => {
    const asked = await ask(service, [answer(accept, { usage: null })]);

    expect(asked.answer).toMatchObject({ kind: 'answered', usage: null });
  });

  it.each([
    { costUsd: 0.000_123, microUsd: 123 },
    { costUsd: '1.05e-05', microUsd: 11 },
    { costUsd: 0, microUsd: 0 },
    { costUsd: 'None', microUsd: null },
  ])('reads a stated cost of $costUsd as $microUsd micro-dollars', async ({ costUsd, microUsd }) => {
    const asked = await ask('litellm', [answer(accept, { costUsd })]);

    expect(asked.answer).toMatchObject({ kind: 'answered', statedMicroUsd: microUsd });
  });

  it.each([
    { what: 'prose', text: 'I would accept it.' },
    { what: 'fenced JSON', text: `\`\`\`json\n${JSON.stringify(accept)}\n\`\`\`` },
    { what: 'an unknown enum value', text: JSON.stringify({ ...accept, stance: 'maybe' }) },
    { what: 'JSON that breaks off', text: '{"stance": "acc' },
  ])('leaves $what to the caller, untouched', async ({ text }) => {
    for (const service of each) {
      const asked = await ask(service, [answer(text, { usage })]);

      expect(asked.answer).toMatchObject({ kind: 'answered', text, usage: { inputTokens: 1_200, outputTokens: 340 } });
    }
  });

  it('takes the time of the whole call, pauses included', async () => {
    const asked = await ask('mistral', [rateLimit(3), answer(accept)]);

    expect(asked.answer.latencyMs).toBe(3_000);
  });
});

describe('what is sent', () => {
  it('leads a model without its own key through the proxy, under the name the proxy knows', async () => {
    const names = ['mistral:mistral-large-latest', 'google:gemini-2.5-flash', 'litellm:openai/gpt-4.1'];

    const asked = await Promise.all(names.map((model) => ask('litellm', [answer(accept)], { model })));

    expect(asked.flatMap(({ violations }) => violations)).toEqual([]);
    expect(asked.map(({ calls }) => calls[0]?.model)).toEqual([
      'mistral/mistral-large-latest',
      'gemini/gemini-2.5-flash',
      'openai/gpt-4.1',
    ]);
  });

  it('needs no key for a proxy that asks for none', async () => {
    const asked = await ask('litellm', [answer(accept)], { options: { key: '' } });

    expect(asked.violations).toEqual([]);
    expect(asked.answer.kind).toBe('answered');
  });

  it.each(each)('folds any seed into what %s takes', async (service) => {
    const asked = await ask(service, [answer(accept)], { seed: 4_294_967_295 });

    expect(asked.violations).toEqual([]);
    expect(asked.answer.kind).toBe('answered');
  });

  it('asks Mistral for strict decoding and names the shared opening of the prompt as cache key', async () => {
    const shared = 'A long dossier. '.repeat(500);
    const first = await ask('mistral', [answer(accept)], { prompt: `${shared}Seat one.` });
    const second = await ask('mistral', [answer(accept)], { prompt: `${shared}Seat two.` });

    expect(first.calls[0]?.body).toMatchObject({
      temperature: 0,
      random_seed: 7,
      max_tokens: 4_000,
      response_format: { json_schema: { name: 'stance', strict: true } },
      prompt_cache_key: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(second.calls[0]?.body).toMatchObject({ prompt_cache_key: cacheKeyOf(first.calls[0]?.body) });
  });

  it('bounds the thoughts of Gemini 2.5 to half of the output limit', async () => {
    const asked = await ask('gemini', [answer(accept)], { maxOutputTokens: 6_000 });

    expect(asked.violations).toEqual([]);
    expect(asked.calls[0]?.body).toMatchObject({
      generationConfig: { maxOutputTokens: 6_000, temperature: 0, seed: 7, thinkingConfig: { thinkingBudget: 3_000 } },
    });
  });
});

function cacheKeyOf(body: unknown): unknown {
  return body !== null && typeof body === 'object' && 'prompt_cache_key' in body ? body.prompt_cache_key : undefined;
}
