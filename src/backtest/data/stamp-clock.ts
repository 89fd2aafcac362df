import type { DataConfig } from '../run-config.ts';
import { DAY_MS } from './calendar.ts';
import type { Stamp, StampKind } from './stamp.ts';
import { firstInstantOf, openZone, readWall, UTC, type Zone } from './zone.ts';

/** Turns the times of one file into instants; all of them must be written in the way of the first. */
export interface StampClock {
  /** The zone that the configuration states. */
  readonly stated: Zone | null;
  /** A date that names a close means the end of its day. */
  readonly isClose: boolean;
  kind: StampKind | null;
  offset: number;
  /** The first instant. */
  first: number;
  /** Whether offsets differ; from then on each must be that of the stated zone. */
  isMixed: boolean;
  /** Why the last time could not be used. */
  fault: string;
}

/** A clock for one file; throws `bad-config` for a zone that is not known. */
export function startClock({ timezone, timestamps }: DataConfig): StampClock {
  const stated = timezone === null ? null : openZone(timezone);
  return { stated, isClose: timestamps === 'close', kind: null, offset: 0, first: 0, isMixed: false, fault: '' };
}

/** Milliseconds since 1970 UTC; NaN with a fault where the time does not fit to the first one or names no one instant. */
export function instantOf(clock: StampClock, stamp: Stamp): number {
  if (clock.kind === null) {
    clock.kind = stamp.kind;
    clock.offset = stamp.offset;
    clock.first = stamp.wall - stamp.offset;
  }
  if (stamp.kind !== clock.kind) return refuse(clock, `is ${WORDS[stamp.kind]}, the first one is ${WORDS[clock.kind]}`);
  switch (stamp.kind) {
    case 'local':
      return localInstant(clock, stamp.wall);
    case 'date':
      return firstInstantOf(clock.stated ?? UTC, clock.isClose ? stamp.wall + DAY_MS : stamp.wall);
    case 'offset':
      return stamp.offset === clock.offset && !clock.isMixed ? stamp.wall - stamp.offset : zonedInstant(clock, stamp);
    case 'seconds':
    case 'milliseconds':
    case 'microseconds':
    case 'nanoseconds':
      return stamp.wall;
    default:
      return stamp.kind satisfies never;
  }
}

/** The zone whose days and months the bars follow, and who stated it. */
export function calendarOf(clock: StampClock): {
  readonly zone: Zone;
  readonly from: 'config' | 'file' | 'date';
} {
  if (clock.stated !== null) return { zone: clock.stated, from: 'config' };
  if (clock.kind === 'date') return { zone: UTC, from: 'date' };
  return { zone: clock.offset === 0 ? UTC : openZone(offsetName(clock.offset)), from: 'file' };
}

const WORDS: Readonly<Record<StampKind, string>> = {
  date: 'a date without a time',
  local: 'a time without a zone',
  offset: 'a time with an offset from UTC',
  seconds: 'a count of seconds',
  milliseconds: 'a count of milliseconds',
  microseconds: 'a count of microseconds',
  nanoseconds: 'a count of nanoseconds',
};

function refuse(clock: StampClock, fault: string): number {
  clock.fault = fault;
  return Number.NaN;
}

function localInstant(clock: StampClock, wall: number): number {
  const { stated } = clock;
  if (stated === null) return refuse(clock, NO_ZONE);
  if (stated.isFixed) return wall - stated.offsetAt(wall);
  const reading = readWall(stated, wall);
  if (reading.kind === 'once') return reading.instant;
  return refuse(
    clock,
    reading.kind === 'twice'
      ? `is shown twice in ${stated.name}, where the clock is set back`
      : `is never shown in ${stated.name}, where the clock is set forward`,
  );
}

/** Why a time without a zone is refused when none is stated either. */
export const NO_ZONE = 'states no time zone';

/** Offsets may only differ where the stated zone has each of them at its instant, as over a change of the clock. */
function zonedInstant(clock: StampClock, { wall, offset }: Stamp): number {
  const instant = wall - offset;
  const { stated } = clock;
  clock.isMixed = stated?.offsetAt(clock.first) === clock.offset;
  if (clock.isMixed && stated?.offsetAt(instant) === offset) return instant;
  const [first, here] = [offsetName(clock.offset), offsetName(offset)];
  const why = stated === null ? 'data.timezone states no zone that has both' : `they are not those of ${stated.name}`;
  return refuse(clock, `has the offset ${here}, the first one has ${first}, and ${why}`);
}

function offsetName(offset: number): string {
  const minutes = Math.abs(offset) / 60_000;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
