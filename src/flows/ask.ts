import { redactSecrets } from '../change/secrets.ts';
import type { Parsed } from '../committee/answer.ts';
import { type Brief, briefRepair } from '../committee/brief.ts';
import { addTotals, NO_CALLS } from '../committee/call-totals.ts';
import type { CallTotals } from '../committee/session.ts';
import { messageOf } from '../kernel/app-error.ts';
import type { Asked, Desk, NamedTurn, Question, Turn } from './desk.ts';
import { makeCall } from './make-call.ts';

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
  const name = `${step} ${model}`;
  const outcome = await desk.journal.step(`ask ${name}`, () => makeCall(question, brief, turn));
  const lost = desk.purse.keepLost(name, model, outcome.lost);
  if (outcome.kind === 'not-asked') {
    const call = failed<T>(turn, question, outcome);
    return { ...call, asked: { ...call.asked, totals: lost } };
  }
  if (outcome.kind === 'from-record') {
    return readAnswer(question, outcome.text, { ...turn, totals: addTotals(lost, { ...NO_CALLS, from_record: 1 }) });
  }
  const { answer } = outcome;
  const totals = addTotals(lost, desk.purse.settle({ call: name, model, worst: outcome.worst }, answer));
  if (answer.kind === 'answered') return readAnswer(question, answer.text, { ...turn, totals });
  const { reason, message, text, worthAsking } = answer;
  const unkept = text === null ? '' : await keepText(text, [message], turn);
  const call = failed<T>(turn, question, { reason, message: `${message}${unkept}` });
  return { ...call, asked: { ...call.asked, totals }, worthAsking };
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
