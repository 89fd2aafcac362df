import { type UnknownReading, unknown } from '../../ops/reading.ts';
import type { SignalAnswer, SignalFigure } from '../../ops/signal-answer.ts';
import type { SignalQuestion } from '../../ports/signal-source.ts';
import type { QueryResult, VectorSeries } from './wire.ts';

/** What a query gave in the form of its signal: an answer, no series at all, or a shape that does not fit. */
export type Found =
  | { readonly kind: 'answer'; readonly answer: SignalAnswer }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly why: UnknownReading };

/** Brings what an instant query gave into the form of its signal. */
export function shapeVector(result: QueryResult, question: SignalQuestion): Found {
  const { name, form, by } = question;
  if (result.resultType === 'scalar' && form === 'number') {
    const [seconds, text] = result.result;
    return { kind: 'answer', answer: { form, value: figureOfText(text), sampledAt: isoOf(seconds) } };
  }
  if (result.resultType !== 'vector') return refuse(`${name} gave a ${result.resultType} where ${DUE[form]} is due`);
  const series = result.result;
  const [first] = series;
  if (first === undefined) return { kind: 'nothing' };
  const sampledAt = isoOf(first.value[0]);
  if (form === 'number') {
    if (series.length > 1) return refuse(`${name} gave ${series.length} series where one number is due, ${EXAMPLE}`);
    return { kind: 'answer', answer: { form, value: figureOfText(first.value[1]), sampledAt } };
  }
  const nameless = series.find(({ metric }) => (metric[by] ?? '') === '');
  if (nameless !== undefined) return refuse(`${name} gave a series without the label ${by}`);
  if (form === 'names') return { kind: 'answer', answer: { form, names: namesOf(series, by), sampledAt } };
  return { kind: 'answer', answer: { form: 'by-crypto', of: figuresBy(series, question), sampledAt } };
}

const EXAMPLE = 'as max(…) or sum(…) gives it';

/** What each form is due, for people. */
export const DUE: Readonly<Record<SignalQuestion['form'], string>> = {
  number: 'one number',
  names: 'one series for each name',
  recent: 'one series for each run',
  'by-crypto': 'one series for each crypto',
  'recent-by-crypto': 'one series for each crypto and run',
};

/** A number, or the text itself where it is none. */
export function figureOfText(text: string): SignalFigure {
  const value = /^[-+]?\.?\d/.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : text;
}

/** ISO 8601 of seconds since the epoch; null where there is no such moment. */
export function isoOf(seconds: number): string | null {
  const moment = new Date(seconds * 1_000);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

/** Every series names one thing that is wrong, whatever its value, as it does in a rule of an alert. */
function namesOf(series: readonly VectorSeries[], by: string): readonly string[] {
  return [...new Set(series.map(({ metric }) => metric[by] ?? ''))].toSorted();
}

function figuresBy(series: readonly VectorSeries[], { name, by }: SignalQuestion): ReadonlyMap<string, SignalFigure> {
  const of = new Map<string, SignalFigure>();
  for (const { metric, value } of series) {
    const key = metric[by] ?? '';
    const isDouble = of.has(key);
    of.set(key, isDouble ? unknown('wrong-shape', `${name} gave several series of ${key}`) : figureOfText(value[1]));
  }
  return of;
}

/** A shape that does not fit, in words. */
export function refuse(words: string): Found {
  return { kind: 'refused', why: unknown('wrong-shape', words) };
}
