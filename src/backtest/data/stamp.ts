import { DAY_MS, dayNumber, daysInMonth } from './calendar.ts';

/** How a time is written: a day, a clock without or with an offset from UTC, or a count since 1970 in some unit. */
export type StampKind = 'date' | 'local' | 'offset' | 'seconds' | 'milliseconds' | 'microseconds' | 'nanoseconds';

/** A time as it is written, read into the same record again and again. */
export interface Stamp {
  kind: StampKind;
  /** Milliseconds since 1970 that the clock shows; for counts it is the instant itself. */
  wall: number;
  /** Milliseconds ahead of UTC; 0 unless the kind is `offset`. */
  offset: number;
  /** First byte that was not read. */
  at: number;
}

/** Bytes of a text, from `start` up to and without `end`. */
export interface Span {
  bytes: Uint8Array;
  start: number;
  end: number;
}

/** A record to read times into. */
export function makeStamp(): Stamp {
  return { kind: 'date', wall: 0, offset: 0, at: 0 };
}

/**
 * Reads ISO 8601, `YYYY-MM-DD HH:MM[:SS]` (also with `/` or `.`), `YYYYMMDD[ HHMMSS]` and counts since 1970 in seconds
 * (9 or 10 digits), milliseconds (12 or 13), microseconds (15 or 16) or nanoseconds (18 or 19); false for all else, and
 * for what is finer than a millisecond.
 */
export function readStamp(span: Span, stamp: Stamp): boolean {
  const { bytes, start, end } = span;
  const digits = countDigits(bytes, start, end);
  stamp.offset = 0;
  if (digits !== 4 && digits !== 8) return readCount(span, digits, stamp);
  if (!readDate(span, digits === 8, stamp)) return false;
  stamp.kind = 'date';
  if (stamp.at === end) return true;
  const mark = bytes[stamp.at];
  if (mark !== SPACE && mark !== UPPER_T && mark !== LOWER_T) return false;
  return readClock({ bytes, start: stamp.at + 1, end }, stamp);
}

/** Adds the time of day, and the offset where one is written, to a stamp that holds a date. */
export function readClock({ bytes, start, end }: Span, stamp: Stamp): boolean {
  const digits = countDigits(bytes, start, end);
  const isApart = digits === 2;
  const step = isApart ? 3 : 2;
  if (isApart ? bytes[start + 2] !== COLON : digits !== 4 && digits !== 6) return false;
  const hour = twoDigits(bytes, start, end);
  const minute = twoDigits(bytes, start + step, end);
  let at = start + step + 2;
  const hasSeconds = isApart ? at < end && bytes[at] === COLON : digits === 6;
  const second = hasSeconds ? twoDigits(bytes, start + 2 * step, end) : 0;
  if (hasSeconds) at = start + 2 * step + 2;
  if (!(hour < 24 && minute < 60 && second < 60)) return false;
  stamp.wall += hour * 3_600_000 + minute * 60_000 + second * 1000;
  stamp.at = at;
  if (hasSeconds && !readFraction(bytes, end, stamp)) return false;
  stamp.kind = 'local';
  return stamp.at === end || readOffset(bytes, end, stamp);
}

const [ZERO, SPACE, COLON, DOT, COMMA, PLUS, MINUS, SLASH] = [48, 32, 58, 46, 44, 43, 45, 47];
const [UPPER_T, LOWER_T, UPPER_Z, LOWER_Z] = [84, 116, 90, 122];

function countDigits(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && isDigit(bytes[at] ?? 0)) at += 1;
  return at - start;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= 57;
}

/** NaN unless two digits stand there. */
function twoDigits(bytes: Uint8Array, at: number, end: number): number {
  const [high, low] = [bytes[at] ?? 0, bytes[at + 1] ?? 0];
  return at + 2 <= end && isDigit(high) && isDigit(low) ? (high - ZERO) * 10 + low - ZERO : Number.NaN;
}

function readDate({ bytes, start, end }: Span, isCompact: boolean, stamp: Stamp): boolean {
  const mark = bytes[start + 4];
  const isMarked = (mark === MINUS || mark === SLASH || mark === DOT) && bytes[start + 7] === mark;
  if (!isCompact && !isMarked) return false;
  const step = isCompact ? 2 : 3;
  const year = twoDigits(bytes, start, end) * 100 + twoDigits(bytes, start + 2, end);
  const month = twoDigits(bytes, start + 2 + step, end);
  const day = twoDigits(bytes, start + 2 + 2 * step, end);
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) return false;
  stamp.wall = dayNumber(year, month, day) * DAY_MS;
  stamp.at = start + 4 + 2 * step;
  return true;
}

/** A fraction of a second: after the third digit only zeros, since times are whole milliseconds. */
function readFraction(bytes: Uint8Array, end: number, stamp: Stamp): boolean {
  const mark = bytes[stamp.at];
  if (stamp.at >= end || (mark !== DOT && mark !== COMMA)) return true;
  const digits = countDigits(bytes, stamp.at + 1, end);
  if (digits === 0) return false;
  for (let place = 0, worth = 100; place < digits; place += 1, worth = Math.floor(worth / 10)) {
    const digit = (bytes[stamp.at + 1 + place] ?? 0) - ZERO;
    if (worth === 0 && digit !== 0) return false;
    stamp.wall += digit * worth;
  }
  stamp.at += 1 + digits;
  return true;
}

/** `Z`, `+02`, `+0200`, `+02:00`, ` UTC` or ` GMT`, and nothing behind. */
function readOffset(bytes: Uint8Array, end: number, stamp: Stamp): boolean {
  let at = stamp.at;
  if (bytes[at] === SPACE) at += 1;
  const sign = bytes[at] ?? 0;
  stamp.kind = 'offset';
  stamp.at = end;
  if (sign === UPPER_Z || sign === LOWER_Z) return at + 1 === end;
  if (sign !== PLUS && sign !== MINUS) return /^(?:UTC|GMT)$/.test(textOf({ bytes, start: at, end }));
  const hours = twoDigits(bytes, at + 1, end);
  const rest = at + 3 + (bytes[at + 3] === COLON ? 1 : 0);
  const minutes = at + 3 === end ? 0 : twoDigits(bytes, rest, end);
  if (!(hours <= 14 && minutes < 60) || (at + 3 !== end && rest + 2 !== end)) return false;
  stamp.offset = (sign === MINUS ? -1 : 1) * (hours * 60 + minutes) * 60_000;
  return true;
}

const UNITS: Readonly<Record<number, { readonly kind: StampKind; readonly beyond: number; readonly worth: number }>> = {
  9: { kind: 'seconds', beyond: 0, worth: 1000 },
  10: { kind: 'seconds', beyond: 0, worth: 1000 },
  12: { kind: 'milliseconds', beyond: 0, worth: 1 },
  13: { kind: 'milliseconds', beyond: 0, worth: 1 },
  15: { kind: 'microseconds', beyond: 3, worth: 1 },
  16: { kind: 'microseconds', beyond: 3, worth: 1 },
  18: { kind: 'nanoseconds', beyond: 6, worth: 1 },
  19: { kind: 'nanoseconds', beyond: 6, worth: 1 },
};

/** A count since 1970; the digits beyond the millisecond must be zeros, so that nothing is rounded away. */
function readCount({ bytes, start, end }: Span, digits: number, stamp: Stamp): boolean {
  const unit = UNITS[digits];
  if (unit === undefined) return false;
  const cut = start + digits - unit.beyond;
  let count = 0;
  for (let at = start; at < cut; at += 1) count = count * 10 + (bytes[at] ?? 0) - ZERO;
  for (let at = cut; at < start + digits; at += 1) if (bytes[at] !== ZERO) return false;
  stamp.kind = unit.kind;
  stamp.wall = 0;
  stamp.at = start + digits;
  if (!readFraction(bytes, end, stamp) || stamp.at !== end) return false;
  if (unit.kind !== 'seconds' && stamp.wall !== 0) return false;
  stamp.wall += count * unit.worth;
  return true;
}

/** The text of some bytes; what is no ASCII stands as another letter. */
export function textOf({ bytes, start, end }: Span): string {
  return String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 200)));
}
