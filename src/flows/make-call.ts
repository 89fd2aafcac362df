import { redactSecrets } from '../change/secrets.ts';
import type { Brief } from '../committee/brief.ts';
import { messageOf } from '../kernel/app-error.ts';
import { hashText, hashTexts } from '../kernel/hash.ts';
import type { MicroUsd } from '../kernel/micro-usd.ts';
import type { AnswerKey } from '../ports/answer-shelf.ts';
import type { AnsweredCall, FailedCall, ModelAnswer } from '../ports/models.ts';
import type { MoneyOutcome } from '../ports/money.ts';
import type { Desk, NamedTurn, Question } from './desk.ts';
import { outputLimit, sizeOf } from './worst-case.ts';

/** What a journal records of a call: that it was not made, or its answer and what was reserved for it. */
export type CallOutcome = {
  /** What earlier tries of it may have cost, that were cut off before their answer was on record. */
  readonly lost: MicroUsd;
} & (
  | { readonly kind: 'not-asked'; readonly reason: string; readonly message: string }
  /** The very same question was answered before; nothing is paid. */
  | { readonly kind: 'from-record'; readonly text: string }
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
  const key = answerKey(question, brief, turn);
  const kept = await desk.answers.find(key);
  if (kept !== null) return { kind: 'from-record', text: kept.text, lost };
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
  if (answer.kind === 'answered') await keepValid(question, answer, { desk, key });
  return { kind: 'asked', worst: reservation.worst, answer, lost };
}

/** What makes a question the same one: everything that is sent but its seed, which follows from its name. */
function answerKey<T>({ kind }: Question<T>, { instructions, prompt }: Brief, { model, desk }: NamedTurn): AnswerKey {
  const limit = outputLimit(desk.catalog, model, kind);
  return { model, sha256: hashTexts([kind, String(limit), instructions, prompt]) };
}

/** Only what can be used is kept, and without credentials, which a model may join or decode. */
async function keepValid<T>(
  { parse, isWhole = () => true }: Question<T>,
  answer: AnsweredCall,
  { desk, key }: { readonly desk: Desk; readonly key: AnswerKey },
): Promise<void> {
  const { text } = redactSecrets('answer', answer.text);
  const parsed = parse(text);
  if (parsed.kind === 'valid' && isWhole(parsed.value)) await desk.answers.keep(key, { text, usage: answer.usage });
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
