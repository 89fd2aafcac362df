import type { SignalForm, SignalName } from '../../kernel/signal-name.ts';
import { figureOf, type KnownReading, known, type Reading, type UnknownReading, unknown } from '../../ops/reading.ts';
import type { SignalAnswer, SignalFigure } from '../../ops/signal-answer.ts';

/** The figures of one signal in the form that it has, or why nobody knows them. */
export type SignalReading =
  | UnknownReading
  | (KnownReading<number> & { readonly form: 'number' })
  | (KnownReading<readonly string[]> & { readonly form: 'names' })
  | (KnownReading<readonly Reading[]> & { readonly form: 'recent' })
  | (KnownReading<ReadonlyMap<string, Reading>> & { readonly form: 'by-crypto' })
  | (KnownReading<ReadonlyMap<string, readonly Reading[]>> & { readonly form: 'recent-by-crypto' });

/** Reads what a source gave; figures that are no finite numbers become unknown, each with its words. */
export function signalReading(
  answer: SignalAnswer | UnknownReading,
  name: SignalName,
  form: SignalForm,
): SignalReading {
  if ('known' in answer) return answer;
  if (answer.form !== form) return unknown('wrong-shape', `${name} came as ${answer.form} where ${form} is due`);
  const { sampledAt } = answer;
  switch (answer.form) {
    case 'number': {
      const reading = readFigure(answer.value, name, sampledAt);
      return reading.known ? { ...reading, form: answer.form } : reading;
    }
    case 'names':
      return { ...known(answer.names, sampledAt), form: answer.form };
    case 'recent':
      return { ...known(readList(answer.values, name, sampledAt), sampledAt), form: answer.form };
    case 'by-crypto':
      return { ...known(readEach(answer.of, name, sampledAt), sampledAt), form: answer.form };
    case 'recent-by-crypto':
      return { ...known(readLists(answer.of, name, sampledAt), sampledAt), form: answer.form };
    default:
      return answer satisfies never;
  }
}

function readFigure(figure: SignalFigure, name: string, sampledAt: string | null): Reading {
  return typeof figure === 'object' ? figure : figureOf(figure, name, sampledAt);
}

function readList(figures: readonly SignalFigure[], name: string, sampledAt: string | null): readonly Reading[] {
  return figures.map((figure, index) => readFigure(figure, `${name}[${index}]`, sampledAt));
}

function readEach(
  of: ReadonlyMap<string, SignalFigure>,
  name: string,
  sampledAt: string | null,
): ReadonlyMap<string, Reading> {
  return new Map([...of].map(([symbol, figure]) => [symbol, readFigure(figure, `${name} of ${symbol}`, sampledAt)]));
}

function readLists(
  of: ReadonlyMap<string, readonly SignalFigure[]>,
  name: string,
  sampledAt: string | null,
): ReadonlyMap<string, readonly Reading[]> {
  return new Map([...of].map(([symbol, list]) => [symbol, readList(list, `${name} of ${symbol}`, sampledAt)]));
}
