import type { EmbeddingModel } from 'ai';
import type { MicroUsd } from '../../kernel/micro-usd.ts';
import type { EmbedRequest } from '../../ports/library.ts';
import { openExchange } from './exchange.ts';
import { type Failure, failureOfError } from './failure.ts';
import type { Route } from './route.ts';
import { statedMicroUsd } from './usage.ts';

/** How one try to embed ended. */
export type EmbedAttempt = EmbeddedTexts | Failure;

interface EmbeddedTexts {
  readonly kind: 'answered';
  readonly vectors: readonly (readonly number[])[];
  /** Null when the provider did not say. */
  readonly inputTokens: number | null;
  readonly statedMicroUsd: MicroUsd | null;
}

/** Asks once. Only a mistake of our own, made before a request went out, is thrown. */
export async function attemptEmbedding(request: EmbedRequest, route: Route, now: () => number): Promise<EmbedAttempt> {
  const exchange = openExchange(request.timeoutMs);
  try {
    const { vectors, tokens } = await embed(request, route, exchange.fetch);
    const inputTokens = tokens !== undefined && Number.isSafeInteger(tokens) && tokens > 0 ? tokens : null;
    return { kind: 'answered', vectors, inputTokens, statedMicroUsd: statedMicroUsd(exchange.seen().headers) };
  } catch (error) {
    const seen = exchange.seen();
    if (seen.requests === 0) throw error;
    const asked = { timeoutMs: request.timeoutMs, prompt: request.texts.join('\n'), instructions: '' };
    return failureOfError(error, { request: asked, route, seen, now: now() });
  }
}

/** Vectors of Google's models may be cut, which keeps nearly all of their worth and a quarter of their size. */
const GOOGLE_DIMENSIONS = 768;

async function embed({ texts, purpose }: EmbedRequest, route: Route, fetch: typeof globalThis.fetch) {
  const { embedMany } = await import('ai');
  globalThis.AI_SDK_LOG_WARNINGS = false;
  const { embeddings, usage } = await embedMany({
    model: await embeddingModelAt(route, fetch),
    values: [...texts],
    maxRetries: 0,
    telemetry: { isEnabled: false },
    providerOptions: { google: { outputDimensionality: GOOGLE_DIMENSIONS, ...taskOf(route, purpose) } },
  });
  // A usage that did not come is counted as not a number.
  return { vectors: embeddings, tokens: usage.tokens };
}

/** The second generation takes the task from the text itself. */
function taskOf({ name }: Route, purpose: EmbedRequest['purpose']) {
  if (name.startsWith('gemini-embedding-2')) return {};
  return { taskType: purpose === 'query' ? 'RETRIEVAL_QUERY' : 'RETRIEVAL_DOCUMENT' };
}

async function embeddingModelAt(route: Route, fetch: typeof globalThis.fetch): Promise<EmbeddingModel> {
  const { baseUrl: baseURL, apiKey } = route.endpoint;
  switch (route.via) {
    case 'mistral': {
      const { createMistral } = await import('@ai-sdk/mistral');
      return createMistral({ baseURL, apiKey, fetch }).embeddingModel(route.name);
    }
    case 'google': {
      const { createGoogle } = await import('@ai-sdk/google');
      return createGoogle({ baseURL, apiKey, fetch }).embeddingModel(route.name);
    }
    case 'litellm': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      // The proxy would otherwise retry beneath our own retries.
      const headers = { 'x-litellm-num-retries': '0' };
      return createOpenAICompatible({ name: 'litellm', baseURL, apiKey, headers, fetch }).embeddingModel(route.name);
    }
    default:
      return route.via satisfies never;
  }
}
