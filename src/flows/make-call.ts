import type { Brief } from '../committee/brief.ts';
import { messageOf } from '../kernel/app-error.ts';
import { hashText } from '../kernel/hash.ts';
import type { MicroUsd } from '../kernel/micro-usd.ts';
import type { FailedCall, ModelAnswer } from '../ports/models.ts';
import type { MoneyOutcome } from '../ports/money.ts';
import type { NamedTurn, Question } from './desk.ts';
import { sizeOf } from './worst-case.ts';

/** What a journal records of a call: that it was not made, or its answer and what was reserved for it. */
export type CallOutcome = {
  /** What earlier tries of it may have cost, that were cut off before their answer was on record. */
  readonly lost: MicroUsd;
} & (
  | { readonly kind: 'not-asked'; readonly reason: string; readonly message: string }
  | { readonly kind: 'asked'; readonly worst: MicroUsd; readonly answer: ModelAnswer }
);

const TIMEOUT_MS = 120_000;

/**
 * Reserves a call, makes it and settles it: the one paid effect of a session. Inside a step, so that a replay neither
 * asks nor judges again what is on record.
 */
export async function makeCall<T>(question: Question<T>, brief: Brief, turn: NamedTurn): Promise<CallOutcome> {
  const { desk, model, step } = turn;
  const name = `${step} ${model}`;
  const lost = await desk.money.interruptedTries(name, model);
  desk.purse.keepLost(name, model, lost);
  const reach = desk.models.reach(model);
  if (reach.kind !== 'ready') {
    return { kind: 'not-asked', reason: reach.kind, message: 'the model cannot be reached here', lost };
  }
  const inputTokens = brief === question.brief ? (question.inputTokens ?? sizeOf(brief)) : sizeOf(brief);
  const reservation = desk.purse.reserve(name, model, { inputTokens, kind: question.kind });
  if (reservation.kind === 'refused') {
    return { kind: 'not-asked', reason: 'over-budget', message: reservation.message, lost };
  }
  await desk.money.reserve(name, model, reservation.worst);
  desk.witness({ kind: 'asked', call: question.call, model });
  const answer = await desk.models
    .ask({
      model,
      ...brief,
      schema: question.schema,
      schemaName: question.kind,
      maxOutputTokens: reservation.maxOutputTokens,
      seed: seedOf(step),
      timeoutMs: TIMEOUT_MS,
      brief: question.data,
    })
    .catch(brokenCall);
  await desk.money.settle(name, model, moneyOutcome(answer, desk.purse.costOf(answer, model)));
  return { kind: 'asked', worst: reservation.worst, answer, lost };
}

function moneyOutcome(answer: ModelAnswer, cost: MicroUsd | null): MoneyOutcome {
  const { inputTokens = 0, outputTokens = 0 } = answer.usage ?? {};
  if (cost !== null) return { kind: 'paid', microUsd: cost, inputTokens, outputTokens };
  return answer.kind === 'failed' && !answer.maybeCharged ? { kind: 'released' } : { kind: 'possibly-spent' };
}

/** A mistake of the program itself costs this call, not the answers that others have paid for. */
function brokenCall(error: unknown): FailedCall {
  return {
    kind: 'failed',
    reason: 'broken',
    message: `the program itself failed: ${messageOf(error)}`,
    retryAfterSeconds: null,
    text: null,
    maybeCharged: true,
    worthAsking: false,
    usage: null,
    statedMicroUsd: null,
    latencyMs: 0,
    tries: 0,
  };
}

/** A seed that depends on the call alone, so that the same question is asked with the same seed again. */
function seedOf(step: string): number {
  return Number.parseInt(hashText(step).slice(0, 7), 16);
}
