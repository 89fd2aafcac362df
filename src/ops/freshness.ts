import { type UnknownReading, unknown } from './reading.ts';

/** How old a figure may be, and when it was asked for. */
export interface AgeLimit {
  /** The signal's name, or that with its crypto. */
  readonly name: string;
  readonly at: Date;
  readonly maxAgeSeconds: number;
}

/** Seconds that the clocks of two machines may differ. */
export const CLOCKS_DIFFER = 60;

/** Why a figure of this moment does not count: it is too old, or a clock runs ahead. Null when it counts. */
export function judgeFreshness(sampledAt: Date, { name, at, maxAgeSeconds }: AgeLimit): UnknownReading | null {
  const age = (at.getTime() - sampledAt.getTime()) / 1_000;
  if (Number.isNaN(age)) return unknown('not-a-number', `nobody knows of which moment ${name} is`);
  if (age < -CLOCKS_DIFFER) {
    return unknown('impossible', `${name} is of a moment ${wordSeconds(-age)} ahead; a clock runs ahead`);
  }
  if (age <= maxAgeSeconds) return null;
  return unknown('stale', `${name} was last seen ${wordSeconds(age)} before, more than ${wordSeconds(maxAgeSeconds)}`);
}

const UNITS: readonly (readonly [string, number])[] = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
];

/** A duration in its two largest units: `3 h 20 min`. */
export function wordSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  const first = UNITS.findIndex(([, size]) => whole >= size);
  const [name, size] = UNITS[first < 0 ? UNITS.length - 1 : first] ?? ['s', 1];
  const amount = Math.floor(whole / size);
  const [restName, restSize] = UNITS[first + 1] ?? ['', Number.POSITIVE_INFINITY];
  const rest = first < 0 ? 0 : Math.floor((whole - amount * size) / restSize);
  return rest === 0 ? `${amount} ${name}` : `${amount} ${name} ${rest} ${restName}`;
}
