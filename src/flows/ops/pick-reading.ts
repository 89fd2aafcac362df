import type { SIGNALS, SignalForm, SignalName } from '../../kernel/signal-name.ts';
import { known, type Reading, unknown } from '../../ops/reading.ts';
import type { SignalReading } from './signal-reading.ts';

/** Every signal with its reading. */
export type Readings = ReadonlyMap<SignalName, SignalReading>;

/** The signals of one form. */
type SignalOf<Form extends SignalForm> = {
  [Name in SignalName]: (typeof SIGNALS)[Name]['form'] extends Form ? Name : never;
}[SignalName];

/** One number; unknown where the signal was not read. */
export function pickNumber(readings: Readings, name: SignalOf<'number'>): Reading {
  const reading = pick(readings, name);
  return !reading.known || reading.form === 'number' ? reading : mismatch(name);
}

/** A list of names. */
export function pickNames(readings: Readings, name: SignalOf<'names'>): Reading<readonly string[]> {
  const reading = pick(readings, name);
  return !reading.known || reading.form === 'names' ? reading : mismatch(name);
}

/** Figures of runs, newest first. */
export function pickRecent(readings: Readings, name: SignalOf<'recent'>): Reading<readonly Reading[]> {
  const reading = pick(readings, name);
  return !reading.known || reading.form === 'recent' ? reading : mismatch(name);
}

/** A figure for each crypto. */
export function pickByCrypto(readings: Readings, name: SignalOf<'by-crypto'>): Reading<ReadonlyMap<string, Reading>> {
  const reading = pick(readings, name);
  return !reading.known || reading.form === 'by-crypto' ? reading : mismatch(name);
}

/** Figures of runs for each crypto, newest first. */
export function pickRecentByCrypto(
  readings: Readings,
  name: SignalOf<'recent-by-crypto'>,
): Reading<ReadonlyMap<string, readonly Reading[]>> {
  const reading = pick(readings, name);
  return !reading.known || reading.form === 'recent-by-crypto' ? reading : mismatch(name);
}

/** The figure of one crypto; unknown as the whole signal is, or because it is not among its cryptos. */
export function pickCrypto(readings: Readings, name: SignalOf<'by-crypto'>, symbol: string): Reading {
  const reading = pickByCrypto(readings, name);
  if (!reading.known) return reading;
  return reading.value.get(symbol) ?? unknown('missing', `${name} has no figure of ${symbol}`);
}

/** Cryptos of the universe and those that a signal knows besides, in the order of the alphabet. */
export function cryptosOf(universe: Readonly<Record<string, string>>, found: Iterable<string>): readonly string[] {
  return [...new Set([...Object.keys(universe), ...found])].toSorted();
}

/** The same reading with another value. */
export function mapReading<T, U>(reading: Reading<T>, map: (value: T) => U): Reading<U> {
  return reading.known ? known(map(reading.value), reading.sampledAt) : reading;
}

function pick(readings: Readings, name: SignalName): SignalReading {
  return readings.get(name) ?? unknown('not-configured', `${name} was not asked for`);
}

function mismatch(name: SignalName): Reading<never> {
  return unknown('wrong-shape', `${name} came in another form than is due`);
}
