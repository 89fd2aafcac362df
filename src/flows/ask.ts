import type { ZodType } from 'zod';
import { redactSecrets } from '../change/secrets.ts';
import type { Parsed } from '../committee/answer.ts';
import type { AnswerKind } from '../committee/answer-limit.ts';
import { type Brief, briefRepair, type ModelBrief, type Prompts } from '../committee/brief.ts';
import { addTotals, NO_CALLS } from '../committee/call-totals.ts';
import type { CallTotals, FailedTry } from '../committee/session.ts';
import { messageOf } from '../kernel/app-error.ts';
import { hashText } from '../kernel/hash.ts';
import type { MicroUsd } from '../kernel/micro-usd.ts';
import type { ModelId } from '../kernel/model-id.ts';
import type { Archive } from '../ports/archive.ts';
import type { Journal } from '../ports/journal.ts';
import type { FailedCall, ModelAnswer, Models } from '../ports/models.ts';
import type { Witness } from '../ports/witness.ts';
import type { Purse } from './purse.ts';
import { sizeOf } from './worst-case.ts';

/** One question to one model, or to its fallbacks in order. */
export interface Question<T> {
  /** Names the call in the journal, on the board and in the record: `ml-engineer/first`. */
  readonly call: string;
  readonly chain: readonly ModelId[];
  readonly brief: Brief;
  /** Size of the brief where it was estimated before. */
  readonly inputTokens?: number;
  readonly data: ModelBrief;
  readonly schema: ZodType<T>;
  readonly kind: AnswerKind;
  readonly parse: (text: string) => Parsed<T>;
}

/** What became of a question; `value` is null when no model of the chain gave a valid answer. */
export interface Asked<T> {
  readonly value: T | null;
  readonly answeredBy: ModelId | null;
  readonly repaired: boolean;
  readonly failedTries: readonly FailedTry[];
  readonly totals: CallTotals;
}

/** What every question of a session shares. */
export interface Desk {
  readonly sessionId: string;
  readonly prompts: Prompts;
  readonly purse: Purse;
  readonly models: Models;
  readonly journal: Journal;
  readonly archive: Archive;
  readonly witness: Witness;
}

const TIMEOUT_MS = 120_000;

/** Asks the models of a chain in turn until one gives a valid answer; each may be asked once more, or repair its answer once. */
export async function ask<T>(question: Question<T>, desk: Desk): Promise<Asked<T>> {
  let asked: Asked<T> = { value: null, answeredBy: null, repaired: false, failedTries: [], totals: NO_CALLS };
  for (const [index, model] of question.chain.entries()) {
    if (asked.value !== null) break;
    const next = question.chain[index + 1] ?? null;
    asked = join(asked, await askModel(question, { model, next, desk }));
  }
  return asked;
}

/** Tells that a call was answered which has no stance; that it failed was told with its last try. */
export function tellAnswered(call: string, { answeredBy, totals }: Asked<unknown>, { witness }: Desk): void {
  if (answeredBy === null) return;
  witness({
    kind: 'answered',
    call,
    model: answeredBy,
    stance: null,
    score: null,
    latencyMs: totals.latency_ms,
    tokens: totals.input_tokens + totals.output_tokens,
    microUsd: totals.micro_usd,
  });
}

interface Turn {
  readonly model: ModelId;
  readonly next: ModelId | null;
  readonly desk: Desk;
}

async function askModel<T>(question: Question<T>, turn: Turn): Promise<Asked<T>> {
  let called = await callOnce(question, question.brief, { ...turn, step: question.call });
  let { asked } = called;
  if (called.worthAsking) {
    called = await callOnce(question, question.brief, { ...turn, step: `${question.call} again` });
    asked = join(asked, called.asked);
  }
  if (called.parsed?.kind !== 'invalid') return asked;

  turn.desk.witness({ kind: 'repairing', call: question.call, model: turn.model });
  const { errors } = called.parsed;
  const brief = briefRepair(question.brief, called.text ?? '', { errors, prompts: turn.desk.prompts });
  const repair = await callOnce(question, brief, { ...turn, step: `${question.call} repair` });
  return { ...join(asked, repair.asked), repaired: repair.asked.value !== null };
}

/** A turn with the name that its one call has in the journal. */
interface NamedTurn extends Turn {
  readonly step: string;
}

interface Called<T> {
  readonly asked: Asked<T>;
  readonly parsed: Parsed<T> | null;
  readonly text: string | null;
  /** Whether the model failed in passing, at a price that may have been charged. */
  readonly worthAsking?: boolean;
}

/** Asks, settles and parses: one paid call, one step of the journal. */
async function callOnce<T>(question: Question<T>, brief: Brief, turn: NamedTurn): Promise<Called<T>> {
  const { desk, model, step } = turn;
  const outcome = await desk.journal.step(`ask ${step} ${model}`, () => reserveAndAsk(question, brief, turn));
  if (outcome.kind === 'not-asked') return failed(turn, question, outcome);

  const { answer } = outcome;
  const totals = desk.purse.settle({ call: `${step} ${model}`, model, worst: outcome.worst }, answer);
  if (answer.kind === 'answered') return readAnswer(question, answer.text, { ...turn, totals });
  const { reason, message, text, worthAsking } = answer;
  const unkept = text === null ? '' : await keepText(text, [message], turn);
  const call = failed<T>(turn, question, { reason, message: `${message}${unkept}` });
  return { ...call, asked: { ...call.asked, totals }, worthAsking };
}

/** What a journal records of a call: that it was not made, or its answer and what was reserved for it. */
type CallOutcome =
  | { readonly kind: 'not-asked'; readonly reason: string; readonly message: string }
  | { readonly kind: 'asked'; readonly worst: MicroUsd; readonly answer: ModelAnswer };

/** Inside the step, so that a replay neither asks nor judges again what is on record. */
async function reserveAndAsk<T>(question: Question<T>, brief: Brief, turn: NamedTurn): Promise<CallOutcome> {
  const { desk, model, step } = turn;
  const reach = desk.models.reach(model);
  if (reach.kind !== 'ready') {
    return { kind: 'not-asked', reason: reach.kind, message: 'the model cannot be reached here' };
  }
  const inputTokens = brief === question.brief ? (question.inputTokens ?? sizeOf(brief)) : sizeOf(brief);
  const reservation = desk.purse.reserve(`${step} ${model}`, model, { inputTokens, kind: question.kind });
  if (reservation.kind === 'refused') return { kind: 'not-asked', reason: 'over-budget', message: reservation.message };

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
  return { kind: 'asked', worst: reservation.worst, answer };
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

async function readAnswer<T>(
  question: Question<T>,
  given: string,
  turn: NamedTurn & { readonly totals: CallTotals },
): Promise<Called<T>> {
  const { model, totals } = turn;
  // A model may join or decode what the dossier did not show; no credential goes on from here.
  const { text } = redactSecrets('answer', given);
  const parsed = question.parse(text);
  if (parsed.kind === 'valid') {
    const asked = { value: parsed.value, answeredBy: model, repaired: false, failedTries: [], totals };
    return { asked, parsed, text };
  }
  const unkept = await keepText(text, parsed.errors, turn);
  const message = `the answer has not the expected shape: ${parsed.errors[0] ?? 'empty'}${unkept}`;
  const call = failed<T>(turn, question, { reason: 'invalid-answer', message });
  return { asked: { ...call.asked, totals }, parsed, text };
}

/** Keeps a text that is no answer; returns what to add to the message when even that fails, since the session goes on. */
function keepText(text: string, errors: readonly string[], { desk, model, step }: NamedTurn): Promise<string> {
  return desk.journal.step(`keep ${step} ${model}`, async () => {
    try {
      const safe = redactSecrets('answer', text).text;
      await desk.archive.keepParseFailure(desk.sessionId, { call: step, model, errors, text: safe });
      return '';
    } catch (error) {
      return ` (its text could not be kept: ${messageOf(error)})`;
    }
  });
}

function failed<T>(
  turn: Turn,
  question: Question<T>,
  { reason, message }: { reason: string; message: string },
): Called<T> {
  turn.desk.witness({ kind: 'try-failed', call: question.call, model: turn.model, message, next: turn.next });
  const failedTries = [{ model: turn.model, reason, message }];
  return {
    asked: { value: null, answeredBy: null, repaired: false, failedTries, totals: NO_CALLS },
    parsed: null,
    text: null,
  };
}

function join<T>(earlier: Asked<T>, later: Asked<T>): Asked<T> {
  return {
    ...later,
    failedTries: [...earlier.failedTries, ...later.failedTries],
    totals: addTotals(earlier.totals, later.totals),
  };
}

/** A seed that depends on the call alone, so that the same question is asked with the same seed again. */
function seedOf(step: string): number {
  return Number.parseInt(hashText(step).slice(0, 7), 16);
}
