import { type UnknownReading, unknown } from '../../ops/reading.ts';
import type { SignalFigure } from '../../ops/signal-answer.ts';
import { isoOf } from './vector.ts';

/** The moment that a freshness names in seconds since the epoch. */
export function momentIn(seconds: SignalFigure, name: string): Date | UnknownReading {
  if (typeof seconds === 'object') return seconds;
  const iso = typeof seconds === 'number' ? isoOf(seconds) : null;
  return iso === null ? unknown('not-a-number', `the freshness of ${name} is no moment in seconds`) : new Date(iso);
}
