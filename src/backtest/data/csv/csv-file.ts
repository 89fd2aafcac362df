import { AppError } from '../../../kernel/app-error.ts';
import type { DataConfig } from '../../run-config.ts';
import type { DataSource } from '../data-source.ts';
import type { FileReading } from '../file-reading.ts';
import type { Heading } from '../heading.ts';
import { type Intake, openIntake, takeBar } from '../intake.ts';
import { noProblems, noteProblem } from '../problems.ts';
import { makeStamp, type Span } from '../stamp.ts';
import { demandOpenTimes, readTime, type StampCells } from '../stamp-cell.ts';
import { startClock } from '../stamp-clock.ts';
import { LONGEST_ROW, moveWindow, openWindow } from './byte-window.ts';
import { readCsvHeading } from './csv-heading.ts';
import { parseDecimal, wordCell } from './decimal.ts';
import { isBlank, type RowReading, type RowScanner, scanRow } from './row-scanner.ts';

/** Reads a delimited text block by block; what is wrong with its rows stands in the problems of the intake. */
export async function readCsv(source: DataSource, config: DataConfig): Promise<FileReading> {
  const clock = startClock(config);
  const window = openWindow();
  await moveWindow(window, source, 0);
  const isLast = window.taken === source.byteLength;
  const { heading, scanner } = readCsvHeading(window.bytes, window.limit, { name: source.name, isLast });
  demandOpenTimes(heading.layout, config, source.name);
  const problems = noProblems(source.name);
  const intake = openIntake(problems, estimateRows(scanner, source.byteLength));
  const desk = makeDesk(heading, { scanner, intake, clock });
  for (;;) {
    const reading = takeRows(desk);
    if (reading !== 'more') break;
    const row = scanner.limit - scanner.position;
    if (row > LONGEST_ROW) throw tooLong(source.name, scanner);
    await moveWindow(window, source, scanner.position);
    scanner.position = 0;
    scanner.limit = window.limit;
    scanner.isLast = window.taken === source.byteLength;
  }
  return { intake, clock, layout: heading.layout, sha256: window.hash.digest('hex') };
}

/** What is needed for a row. */
interface Desk {
  readonly heading: Heading;
  readonly scanner: RowScanner;
  readonly intake: Intake;
  readonly stamps: StampCells;
  /** Line of the first empty line that nothing has followed yet; 0 when there is none. */
  blankLine: number;
}

function makeDesk(
  heading: Heading,
  { scanner, intake, clock }: Pick<Desk, 'scanner' | 'intake'> & Pick<StampCells, 'clock'>,
): Desk {
  const span = (): Span => ({ bytes: scanner.bytes, start: 0, end: 0 });
  const clockPart = heading.clock < 0 ? null : span();
  const stamps = { clock, problems: intake.problems, stamp: makeStamp(), whole: span(), clockPart };
  return { heading, scanner, intake, stamps, blankLine: 0 };
}

/** Takes all rows that are there; rows that cannot even be split end the reading. */
function takeRows(desk: Desk): RowReading {
  const { scanner, intake } = desk;
  for (;;) {
    const reading = scanRow(scanner);
    if (reading === 'row') takeRow(desk);
    else {
      if (reading !== 'more' && reading !== 'end') noteProblem(intake.problems, scanner.line, () => FAULTS[reading]);
      return reading;
    }
  }
}

const FAULTS: Readonly<Record<Exclude<RowReading, 'row' | 'more' | 'end'>, string>> = {
  'open-quote': 'a quote is opened and never closed; nothing behind it was read',
  'stray-quote': 'something stands behind a closing quote; nothing behind it was read',
  'too-many-fields': 'the row has more than 512 fields; nothing behind it was read',
};

function takeRow(desk: Desk): void {
  const { heading, scanner, intake, stamps } = desk;
  const { problems, cells } = intake;
  const { line, fields, bytes, starts, ends } = scanner;
  if (isBlank(scanner)) {
    if (desk.blankLine === 0) desk.blankLine = line;
    return;
  }
  if (desk.blankLine !== 0) noteBlank(desk);
  if (fields !== heading.width) {
    noteProblem(problems, line, () => `the row has ${fields} fields, ${heading.width} are needed`);
    return;
  }
  moveSpan(stamps.whole, scanner, heading.time);
  if (stamps.clockPart !== null) moveSpan(stamps.clockPart, scanner, heading.clock);
  cells.line = line;
  cells.time = readTime(stamps, line);
  const number = (column: number): number => parseDecimal(bytes, starts[column] ?? 0, ends[column] ?? 0);
  cells.open = number(heading.open);
  cells.high = number(heading.high);
  cells.low = number(heading.low);
  cells.close = number(heading.close);
  cells.volume = number(heading.volume);
  const sum = cells.open + cells.high + cells.low + cells.close + cells.volume;
  if (Number.isNaN(cells.time) || Number.isNaN(sum)) noteCells(desk);
  else takeBar(intake);
}

function moveSpan(span: Span, { starts, ends }: RowScanner, column: number): void {
  span.start = starts[column] ?? 0;
  span.end = ends[column] ?? 0;
}

function noteCells({ heading, scanner: { bytes, starts, ends }, intake: { problems, cells } }: Desk): void {
  for (const name of ['open', 'high', 'low', 'close', 'volume'] as const) {
    if (!Number.isNaN(cells[name])) continue;
    const column = heading[name];
    const span = { bytes, start: starts[column] ?? 0, end: ends[column] ?? 0 };
    noteProblem(problems, cells.line, () => `${name} ${wordCell(span)}`);
  }
}

/** An empty line is only let pass at the end of a file. */
function noteBlank(desk: Desk): void {
  noteProblem(desk.intake.problems, desk.blankLine, () => 'the line is empty, and others follow');
  desk.blankLine = 0;
}

/** A little more rows than the first ones let expect. */
function estimateRows({ bytes, position, limit }: RowScanner, byteLength: number): number {
  const sample = bytes.subarray(position, Math.min(limit, position + LONGEST_ROW));
  const rows = sample.reduce((sum, byte) => sum + (byte === 10 ? 1 : 0), 0);
  return Math.ceil((byteLength / Math.max(1, sample.length)) * Math.max(1, rows) * 1.05) + 16;
}

function tooLong(name: string, { line, nextLine }: RowScanner): AppError {
  return new AppError('bad-input', `a row is longer than ${LONGEST_ROW / 1024} KB; a quote may be open`, {
    where: `${name}:${Math.max(line, nextLine)}`,
  });
}
