import type { SignalForm } from '../kernel/signal-name.ts';
import { type UnknownReading, unknown } from './reading.ts';
import type { SignalAnswer, SignalFigure } from './signal-answer.ts';

/** Which signal a JSON value is to answer, and of which moment it is. */
export interface JsonOrder {
  readonly name: string;
  readonly form: SignalForm;
  readonly sampledAt: string | null;
}

/**
 * Brings JSON into the form of a signal: a number, a list of names, a list of figures newest first, or an object of one
 * of these for each crypto. An empty object and a list without figures say nothing.
 */
export function answerOfJson(value: unknown, { name, form, sampledAt }: JsonOrder): SignalAnswer | UnknownReading {
  if (value === undefined || value === null)
    return unknown('empty', `${name} is ${value === null ? 'null' : 'not there'}`);
  switch (form) {
    case 'number':
      return isFigureLike(value) ? { form, value: figureIn(value), sampledAt } : mismatch(name, value, 'a number');
    case 'names':
      return isNames(value) ? { form, names: value, sampledAt } : mismatch(name, value, 'a list of names');
    case 'recent':
      if (!isList(value)) return mismatch(name, value, 'a list of figures, newest first');
      return value.length === 0 ? nothing(name) : { form, values: value.map(figureIn), sampledAt };
    case 'by-crypto': {
      const entries = entriesIn(value);
      if (entries === null || entries.some(([, each]) => !isFigureLike(each))) {
        return mismatch(name, value, 'an object with a figure for each crypto');
      }
      if (entries.length === 0) return nothing(name);
      return { form, of: new Map(entries.map(([key, each]) => [key, figureIn(each)])), sampledAt };
    }
    case 'recent-by-crypto': {
      const lists = (entriesIn(value) ?? [['', null] as const]).map(([key, each]) => [key, listIn(each)] as const);
      const sound = lists.flatMap(([key, list]) => (list === null ? [] : [[key, list] as const]));
      if (sound.length < lists.length) return mismatch(name, value, 'an object with a list of figures for each crypto');
      return sound.length === 0 ? nothing(name) : { form, of: new Map(sound), sampledAt };
    }
    default:
      return form satisfies never;
  }
}

/** The moment that JSON names as ISO 8601 or in seconds since the epoch; an invalid date where it names none. */
export function momentOfJson(value: unknown): Date {
  if (typeof value === 'number') return new Date(value * 1_000);
  return new Date(typeof value === 'string' && /^\d{4}-\d\d-\d\d[T ]/.test(value) ? value : Number.NaN);
}

function isFigureLike(value: unknown): boolean {
  return value === null || typeof value === 'number' || typeof value === 'string';
}

function figureIn(value: unknown): SignalFigure {
  if (typeof value === 'number' || typeof value === 'string') return value;
  return unknown('wrong-shape', `${JSON.stringify(value)} stands where a figure is due`);
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string' && name !== '');
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function listIn(value: unknown): readonly SignalFigure[] | null {
  return isList(value) ? value.map(figureIn) : null;
}

function entriesIn(value: unknown): readonly (readonly [string, unknown])[] | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null;
}

function nothing(name: string): UnknownReading {
  return unknown('empty', `${name} holds nothing`);
}

function mismatch(name: string, value: unknown, due: string): UnknownReading {
  const found = Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `the ${typeof value}`;
  const shown = typeof value === 'object' ? found : `${found} ${JSON.stringify(value).slice(0, 60)}`;
  return unknown('wrong-shape', `${name} is ${shown} where ${due} is due`);
}
