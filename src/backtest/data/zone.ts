import { AppError } from '../../kernel/app-error.ts';
import { nearestWord } from '../../kernel/nearest.ts';
import { DAY_MS } from './calendar.ts';

/** How far around an instant a change of the clock is looked for, in days. */
const REACH_DAYS = 400;

/** A time zone: how far its clock is ahead of UTC at every instant. Times are in milliseconds. */
export interface Zone {
  readonly name: string;
  /** Whether its clock never changes. */
  readonly isFixed: boolean;
  /** What its clock shows minus UTC. */
  offsetAt(instant: number): number;
}

/** What a reading of a clock on the wall means: one instant, none because the clock skipped it, or two. */
export type WallReading = { readonly kind: 'once'; readonly instant: number } | { readonly kind: 'never' | 'twice' };

/** UTC, whose clock never changes. */
export const UTC: Zone = { name: 'UTC', isFixed: true, offsetAt: () => 0 };

/** The zone of a name of the IANA database, as Intl knows it; throws `bad-config` for a name that is not known. */
export function openZone(name: string): Zone {
  if (/^(?:UTC|Z|GMT|Etc\/UTC|Etc\/GMT)$/i.test(name)) return UTC;
  const format = makeFormat(name);
  if (/^[+-]\d/.test(name)) {
    const offset = computeOffset(format, 0);
    return { name, isFixed: true, offsetAt: () => offset };
  }
  const segments: Segment[] = [];
  let last: Segment = { from: 0, to: 0, offset: 0 };
  const offsetAt = (instant: number): number => {
    if (instant >= last.from && instant < last.to) return last.offset;
    const known = segments.find(({ from, to }) => instant >= from && instant < to);
    last = known ?? findSegment(format, instant);
    if (known === undefined) segments.push(last);
    return last.offset;
  };
  return { name, isFixed: false, offsetAt };
}

/** What the clock of a zone shows at an instant. */
export function wallOf(zone: Zone, instant: number): number {
  return instant + zone.offsetAt(instant);
}

/** Which instant a wall time is; a change of the clock can make it none or two. */
export function readWall(zone: Zone, wall: number): WallReading {
  const before = zone.offsetAt(wall - DAY_MS);
  const after = zone.offsetAt(wall + DAY_MS);
  const early = wall - before;
  if (before === after) return { kind: 'once', instant: early };
  const isEarly = zone.offsetAt(early) === before;
  const isLate = zone.offsetAt(wall - after) === after;
  if (isEarly && isLate) return { kind: 'twice' };
  if (!isEarly && !isLate) return { kind: 'never' };
  return { kind: 'once', instant: isEarly ? early : wall - after };
}

/** The first instant at which the clock shows a wall time or later: where a day begins whose midnight is skipped. */
export function firstInstantOf(zone: Zone, wall: number): number {
  const reading = readWall(zone, wall);
  if (reading.kind === 'once') return reading.instant;
  const before = zone.offsetAt(wall - DAY_MS);
  if (reading.kind === 'twice') return wall - before;
  // The clock jumps over the wall time; the instant of the jump is where its offset changes.
  return findChange((instant) => zone.offsetAt(instant) === before, wall - DAY_MS, wall + DAY_MS);
}

interface Segment {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** The stretch around an instant in which the clock does not change, or as far as was looked. */
function findSegment(format: Intl.DateTimeFormat, instant: number): Segment {
  const offset = computeOffset(format, instant);
  const holds = (at: number): boolean => computeOffset(format, at) === offset;
  let [from, to] = [instant, instant];
  for (let day = 0; day < REACH_DAYS && holds(to + DAY_MS); day += 1) to += DAY_MS;
  for (let day = 0; day < REACH_DAYS && holds(from - DAY_MS); day += 1) from -= DAY_MS;
  to = holds(to + DAY_MS) ? to + DAY_MS : findChange(holds, to, to + DAY_MS);
  from = holds(from - DAY_MS) ? from - DAY_MS : findChange((at) => !holds(at), from - DAY_MS, from);
  return { from, to, offset };
}

/** The first instant after `low` at which what held no longer holds; it holds at `low` and not at `high`. */
function findChange(holds: (instant: number) => boolean, low: number, high: number): number {
  let [inside, outside] = [Math.floor(low), Math.ceil(high)];
  while (outside - inside > 1) {
    const middle = Math.floor((inside + outside) / 2);
    if (holds(middle)) inside = middle;
    else outside = middle;
  }
  return outside;
}

function computeOffset(format: Intl.DateTimeFormat, instant: number): number {
  const second = Math.floor(instant / 1000) * 1000;
  const parts = new Map(format.formatToParts(second).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - second;
}

function makeFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (cause) {
    const near = nearestWord(timeZone, Intl.supportedValuesOf('timeZone'));
    throw new AppError('bad-config', `there is no time zone "${timeZone}"`, {
      where: 'data.timezone',
      expected: 'a name of the IANA database, such as UTC or America/New_York',
      ...(near === null ? {} : { advice: `Did you mean ${near}?` }),
      cause,
    });
  }
}
