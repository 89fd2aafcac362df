import { z } from 'zod';
import { geminiEmbedding } from './gemini-embedding.ts';
import { type Dialect, type FakeOptions, type FakeService, startLoopback, type Understood } from './loopback.ts';
import type { AnswerReply, FakeUsage, StatusReply } from './loopback-reply.ts';
import { schemaFaults } from './loopback-schema.ts';
import type { HttpRequest } from './loopback-wire.ts';

/** Starts a service that speaks Gemini's generateContent on loopback and refuses what Google would refuse. */
export function startGemini(options: FakeOptions): Promise<FakeService> {
  return startLoopback(geminiDialect(options.key ?? 'fake-gemini-key'), options);
}

function geminiDialect(key: string): Dialect {
  return {
    name: 'gemini',
    basePath: '/v1beta',
    settings: (url) => ({ GOOGLE_GENERATIVE_AI_API_KEY: key, GOOGLE_GENERATIVE_AI_BASE_URL: url }),
    understand: (request) => understand(request, key),
    embedding: geminiEmbedding(key),
    answer: (reply, usage, call) => ({ body: { candidates: [candidateOf(reply)], ...factsOf(usage, call.model) } }),
    promptBlock: (blockReason, usage, call) => ({
      body: { promptFeedback: { blockReason }, ...factsOf(usage, call.model) },
    }),
    noCandidates: (usage, call) => ({ body: { candidates: [], ...factsOf(usage, call.model) } }),
    error: errorOf,
  };
}

const FINISH = { stop: 'STOP', length: 'MAX_TOKENS', safety: 'SAFETY', other: 'OTHER' } as const satisfies Record<
  AnswerReply['finish'],
  string
>;

function candidateOf({ text, finish }: AnswerReply): object {
  const content = text === '' ? {} : { content: { role: 'model', parts: [{ text }] } };
  return { index: 0, ...content, finishReason: FINISH[finish] };
}

/** Gemini counts thoughts beside the candidates, never in them. */
function factsOf(usage: FakeUsage | null, modelVersion: string): object {
  const facts = { modelVersion, responseId: 'fake-response' };
  if (usage === null) return facts;
  const { inputTokens, cachedInputTokens, outputTokens, reasoningTokens } = usage;
  return {
    ...facts,
    usageMetadata: {
      promptTokenCount: inputTokens,
      candidatesTokenCount: outputTokens - reasoningTokens,
      thoughtsTokenCount: reasoningTokens,
      cachedContentTokenCount: cachedInputTokens,
      totalTokenCount: inputTokens + outputTokens,
    },
  };
}

const STATUS_WORDS: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  503: 'UNAVAILABLE',
};

const BAD_KEY = 'API key not valid. Please pass a valid API key.';

function errorOf({ status, message, retryDelay }: Pick<StatusReply, 'status' | 'message' | 'retryDelay'>): unknown {
  const details = [
    ...(message === BAD_KEY
      ? [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID', domain: 'googleapis.com' }]
      : []),
    ...(retryDelay === undefined ? [] : [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay }]),
  ];
  const error = { code: status, message, status: STATUS_WORDS[status] ?? 'INTERNAL' };
  return { error: details.length === 0 ? error : { ...error, details } };
}

const Parts = z.tuple([z.strictObject({ text: z.string().min(1) })]);

const Body = z.strictObject({
  generationConfig: z.strictObject({
    maxOutputTokens: z.int().positive(),
    temperature: z.number().min(0).max(2).optional(),
    seed: z.int32(),
    responseMimeType: z.literal('application/json'),
    responseJsonSchema: z.looseObject({ title: z.string() }),
    thinkingConfig: z
      .union([
        z.strictObject({ thinkingBudget: z.int().nonnegative() }),
        z.strictObject({ thinkingLevel: z.enum(['minimal', 'low', 'medium', 'high']) }),
      ])
      .optional(),
  }),
  systemInstruction: z.strictObject({ parts: Parts }),
  contents: z.tuple([z.strictObject({ role: z.literal('user'), parts: Parts })]),
});

function understand({ method, path, headers, body }: HttpRequest, key: string): Understood {
  const model = /^\/v1beta\/models\/([^/?:]+):generateContent$/.exec(path)?.[1];
  if (method !== 'POST' || model === undefined) return refuse(404, `no route ${method} ${path}`);
  if (headers['x-goog-api-key'] !== key) return refuse(400, BAD_KEY);
  if (headers['content-type'] !== 'application/json') return refuse(400, `content-type ${headers['content-type']}`);
  const parsed = Body.safeParse(body);
  if (!parsed.success) return refuse(400, z.prettifyError(parsed.error));
  const { generationConfig, contents, systemInstruction } = parsed.data;
  const { responseJsonSchema: schema } = generationConfig;
  const faults = [...schemaFaults(schema, false), ...thinkingFaults(model, generationConfig)];
  if (faults.length > 0) return refuse(400, faults.join('; '));
  const instructions = systemInstruction.parts[0].text;
  return {
    kind: 'call',
    call: { model, purpose: schema.title, instructions, prompt: contents[0].parts[0].text, schema },
  };
}

type GenerationConfig = z.infer<typeof Body>['generationConfig'];

/** Budgets belong to Gemini 2.5, levels to what came after; a budget as large as the output limit leaves no answer. */
function thinkingFaults(model: string, { thinkingConfig, maxOutputTokens }: GenerationConfig): readonly string[] {
  if (thinkingConfig === undefined) return [];
  if ('thinkingLevel' in thinkingConfig)
    return model.startsWith('gemini-2.5') ? ['Thinking level is not supported for this model.'] : [];
  const { thinkingBudget } = thinkingConfig;
  const [least, most] = model.includes('pro') ? [128, 32_768] : [0, 24_576];
  return [
    ...(thinkingBudget < least || thinkingBudget > most
      ? [`The thinking budget ${thinkingBudget} is not within ${least} and ${most}.`]
      : []),
    ...(thinkingBudget >= maxOutputTokens ? ['The thinking budget leaves no room for an answer.'] : []),
  ];
}

function refuse(status: number, message: string): Understood {
  return { kind: 'violation', status, message };
}
