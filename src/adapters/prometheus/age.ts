import { judgeFreshness, wordSeconds } from '../../ops/freshness.ts';
import { type UnknownReading, unknown } from '../../ops/reading.ts';
import type { SignalAnswer } from '../../ops/signal-answer.ts';
import type { SignalQuestion } from '../../ports/signal-source.ts';
import { ageEach } from './age-each.ts';
import { momentIn } from './moment.ts';
import { shapeVector } from './vector.ts';
import type { QueryResult } from './wire.ts';

/** How far back a figure is looked for that is not there now. */
const MISSING_DAYS = 30;

/** What is known of the age of an answer. */
export interface Age {
  readonly question: SignalQuestion;
  /** What its freshness gave; null where it has none. */
  readonly seen: QueryResult | UnknownReading | null;
  readonly at: Date;
}

/** What is asked to know when a figure was last seen: over 30 days where there is none now. */
export function freshnessQuery(freshness: string, isThere: boolean): string {
  return isThere ? freshness : `max(max_over_time((${freshness}\n)[${MISSING_DAYS}d:5m]))`;
}

/** Why nothing came, by the moment at which something was last seen, or that nobody knows one. */
export function explainNothing({ question, seen, at }: Age): SignalAnswer | UnknownReading {
  const { name, form, windowSeconds } = question;
  const isOfRuns = form === 'recent' || form === 'recent-by-crypto';
  const nothing = isOfRuns ? `no run of ${name} began within ${wordSeconds(windowSeconds)}` : `${name} gave no series`;
  if (seen === null) return unknown('empty', `${nothing}, and it has no freshness to tell why`);
  if ('known' in seen) return unknown('empty', `${nothing}, and its freshness is unknown: ${seen.words}`);
  const moment = momentOf(seen, question);
  if (moment === null) return unknown('missing', `${name} was not seen in ${MISSING_DAYS} days`);
  if ('known' in moment) return moment;
  const stale = judgeFreshness(moment, { ...question, at });
  if (stale !== null) return stale;
  // Whoever asks for what is down, and is watched, hears nothing when all is up.
  if (form === 'names') return { form, names: [], sampledAt: moment.toISOString() };
  return unknown(
    'empty',
    `${nothing}, though it was measured ${wordSeconds((at.getTime() - moment.getTime()) / 1_000)} before`,
  );
}

function momentOf(seen: QueryResult, question: SignalQuestion): Date | UnknownReading | null {
  const found = shapeVector(seen, { ...question, name: `the freshness of ${question.name}`, form: 'number' });
  if (found.kind === 'nothing') return null;
  if (found.kind === 'refused') return found.why;
  return found.answer.form === 'number' ? momentIn(found.answer.value, question.name) : null;
}

/** The answer with the moment it is of; too old or from a moment to come, it is unknown, as a whole or by crypto. */
export function ageAnswer(answer: SignalAnswer, { question, seen, at }: Age): SignalAnswer | UnknownReading {
  if (seen === null) return answer;
  if ('known' in seen) return unknown(seen.why, `nobody knows how old ${question.name} is: ${seen.words}`);
  const isByCrypto = answer.form === 'by-crypto' || answer.form === 'recent-by-crypto';
  if (isByCrypto && hasLabel(seen, question.by)) return ageEach(answer, { question, seen, at });
  const moment = momentOf(seen, question);
  if (moment === null) {
    return unknown('empty', `nobody knows how old ${question.name} is: its freshness gave no series`);
  }
  if ('known' in moment) return moment;
  return judgeFreshness(moment, { ...question, at }) ?? { ...answer, sampledAt: moment.toISOString() };
}

function hasLabel(seen: QueryResult, by: string): boolean {
  return seen.resultType === 'vector' && seen.result.some(({ metric }) => (metric[by] ?? '') !== '');
}
