import { z } from 'zod';
import { litellmEmbedding } from './litellm-embedding.ts';
import { type Dialect, type FakeOptions, type FakeService, startLoopback, type Understood } from './loopback.ts';
import type { AnswerReply, FakeUsage } from './loopback-reply.ts';
import { schemaFaults } from './loopback-schema.ts';
import type { HttpRequest } from './loopback-wire.ts';

/** Starts a LiteLLM proxy on loopback; it asks for no key when its key is the empty string. */
export function startLiteLlm(options: FakeOptions): Promise<FakeService> {
  return startLoopback(liteLlmDialect(options.key ?? 'sk-fake-litellm'), options);
}

function liteLlmDialect(key: string): Dialect {
  return {
    name: 'litellm',
    basePath: '/v1',
    settings: (url) => ({ LITELLM_BASE_URL: url, ...(key === '' ? {} : { LITELLM_API_KEY: key }) }),
    understand: (request) => understand(request, key),
    embedding: litellmEmbedding(key),
    answer: (reply, usage, call) => ({
      body: completion(call.model, { text: reply.text, finish: FINISH[reply.finish], usage }),
      headers: costHeaders(reply),
    }),
    promptBlock: (_reason, usage, call) => ({
      body: completion(call.model, { text: null, finish: 'content_filter', usage }),
    }),
    noCandidates: (usage, call) => ({
      body: { ...completion(call.model, { text: null, finish: 'stop', usage }), choices: [] },
    }),
    error: ({ status, message }) => ({ error: { message, type: 'fake_error', param: null, code: String(status) } }),
  };
}

const FINISH = { stop: 'stop', length: 'length', safety: 'content_filter', other: 'error' } as const satisfies Record<
  AnswerReply['finish'],
  string
>;

function costHeaders({ costUsd }: AnswerReply): Readonly<Record<string, string>> {
  return costUsd === undefined ? {} : { 'x-litellm-response-cost': String(costUsd) };
}

interface Completed {
  readonly text: string | null;
  readonly finish: string;
  readonly usage: FakeUsage | null;
}

function completion(model: string, { text, finish, usage }: Completed): object {
  return {
    id: 'chatcmpl-fake',
    object: 'chat.completion',
    created: 1_790_000_000,
    model,
    choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', content: text } }],
    ...(usage && {
      usage: {
        prompt_tokens: usage.inputTokens,
        completion_tokens: usage.outputTokens,
        total_tokens: usage.inputTokens + usage.outputTokens,
        prompt_tokens_details: { cached_tokens: usage.cachedInputTokens },
        completion_tokens_details: { reasoning_tokens: usage.reasoningTokens },
      },
    }),
  };
}

const Body = z.strictObject({
  model: z.string().min(1),
  max_tokens: z.int().positive(),
  temperature: z.number().min(0).max(2).optional(),
  seed: z.int().nonnegative(),
  reasoning_effort: z.enum(['low', 'medium', 'high']).optional(),
  response_format: z.strictObject({
    type: z.literal('json_schema'),
    json_schema: z.strictObject({
      name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
      strict: z.boolean(),
      schema: z.looseObject({ title: z.string() }),
    }),
  }),
  messages: z.tuple([
    z.strictObject({ role: z.literal('system'), content: z.string().min(1) }),
    z.strictObject({ role: z.literal('user'), content: z.string().min(1) }),
  ]),
});

function understand({ method, path, headers, body }: HttpRequest, key: string): Understood {
  if (method !== 'POST' || path !== '/v1/chat/completions') return refuse(404, `no route ${method} ${path}`);
  if (headers.authorization !== (key === '' ? undefined : `Bearer ${key}`)) return refuse(401, 'wrong key');
  if (headers['x-litellm-num-retries'] !== '0')
    return refuse(400, 'the proxy was not told to leave retries to its caller');
  const parsed = Body.safeParse(body);
  if (!parsed.success) return refuse(400, z.prettifyError(parsed.error));
  const { model, messages, response_format } = parsed.data;
  const { schema, strict } = response_format.json_schema;
  const faults = schemaFaults(schema, strict);
  if (faults.length > 0) return refuse(400, faults.join('; '));
  const [{ content: instructions }, { content: prompt }] = messages;
  return { kind: 'call', call: { model, purpose: schema.title, instructions, prompt, schema } };
}

function refuse(status: number, message: string): Understood {
  return { kind: 'violation', status, message };
}
