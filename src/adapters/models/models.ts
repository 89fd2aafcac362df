import { setTimeout as sleep } from 'node:timers/promises';
import type { FailedCall, ModelAnswer, ModelRequest, Models } from '../../ports/models.ts';
import { type Attempt, attempt } from './attempt.ts';
import { type Route, type Way, wayTo } from './route.ts';
import type { ModelSettings } from './settings.ts';

/** The clock and the patience of the adapter, so that a test need not wait. */
export interface Time {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

const REAL_TIME: Time = { now: Date.now, wait: (milliseconds) => sleep(milliseconds) };

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

const BACKOFF_MS = [1_000, 2_000] as const;
const LONGEST_WAIT_MS = 20_000;

async function askWithRetries(request: ModelRequest, route: Route, time: Time): Promise<ModelAnswer> {
  const started = time.now();
  const attempts: Attempt[] = [];
  for (;;) {
    const last = await attempt(request, route, time.now);
    attempts.push(last);
    const pause = pauseAfter(last, attempts.length);
    if (pause === null) return answerOf(last, attempts, time.now() - started);
    await time.wait(pause);
  }
}

/**
 * Null when there is nothing to wait for: an answer, a lasting failure, the last try, a wait longer than we take, or a
 * try that may have been charged, since the next one needs a reservation of its own.
 */
function pauseAfter(last: Attempt, tries: number): number | null {
  const backoff = BACKOFF_MS[tries - 1];
  if (last.kind === 'answered' || !last.passing || last.maybeCharged || backoff === undefined) return null;
  const asked = last.retryAfterMs ?? 0;
  if (asked > LONGEST_WAIT_MS) return null;
  return asked > 0 ? asked : backoff;
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
  const message =
    way.kind === 'no-key'
      ? `${request.model} was not asked: set ${way.variables.join(' or ')}.`
      : `${request.model} was not asked: its provider is none of ${way.known.join(', ')}.`;
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
  return { kind: 'failed', reason: 'refused', message, ...facts };
}
