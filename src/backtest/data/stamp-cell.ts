import { AppError } from '../../kernel/app-error.ts';
import type { DataConfig } from '../run-config.ts';
import type { Layout } from './heading.ts';
import { noteProblem, type Problems } from './problems.ts';
import { readClock, readStamp, type Span, type Stamp, textOf } from './stamp.ts';
import { instantOf, NO_ZONE, type StampClock } from './stamp-clock.ts';

/** Where times of a file come from and where their faults go. */
export interface StampCells {
  readonly clock: StampClock;
  readonly problems: Problems;
  readonly stamp: Stamp;
  /** The cell of a date or a whole time, and that of a time of day where it is apart. */
  readonly whole: Span;
  readonly clockPart: Span | null;
}

/** The instant that the cells name, in milliseconds since 1970 UTC; NaN when a problem was noted. */
export function readTime(cells: StampCells, line: number): number {
  const { problems, stamp, whole, clockPart } = cells;
  const isRead = readStamp(whole, stamp) && (clockPart === null || readPart(clockPart, stamp));
  if (!isRead) {
    noteProblem(problems, line, () => wordTime(whole, clockPart));
    return Number.NaN;
  }
  return settleTime(cells, line, () => quote(whole, clockPart));
}

/** The instant of the stamp that was read; NaN when it does not fit to the others, which is noted. */
export function settleTime(
  { clock, problems, stamp }: Omit<StampCells, 'whole' | 'clockPart'>,
  line: number,
  quoted: () => string,
): number {
  const instant = instantOf(clock, stamp);
  if (!Number.isNaN(instant)) return instant;
  if (clock.fault !== NO_ZONE) noteProblem(problems, line, () => `the time ${quoted()} ${clock.fault}`);
  else
    throw withoutZone(
      problems.unit === 'line' ? `${problems.file}:${line}` : `${problems.file}, row ${line}`,
      quoted(),
    );
  return instant;
}

/** Throws `bad-config` where times are said to be closes and the layout says that they are opens. */
export function demandOpenTimes(layout: Layout, { timestamps }: DataConfig, file: string): void {
  if (layout !== 'binance-klines' || timestamps === 'open') return;
  throw new AppError('bad-config', `the times of ${file} are opens, as its columns say, not closes`, {
    where: 'data.timestamps',
    expected: 'open',
  });
}

function withoutZone(where: string, time: string): AppError {
  return new AppError('bad-input', `the time ${time} ${NO_ZONE}, and a zone is never guessed`, {
    where,
    expected: 'data.timezone in the configuration, such as UTC or America/New_York',
  });
}

function readPart(part: Span, stamp: Stamp): boolean {
  return stamp.kind === 'date' && readClock(part, stamp);
}

function quote(whole: Span, part: Span | null): string {
  return JSON.stringify(part === null ? textOf(whole) : `${textOf(whole)} ${textOf(part)}`);
}

function wordTime(whole: Span, part: Span | null): string {
  const text = textOf(whole).trim();
  if (text === '') return 'the time is empty';
  const isDayFirst = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}/.test(text);
  const why = isDayFirst
    ? 'in which day and month could be exchanged; write YYYY-MM-DD'
    : 'no time that is known; write ISO 8601, such as 2024-03-01T09:30:00Z';
  return `the time is ${quote(whole, part)}, ${why}`;
}
