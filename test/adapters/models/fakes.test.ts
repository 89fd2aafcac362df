import { describe, expect, it } from 'vitest';
import type { FakeService } from '../../fakes/loopback.ts';
import { after, answer, inTurn } from '../../fakes/loopback-reply.ts';
import { accept, ask, askAt, type ServiceName, services } from './asking.ts';

const schema = {
  title: 'stance',
  type: 'object',
  properties: { a: { type: 'string' } },
  required: ['a'],
  additionalProperties: false,
};
const response_format = { type: 'json_schema', json_schema: { name: 'stance', strict: true, schema } };
const system = { role: 'system', content: 'be brief' };

interface Sound {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A request that the service takes; each test spoils one thing about it. */
const sound: Readonly<Record<ServiceName, Sound>> = {
  mistral: {
    path: '/chat/completions',
    headers: { authorization: 'Bearer fake-mistral-key' },
    body: {
      model: 'm',
      max_tokens: 10,
      random_seed: 1,
      response_format,
      messages: [system, { role: 'user', content: [{ type: 'text', text: 'hello' }] }],
    },
  },
  litellm: {
    path: '/chat/completions',
    headers: { authorization: 'Bearer sk-fake-litellm', 'x-litellm-num-retries': '0' },
    body: {
      model: 'm',
      max_tokens: 10,
      seed: 1,
      response_format,
      messages: [system, { role: 'user', content: 'hello' }],
    },
  },
  gemini: {
    path: '/models/gemini-2.5-pro:generateContent',
    headers: { 'x-goog-api-key': 'fake-gemini-key' },
    body: {
      generationConfig: {
        maxOutputTokens: 500,
        seed: 1,
        responseMimeType: 'application/json',
        responseJsonSchema: schema,
      },
      systemInstruction: { parts: [{ text: 'be brief' }] },
      contents: [{ role: 'user', parts: [{ text: 'hello' }] }],
    },
  },
};

const generationConfig = {
  maxOutputTokens: 500,
  seed: 1,
  responseMimeType: 'application/json',
  responseJsonSchema: schema,
};
const format = (changes: object) => ({
  type: 'json_schema',
  json_schema: { name: 'stance', strict: true, schema, ...changes },
});

describe('a fake service', () => {
  it.each<ServiceName>(['mistral', 'gemini', 'litellm'])('takes a sound request: %s', async (name) => {
    const { status, violations, calls } = await post(name, {});

    expect({ status, violations }).toEqual({ status: 200, violations: [] });
    expect(calls).toMatchObject([{ purpose: 'stance', instructions: 'be brief', prompt: 'hello', index: 0 }]);
  });

  it.each<readonly [ServiceName, string, Partial<Sound>, number]>([
    ['mistral', 'another path', { path: '/completions' }, 404],
    ['mistral', 'no key', { headers: {} }, 401],
    ['mistral', 'an unknown field', { body: { ...sound.mistral.body, seed: 1 } }, 422],
    ['mistral', 'no schema', { body: { ...sound.mistral.body, response_format: { type: 'json_object' } } }, 422],
    [
      'mistral',
      'an open schema said to be strict',
      { body: { ...sound.mistral.body, response_format: format({ schema: { ...schema, required: [] } }) } },
      422,
    ],
    [
      'mistral',
      'a keyword not taken everywhere',
      { body: { ...sound.mistral.body, response_format: format({ schema: { ...schema, minProperties: 1 } }) } },
      422,
    ],
    ['litellm', 'retries left to the proxy', { headers: { authorization: 'Bearer sk-fake-litellm' } }, 400],
    ['litellm', 'a wrong key', { headers: { ...sound.litellm.headers, authorization: 'Bearer x' } }, 401],
    [
      'litellm',
      'a bad schema name',
      { body: { ...sound.litellm.body, response_format: format({ name: 'a b' }) } },
      400,
    ],
    [
      'gemini',
      'a key in the query',
      { path: '/models/gemini-2.5-pro:generateContent?key=fake-gemini-key', headers: {} },
      404,
    ],
    ['gemini', 'a wrong key', { headers: { 'x-goog-api-key': 'x' } }, 400],
    [
      'gemini',
      'the old name of the schema',
      { body: { ...sound.gemini.body, generationConfig: { ...generationConfig, responseSchema: schema } } },
      400,
    ],
    [
      'gemini',
      'a seed beyond 31 bits',
      { body: { ...sound.gemini.body, generationConfig: { ...generationConfig, seed: 2 ** 31 } } },
      400,
    ],
    [
      'gemini',
      'a level for a budget model',
      {
        body: {
          ...sound.gemini.body,
          generationConfig: { ...generationConfig, thinkingConfig: { thinkingLevel: 'low' } },
        },
      },
      400,
    ],
    [
      'gemini',
      'thoughts as large as the limit',
      {
        body: {
          ...sound.gemini.body,
          generationConfig: { ...generationConfig, thinkingConfig: { thinkingBudget: 500 } },
        },
      },
      400,
    ],
  ])('refuses and records %s: %s', async (name, _what, spoiled, expected) => {
    const { status, violations, calls } = await post(name, spoiled);

    expect(status).toBe(expected);
    expect(violations).toHaveLength(1);
    expect(calls).toEqual([]);
  });

  it('records a call that its script did not expect', async () => {
    const service = await services.mistral({ reply: inTurn(answer(accept)) });

    await askAt(service, {});
    const second = await askAt(service, {});
    await service.stop();

    expect(second.answer).toMatchObject({ kind: 'failed', reason: 'server-error' });
    expect(service.violations[0]).toBe('mistral: a call nobody expected, after 1');
  });

  it('answers by what the call is for', async () => {
    const service = await services.gemini({
      reply: ({ purpose, prompt }) => answer({ purpose, length: prompt.length }),
    });

    const asked = await askAt(service, {
      model: 'google:gemini-2.5-flash',
      schemaName: 'chair_minutes',
      prompt: 'four',
    });
    await service.stop();

    expect(asked.answer).toMatchObject({ text: '{"purpose":"chair_minutes","length":4}' });
  });

  it('stops while replies are still due', async () => {
    const service = await services.litellm({ reply: () => after(60_000, answer(accept)) });

    const asking = askAt(service, { model: 'litellm:m', timeoutMs: 200 });
    const { answer: given } = await asking;
    await service.stop();

    expect(given).toMatchObject({ kind: 'failed', reason: 'timed-out' });
    expect(service.violations).toEqual([]);
  });

  it('waits its usual delay before each reply', async () => {
    const asked = await ask('mistral', [answer(accept)], { options: { delayMs: 60_000 }, timeoutMs: 100 });

    expect(asked.answer).toMatchObject({ kind: 'failed', reason: 'timed-out' });
  });
});

async function post(name: ServiceName, spoiled: Partial<Sound>): Promise<FakeService & { readonly status: number }> {
  const service = await services[name]({ reply: () => answer(accept) });
  const { path, headers, body } = { ...sound[name], ...spoiled };
  const response = await fetch(`${service.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  await service.stop();
  return { ...service, status: response.status };
}
