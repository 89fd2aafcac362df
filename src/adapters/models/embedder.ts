import type { EmbedAnswer, Embedder, EmbedLimits, EmbedRequest } from '../../ports/library.ts';
import { attemptEmbedding, type EmbedAttempt } from './embed-attempt.ts';
import { REAL_TIME, type Time, tryAgain } from './retries.ts';
import { type Route, wayTo, wordUnreached } from './route.ts';
import type { ModelSettings } from './settings.ts';

/** Embeds texts through the AI SDK: with Mistral, Google, or a LiteLLM proxy in their place. */
export function createEmbedder(settings: ModelSettings, time: Time = REAL_TIME): Embedder {
  return {
    reach: (model) => {
      const way = wayTo(model, settings);
      return way.kind === 'ready' ? { kind: 'ready' } : way;
    },
    limits: (model) => {
      const way = wayTo(model, settings);
      return LIMITS[way.kind === 'ready' ? way.route.via : 'litellm'];
    },
    embed: async (request) => {
      const way = wayTo(request.model, settings);
      if (way.kind === 'ready') return embedWithRetries(request, way.route, time);
      return { kind: 'failed', message: wordUnreached(request.model, way), maybeCharged: false };
    },
  };
}

/**
 * Mistral takes 16,384 tokens a call, and its package 32 texts; Google takes 100 texts and counts tokens by the minute;
 * behind a proxy any of them may stand.
 */
const LIMITS: Readonly<Record<Route['via'], EmbedLimits>> = {
  mistral: { texts: 32, tokens: 16_000 },
  google: { texts: 100, tokens: 30_000 },
  litellm: { texts: 32, tokens: 16_000 },
};

async function embedWithRetries(request: EmbedRequest, route: Route, time: Time): Promise<EmbedAnswer> {
  const attempts = await tryAgain(() => attemptEmbedding(request, route, time.now), time);
  return answerOf(attempts.at(-1) ?? attempts[0], attempts.length);
}

function answerOf(last: EmbedAttempt, tries: number): EmbedAnswer {
  if (last.kind === 'answered') {
    const { vectors, inputTokens, statedMicroUsd } = last;
    return { kind: 'embedded', vectors, inputTokens, statedMicroUsd };
  }
  const at = tries === 1 ? '' : ` at try ${tries}`;
  const because = last.explanation === null ? '' : `: "${last.explanation}"`;
  return { kind: 'failed', message: `${last.what}${at}${because}.`, maybeCharged: last.maybeCharged };
}
