import { answerOfJson, momentOfJson } from '../../../ops/answer-of-json.ts';
import { judgeFreshness } from '../../../ops/freshness.ts';
import { type UnknownReading, unknown } from '../../../ops/reading.ts';
import type { SignalAnswer } from '../../../ops/signal-answer.ts';
import type { SignalQuestion, SignalReply, SignalSource } from '../../../ports/signal-source.ts';
import { askOneValue, type SignalDatabase } from './one-value.ts';

/**
 * A PostgreSQL whose queries give one row of one column: a number, or JSON in the form of the signal. Each query runs
 * alone in a read-only transaction of at most two seconds. A freshness is a query for a moment.
 */
export function openSignalDatabase(database: SignalDatabase): SignalSource {
  return { name: database.name, ask: (question, at) => ask(database, question, at) };
}

async function ask(database: SignalDatabase, question: SignalQuestion, at: Date): Promise<SignalReply> {
  const found = await askOneValue(database, question.query);
  const first =
    found.kind === 'value' ? answerOfJson(found.value, { ...question, sampledAt: null }) : whyNot(found, question);
  const { freshness } = question;
  const isDecided = freshness === null || ('known' in first && first.why !== 'empty');
  if (isDecided) return { answer: first, reservations: [], requests: 1 };
  const seen = await askOneValue(database, freshness);
  return { answer: judgeAge(first, { question, seen, at }), reservations: [], requests: 2 };
}

type Found = Awaited<ReturnType<typeof askOneValue>>;

function whyNot(found: Exclude<Found, { readonly kind: 'value' }>, { name }: SignalQuestion): UnknownReading {
  return found.kind === 'nothing' ? unknown('empty', `${name} gave no row`) : found.why;
}

interface Age {
  readonly question: SignalQuestion;
  readonly seen: Found;
  readonly at: Date;
}

function judgeAge(first: SignalAnswer | UnknownReading, { question, seen, at }: Age): SignalAnswer | UnknownReading {
  const { name } = question;
  if (seen.kind === 'failed') return unknown(seen.why.why, `nobody knows how old ${name} is: ${seen.why.words}`);
  if (seen.kind === 'nothing' || seen.value === null) return unknown('missing', `${name} was never seen`);
  const moment = momentOfJson(seen.value);
  const unfit = judgeFreshness(moment, { ...question, at });
  if (unfit !== null) return unfit;
  return 'known' in first ? first : { ...first, sampledAt: moment.toISOString() };
}
