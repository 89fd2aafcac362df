import type { FailedCall, ModelAnswer, ModelRequest, Models } from '../../ports/models.ts';
import { type Attempt, attempt } from './attempt.ts';
import { REAL_TIME, type Time, tryAgain } from './retries.ts';
import { type Route, type Way, wayTo, wordUnreached } from './route.ts';
import type { ModelSettings } from './settings.ts';

/** Asks real models through the AI SDK: Mistral, Google, or a LiteLLM proxy in their place. */
export function createModels(settings: ModelSettings, time: Time = REAL_TIME): Models {
  return {
    reach: (model) => {
      const way = wayTo(model, settings);
      return way.kind === 'ready' ? { kind: 'ready' } : way;
    },
    ask: (request) => {
      const way = wayTo(request.model, settings);
      return way.kind === 'ready' ? askWithRetries(request, way.route, time) : Promise.resolve(unreached(request, way));
    },
  };
}

async function askWithRetries(request: ModelRequest, route: Route, time: Time): Promise<ModelAnswer> {
  const started = time.now();
  const attempts = await tryAgain(() => attempt(request, route, time.now), time);
  return answerOf(attempts.at(-1) ?? attempts[0], attempts, time.now() - started);
}

function answerOf(last: Attempt, attempts: readonly Attempt[], latencyMs: number): ModelAnswer {
  const facts = {
    usage: last.usage,
    statedMicroUsd: sumOfStated(attempts),
    latencyMs: Math.max(0, Math.round(latencyMs)),
    tries: attempts.reduce((sum, { requests }) => sum + requests, 0),
  };
  if (last.kind === 'answered') return { ...facts, kind: 'answered', text: last.text };
  const at = attempts.length === 1 ? '' : ` at try ${attempts.length}`;
  const because = last.explanation === null ? '' : `: "${last.explanation}"`;
  return {
    ...facts,
    kind: 'failed',
    reason: last.reason,
    message: `${last.what}${at}${because}.`,
    retryAfterSeconds: last.retryAfterMs === null ? null : Math.ceil(last.retryAfterMs / 1_000),
    text: last.text,
    maybeCharged: last.maybeCharged,
    worthAsking: last.passing && last.maybeCharged,
  };
}

function sumOfStated(attempts: readonly Attempt[]): number | null {
  const stated = attempts.flatMap(({ statedMicroUsd }) => statedMicroUsd ?? []);
  return stated.length === 0 ? null : stated.reduce((sum, amount) => sum + amount, 0);
}

function unreached(request: ModelRequest, way: Exclude<Way, { kind: 'ready' }>): FailedCall {
  const facts = {
    usage: null,
    statedMicroUsd: null,
    latencyMs: 0,
    tries: 0,
    retryAfterSeconds: null,
    text: null,
    maybeCharged: false,
    worthAsking: false,
  };
  return { kind: 'failed', reason: 'refused', message: wordUnreached(request.model, way), ...facts };
}
