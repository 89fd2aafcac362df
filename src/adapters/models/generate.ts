import type { FinishReason, LanguageModel, LanguageModelUsage } from 'ai';
import { hashTexts } from '../../kernel/hash.ts';
import type { ModelRequest } from '../../ports/models.ts';
import type { Route } from './route.ts';
import { tuningOf } from './tuning.ts';
import { wireSchemaOf } from './wire-schema.ts';

/** What a model made, whether or not it is the JSON that was asked for. */
export interface Generated {
  readonly finishReason: FinishReason;
  /** The provider's own word for it, where it came. */
  readonly rawFinishReason: string | undefined;
  readonly text: string;
  readonly usage: LanguageModelUsage;
}

/** Makes one request through the AI SDK; the packages are loaded at the first call, so that nothing else waits for them. */
export async function generate(
  request: ModelRequest,
  route: Route,
  fetch: typeof globalThis.fetch,
): Promise<Generated> {
  const { generateText, jsonSchema, NoObjectGeneratedError, Output } = await import('ai');
  globalThis.AI_SDK_LOG_WARNINGS = false;
  const { schema, strict } = wireSchemaOf(request.schema, request.schemaName);
  const { temperature, seed, google, litellm } = tuningOf(route, request);
  try {
    const result = await generateText({
      model: await languageModelAt(route, fetch),
      instructions: request.instructions,
      prompt: request.prompt,
      output: Output.object({ schema: jsonSchema(schema), name: request.schemaName }),
      maxOutputTokens: request.maxOutputTokens,
      ...(temperature === undefined ? {} : { temperature }),
      seed,
      maxRetries: 0,
      telemetry: { isEnabled: false },
      providerOptions: {
        mistral: { strictJsonSchema: strict, promptCacheKey: cacheKeyOf(request) },
        google,
        litellm: { strictJsonSchema: strict, ...litellm },
      },
    });
    const { finishReason, rawFinishReason, text, usage } = result;
    return { finishReason, rawFinishReason, text, usage };
  } catch (error) {
    if (!NoObjectGeneratedError.isInstance(error) || error.usage === undefined) throw error;
    const { finishReason = 'other', text = '', usage } = error;
    return { finishReason, rawFinishReason: undefined, text, usage };
  }
}

async function languageModelAt(route: Route, fetch: typeof globalThis.fetch): Promise<LanguageModel> {
  const { baseUrl: baseURL, apiKey } = route.endpoint;
  switch (route.via) {
    case 'mistral': {
      const { createMistral } = await import('@ai-sdk/mistral');
      return createMistral({ baseURL, apiKey, fetch }).chat(route.name);
    }
    case 'google': {
      const { createGoogle } = await import('@ai-sdk/google');
      return createGoogle({ baseURL, apiKey, fetch }).languageModel(route.name);
    }
    case 'litellm': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      // The proxy would otherwise retry beneath our own retries.
      const headers = { 'x-litellm-num-retries': '0' };
      return createOpenAICompatible({
        name: 'litellm',
        baseURL,
        apiKey,
        headers,
        fetch,
        supportsStructuredOutputs: true,
      })(route.name);
    }
    default:
      return route.via satisfies never;
  }
}

/** Calls that open alike are led to the same cache at Mistral. */
function cacheKeyOf({ instructions, prompt }: ModelRequest): string {
  return hashTexts([instructions, prompt.slice(0, 2_000)]).slice(0, 32);
}
