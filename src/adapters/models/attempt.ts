import type { ModelRequest, TokenUsage } from '../../ports/models.ts';
import { type Exchange, openExchange } from './exchange.ts';
import { type Failure, failureOfError } from './failure.ts';
import { type Generated, generate } from './generate.ts';
import type { Route } from './route.ts';
import { statedMicroUsd, tokenUsageOf } from './usage.ts';

/** How one try ended. */
export type Attempt = (Answer | Failure) & {
  readonly requests: number;
  readonly statedMicroUsd: number | null;
};

interface Answer {
  readonly kind: 'answered';
  readonly text: string;
  readonly usage: TokenUsage | null;
}

/** Asks once. Only a mistake of our own, made before a request went out, is thrown. */
export async function attempt(request: ModelRequest, route: Route, now: () => number): Promise<Attempt> {
  const exchange = openExchange(request.timeoutMs);
  try {
    const generated = await generate(request, route, exchange.fetch);
    return withFacts(judge(generated, request, route), exchange);
  } catch (error) {
    const seen = exchange.seen();
    if (seen.requests === 0) throw error;
    return withFacts(failureOfError(error, { request, route, seen, now: now() }), exchange);
  }
}

function withFacts(outcome: Answer | Failure, exchange: Exchange): Attempt {
  const { requests, headers } = exchange.seen();
  return { ...outcome, requests, statedMicroUsd: statedMicroUsd(headers) };
}

function judge(generated: Generated, request: ModelRequest, route: Route): Answer | Failure {
  const usage = tokenUsageOf(generated.usage);
  const isBlank = generated.text.trim() === '';
  if (generated.finishReason === 'stop' && !isBlank) return { kind: 'answered', text: generated.text, usage };
  return {
    kind: 'failed',
    ...reasonOf(generated, request, route),
    explanation: null,
    retryAfterMs: null,
    text: isBlank ? null : generated.text,
    usage,
    maybeCharged: true,
    passing: false,
  };
}

function reasonOf(generated: Generated, request: ModelRequest, route: Route): Pick<Failure, 'reason' | 'what'> {
  const { finishReason, text } = generated;
  const word = /^[\w-]{1,40}$/.exec(generated.rawFinishReason ?? '')?.[0];
  if (finishReason === 'length') {
    return {
      reason: 'truncated',
      what: `${route.name} stopped at its output limit of ${request.maxOutputTokens} tokens`,
    };
  }
  if (finishReason === 'content-filter') {
    return {
      reason: 'blocked',
      what: `${route.service} blocked the prompt or the answer (${word ?? 'content filter'})`,
    };
  }
  if (finishReason !== 'stop' && text === '' && word === undefined) {
    return { reason: 'blocked', what: `${route.service} answered without a candidate` };
  }
  return { reason: 'malformed', what: `${route.service} answered without a finished text (${word ?? finishReason})` };
}
