import { momentOfJson } from '../../ops/answer-of-json.ts';
import type { EventLine, LogValue } from '../../ops/log-line.ts';
import { type UnknownReading, unknown } from '../../ops/reading.ts';
import type { SignalAnswer, SignalFigure } from '../../ops/signal-answer.ts';
import type { SignalQuestion } from '../../ports/signal-source.ts';
import type { LogQuery } from './log-query.ts';

/** An event with its moment. */
export interface DatedEvent {
  readonly at: Date;
  readonly fields: EventLine['fields'];
}

/** The events that a query asks for, newest first; unknown where one of them does not say when it was. */
export function datedEvents(
  events: readonly EventLine[],
  { query, moment }: { readonly query: LogQuery; readonly moment: string },
): readonly DatedEvent[] | UnknownReading {
  const asked = events.filter(
    ({ event, fields }) =>
      event === query.event && [...query.where].every(([key, text]) => fields.get(key)?.text === text),
  );
  const dated = asked.map(({ fields }) => ({ at: momentOf(fields.get(moment)), fields }));
  if (dated.some(({ at }) => Number.isNaN(at.getTime()))) {
    return unknown('not-a-number', `an event ${query.event} has no moment in its field ${moment}`);
  }
  // Of two at one moment the later line is the newer one.
  return dated.toReversed().toSorted((left, right) => right.at.getTime() - left.at.getTime());
}

/** The newest moment of any event in a log; null where no event has one. */
export function newestOf(events: readonly EventLine[], moment: string): Date | null {
  const moments = events.map(({ fields }) => momentOf(fields.get(moment)).getTime()).filter((at) => !Number.isNaN(at));
  return moments.length === 0 ? null : new Date(moments.reduce((left, right) => Math.max(left, right)));
}

function momentOf(value: LogValue | undefined): Date {
  return momentOfJson(value === undefined ? null : (value.number ?? value.text));
}

interface EventOrder {
  readonly query: LogQuery;
  readonly question: SignalQuestion;
  readonly sampledAt: string;
}

/** Brings events, newest first, into the form of a signal. */
export function answerOfEvents(
  events: readonly DatedEvent[],
  { query, question, sampledAt }: EventOrder,
): SignalAnswer | UnknownReading {
  const { form, by, name } = question;
  switch (form) {
    case 'number':
      return { form, value: takeFigure(events, query), sampledAt };
    case 'names':
      return { form, names: [...new Set(events.map((event) => textOf(event, query.field)))].toSorted(), sampledAt };
    case 'recent':
      return { form, values: events.map((event) => figureOf(event, query.field)), sampledAt };
    case 'by-crypto':
    case 'recent-by-crypto': {
      if (events.some((event) => textOf(event, by) === '')) {
        return unknown('wrong-shape', `${name}: an event ${query.event} has no field ${by}`);
      }
      if (events.length === 0) return unknown('empty', `${name}: no event ${query.event} in the window`);
      const groups = [...Map.groupBy(events, (event) => textOf(event, by))];
      if (form === 'by-crypto') {
        return { form, of: new Map(groups.map(([crypto, of]) => [crypto, takeFigure(of, query)])), sampledAt };
      }
      const lists = groups.map(([crypto, of]) => [crypto, of.map((event) => figureOf(event, query.field))] as const);
      return { form, of: new Map(lists), sampledAt };
    }
    default:
      return form satisfies never;
  }
}

function takeFigure(events: readonly DatedEvent[], { take, field }: LogQuery): SignalFigure {
  const figures = events.map((event) => figureOf(event, field));
  switch (take) {
    case 'count':
      return events.length;
    case 'last':
      return figures[0] ?? unknown('empty', 'there is no event');
    case 'sum':
    case 'max':
    case 'min': {
      const numbers = figures.filter((figure) => typeof figure === 'number');
      const strange = figures.find((figure) => typeof figure !== 'number');
      return strange ?? aggregate[take](numbers);
    }
    default:
      return take satisfies never;
  }
}

const aggregate = {
  sum: (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0),
  max: (numbers: readonly number[]) => numbers.reduce((most, each) => Math.max(most, each)),
  min: (numbers: readonly number[]) => numbers.reduce((least, each) => Math.min(least, each)),
} as const;

function figureOf(event: DatedEvent, field: string | null): SignalFigure {
  const value = field === null ? undefined : event.fields.get(field);
  if (value === undefined) return unknown('absent', `an event has no field ${field ?? ''}`);
  return value.number ?? value.text;
}

function textOf(event: DatedEvent, field: string | null): string {
  return field === null ? '' : (event.fields.get(field)?.text ?? '');
}
