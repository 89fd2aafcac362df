/** A figure and the moment it is of, or why nobody knows it; every rule of this room is fed with these. */
export type Reading<T = number> = KnownReading<T> | UnknownReading;

/** A figure that a source gave, fresh and well-formed. */
export interface KnownReading<T = number> {
  readonly known: true;
  readonly value: T;
  /** ISO 8601; null where a source has no moment for it, as a file given by hand. */
  readonly sampledAt: string | null;
}

/** A figure that nobody knows; it is never taken for health. */
export interface UnknownReading {
  readonly known: false;
  readonly why: UnknownCause;
  /** One sentence without a full stop: what was asked, what came, as a person reads it. */
  readonly words: string;
}

/**
 * Why a figure is unknown. `missing` was not seen in 30 days; `stale` is older than its signal allows; `empty` is
 * nothing where no freshness says which of the two it is; `absent` is a field that a given file does not have.
 */
export type UnknownCause =
  | 'missing'
  | 'stale'
  | 'empty'
  | 'absent'
  | 'not-configured'
  | 'timed-out'
  | 'unreachable'
  | 'refused'
  | 'not-a-number'
  | 'wrong-shape'
  | 'impossible';

/** A reading that is known. */
export function known<T>(value: T, sampledAt: string | null = null): KnownReading<T> {
  return { known: true, value, sampledAt };
}

/** A reading that is unknown, with the reason in words. */
export function unknown(why: UnknownCause, words: string): UnknownReading {
  return { known: false, why, words };
}

/** MLflow stores an infinity as the largest double. */
const STORED_INFINITY = Number.MAX_VALUE;

/** Whether a value is a figure that can be compared: a finite number, and not an infinity that MLflow stored. */
function isFigure(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < STORED_INFINITY;
}

/** A figure of a file or an answer: numbers count, `"NaN"`, `"+Inf"`, stored infinities and all else are unknown. */
export function figureOf(value: unknown, name: string, sampledAt: string | null = null): Reading {
  if (isFigure(value)) return known(value, sampledAt);
  if (value === undefined || value === null) return unknown('absent', `${name} is not given`);
  return unknown('not-a-number', `${name} is ${JSON.stringify(value)}, which is no finite number`);
}
