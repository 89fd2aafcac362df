import type { LanguageModelUsage } from 'ai';
import { z } from 'zod';
import type { TokenUsage } from '../../ports/models.ts';

/** Reads the usage of a call, null when the provider gave none. */
export function tokenUsageOf(usage: LanguageModelUsage): TokenUsage | null {
  if (usage.inputTokens === undefined && usage.outputTokens === undefined) return null;
  return assemble({
    input: usage.inputTokens,
    cached: usage.inputTokenDetails.cacheReadTokens,
    output: usage.outputTokens,
    reasoning: usage.outputTokenDetails.reasoningTokens,
  });
}

const Count = z.number().nullish();

const OpenAiBody = z.object({ usage: z.object({ prompt_tokens: z.number(), completion_tokens: Count }) });

const GeminiBody = z.object({
  usageMetadata: z.object({ promptTokenCount: z.number(), candidatesTokenCount: Count, thoughtsTokenCount: Count }),
});

/** Reads the usage out of a raw answer that the provider package could not read, null when there is none. */
export function tokenUsageOfBody(body: unknown): TokenUsage | null {
  const openAi = OpenAiBody.safeParse(body);
  if (openAi.success) {
    const { prompt_tokens, completion_tokens } = openAi.data.usage;
    return assemble({ input: prompt_tokens, output: completion_tokens });
  }
  const gemini = GeminiBody.safeParse(body);
  if (!gemini.success) return null;
  const { promptTokenCount, candidatesTokenCount, thoughtsTokenCount } = gemini.data.usageMetadata;
  const thoughts = whole(thoughtsTokenCount);
  return assemble({ input: promptTokenCount, output: whole(candidatesTokenCount) + thoughts, reasoning: thoughts });
}

interface Counts {
  readonly input?: number | null;
  readonly cached?: number | null;
  readonly output?: number | null;
  readonly reasoning?: number | null;
}

/** A part never exceeds its whole: some proxies count reasoning beside the output. */
function assemble({ input, cached, output, reasoning }: Counts): TokenUsage {
  const inputTokens = whole(input);
  const reasoningTokens = whole(reasoning);
  return {
    inputTokens,
    cachedInputTokens: Math.min(inputTokens, whole(cached)),
    outputTokens: Math.max(whole(output), reasoningTokens),
    reasoningTokens,
  };
}

function whole(count: number | null | undefined): number {
  return typeof count === 'number' && Number.isFinite(count) && count > 0 ? Math.ceil(count) : 0;
}

/** Price that a LiteLLM proxy states in a header, in whole micro-dollars rounded up; null when it states none. */
export function statedMicroUsd(headers: Headers): number | null {
  const text = headers.get('x-litellm-response-cost')?.trim() ?? '';
  const usd = Number(text);
  if (text === '' || !Number.isFinite(usd) || usd < 0) return null;
  // Twelve digits: 0.00021 USD times a million is 210.00000000000003, and that is not 211 micro-dollars.
  return Math.ceil(Number((usd * 1_000_000).toPrecision(12)));
}
