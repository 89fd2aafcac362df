import { z } from 'zod';
import { type Dialect, type FakeOptions, type FakeService, startLoopback, type Understood } from './loopback.ts';
import type { AnswerReply, FakeUsage } from './loopback-reply.ts';
import { schemaFaults } from './loopback-schema.ts';
import type { HttpRequest } from './loopback-wire.ts';
import { mistralEmbedding } from './mistral-embedding.ts';

/** Starts a service that speaks Mistral's chat completions on loopback and refuses what Mistral would refuse. */
export function startMistral(options: FakeOptions): Promise<FakeService> {
  return startLoopback(mistralDialect(options.key ?? 'fake-mistral-key'), options);
}

function mistralDialect(key: string): Dialect {
  return {
    name: 'mistral',
    basePath: '/v1',
    settings: (url) => ({ MISTRAL_API_KEY: key, MISTRAL_BASE_URL: url }),
    understand: (request) => understand(request, key),
    embedding: mistralEmbedding(key),
    answer: (reply, usage, call) => ({
      body: completion(call.model, { ...reply, finish: FINISH[reply.finish], usage }),
    }),
    promptBlock: (_reason, usage, call) => ({
      body: completion(call.model, { text: '', finish: 'content_filter', usage }),
    }),
    noCandidates: (usage, call) => ({
      body: { ...completion(call.model, { text: '', finish: 'stop', usage }), choices: [] },
    }),
    error: ({ status, message }) =>
      status === 401
        ? { detail: 'Unauthorized' }
        : { object: 'error', message, type: 'fake_error', param: null, code: String(status) },
  };
}

const FINISH = { stop: 'stop', length: 'length', safety: 'content_filter', other: 'error' } as const satisfies Record<
  AnswerReply['finish'],
  string
>;

interface Completed {
  readonly text: string;
  readonly finish: string;
  readonly usage: FakeUsage | null;
}

function completion(model: string, { text, finish, usage }: Completed): object {
  return {
    id: 'cmpl-fake',
    object: 'chat.completion',
    created: 1_790_000_000,
    model,
    choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', content: text, tool_calls: null } }],
    ...(usage && {
      usage: {
        prompt_tokens: usage.inputTokens,
        completion_tokens: usage.outputTokens,
        total_tokens: usage.inputTokens + usage.outputTokens,
        prompt_tokens_details: { cached_tokens: usage.cachedInputTokens },
      },
    }),
  };
}

const Body = z.strictObject({
  model: z.string().min(1),
  max_tokens: z.int().positive(),
  temperature: z.number().min(0).max(1.5).optional(),
  random_seed: z.int().nonnegative(),
  prompt_cache_key: z.string().min(1).optional(),
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
    z.strictObject({
      role: z.literal('user'),
      content: z.tuple([z.strictObject({ type: z.literal('text'), text: z.string().min(1) })]),
    }),
  ]),
});

function understand({ method, path, headers, body }: HttpRequest, key: string): Understood {
  if (method !== 'POST' || path !== '/v1/chat/completions') return refuse(404, `no route ${method} ${path}`);
  if (headers.authorization !== `Bearer ${key}`) return refuse(401, 'wrong key');
  if (headers['content-type'] !== 'application/json') return refuse(415, `content-type ${headers['content-type']}`);
  const parsed = Body.safeParse(body);
  if (!parsed.success) return refuse(422, z.prettifyError(parsed.error));
  const { model, messages, response_format } = parsed.data;
  const { schema, strict } = response_format.json_schema;
  const faults = schemaFaults(schema, strict);
  if (faults.length > 0) return refuse(422, faults.join('; '));
  const [{ content: instructions }, { content }] = messages;
  return { kind: 'call', call: { model, purpose: schema.title, instructions, prompt: content[0].text, schema } };
}

function refuse(status: number, message: string): Understood {
  return { kind: 'violation', status, message };
}
