import { createHash } from 'node:crypto';
import { type AsyncBuffer, parquetMetadataAsync } from 'hyparquet';
import { AppError, messageOf } from '../../../kernel/app-error.ts';
import type { DataConfig } from '../../run-config.ts';
import { DAY_MS } from '../calendar.ts';
import type { DataSource } from '../data-source.ts';
import { readExactly } from '../file-format.ts';
import type { FileReading } from '../file-reading.ts';
import { type Heading, readHeading } from '../heading.ts';
import { type Intake, isoOf, openIntake, takeBar } from '../intake.ts';
import { noProblems, noteProblem } from '../problems.ts';
import { makeStamp, type Span } from '../stamp.ts';
import { demandOpenTimes, readTime, type StampCells, settleTime } from '../stamp-cell.ts';
import { startClock } from '../stamp-clock.ts';
import { bareColumns, type ColumnTypes, columnNames } from './column-type.ts';
import { type GroupValues, type RowRange, readRowGroup } from './row-group.ts';

/** Reads a Parquet file row group by row group; what is wrong with its rows stands in the problems of the intake. */
export async function readParquet(source: DataSource, config: DataConfig): Promise<FileReading> {
  const clock = startClock(config);
  const file = bufferOf(source);
  const metadata = await orRefuse(source, () => parquetMetadataAsync(file));
  const names = columnNames(metadata);
  const heading = readHeading(names, source.name);
  demandOpenTimes(heading.layout, config, source.name);
  const types = bareColumns(metadata, heading, source.name);
  const intake = openIntake(noProblems(source.name, 'row'), Number(metadata.num_rows) + 1);
  const span = (): Span => ({ bytes: new Uint8Array(0), start: 0, end: 0 });
  const clockPart = heading.clock < 0 ? null : span();
  const stamps = { clock, problems: intake.problems, stamp: makeStamp(), whole: span(), clockPart };
  const places = [heading.time, heading.clock, ...PRICES.map((name) => heading[name])];
  const columns = places.flatMap((place) => names[place] ?? []);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const range = { metadata, columns, rowStart, rowEnd: rowStart + Number(group.num_rows) };
    takeGroup(
      { heading, names, types, intake, stamps },
      await orRefuse(source, () => readRowGroup(file, range)),
      range,
    );
    rowStart = range.rowEnd;
  }
  return { intake, clock, layout: heading.layout, sha256: await hashOf(source) };
}

interface GroupDesk {
  readonly heading: Heading;
  readonly names: readonly string[];
  readonly types: ColumnTypes;
  readonly intake: Intake;
  readonly stamps: StampCells;
}

const PRICES = ['open', 'high', 'low', 'close', 'volume'] as const;

function takeGroup(
  desk: GroupDesk,
  values: GroupValues,
  { rowStart, rowEnd }: Pick<RowRange, 'rowStart' | 'rowEnd'>,
): void {
  const { heading, names, types, intake } = desk;
  const { cells, problems } = intake;
  const columnOf = (place: number): readonly unknown[] => values.get(names[place] ?? '') ?? [];
  const [times, clocks] = [columnOf(heading.time), columnOf(heading.clock)];
  const prices = PRICES.map((name) => ({
    name,
    column: columnOf(heading[name]),
    divisor: 10 ** (types.scales[heading[name]] ?? 0),
  }));
  for (let at = 0; at < rowEnd - rowStart; at += 1) {
    cells.line = rowStart + at + 1;
    cells.time = readTimeValue(desk, times[at], clocks[at]);
    let isWhole = !Number.isNaN(cells.time);
    for (const { name, column, divisor } of prices) {
      const cell = column[at];
      cells[name] = numberOf(cell) / divisor;
      if (!Number.isNaN(cells[name])) continue;
      isWhole = false;
      noteProblem(problems, cells.line, () => `${name} ${isNothing(cell) ? 'is empty' : 'is not a number'}`);
    }
    if (isWhole) takeBar(intake);
  }
}

function readTimeValue({ types: { time }, stamps, intake }: GroupDesk, value: unknown, part: unknown): number {
  const { stamp, problems } = stamps;
  const { line } = intake.cells;
  if (isNothing(value) || time.kind === 'text') {
    placeText(stamps.whole, value);
    if (stamps.clockPart !== null) placeText(stamps.clockPart, part);
    return readTime(stamps, line);
  }
  stamp.offset = 0;
  if (time.kind === 'date') {
    stamp.kind = 'date';
    stamp.wall = Number(value) * DAY_MS;
    return settleTime(stamps, line, () => isoOf(stamp.wall).slice(0, 10));
  }
  const count = BigInt(String(value));
  if (count % time.perMs !== 0n) {
    noteProblem(problems, line, () => `the time ${count} is finer than a millisecond`);
    return Number.NaN;
  }
  stamp.kind = time.kind === 'instant' ? 'milliseconds' : 'local';
  stamp.wall = Number(count / time.perMs);
  return settleTime(stamps, line, () => isoOf(stamp.wall).replace('Z', ''));
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined;
}

function placeText(span: Span, value: unknown): void {
  span.bytes = new TextEncoder().encode(isNothing(value) ? '' : String(value));
  span.end = span.bytes.length;
}

/** A whole number beyond 2^53 has no double of its own. */
function numberOf(cell: unknown): number {
  if (typeof cell === 'number') return cell;
  return typeof cell === 'bigint' && BigInt(Number(cell)) === cell ? Number(cell) : Number.NaN;
}

function bufferOf(source: DataSource): AsyncBuffer {
  return {
    byteLength: source.byteLength,
    slice: async (start, end = source.byteLength) => {
      const bytes = await readExactly(source, start, end);
      return new Uint8Array(bytes).buffer;
    },
  };
}

/** What the reader cannot read is no Parquet, or written in a way that it does not know. */
async function orRefuse<T>(source: DataSource, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('bad-input', `the Parquet file cannot be read: ${messageOf(cause)}`, {
      where: source.name,
      expected: 'a whole Parquet file, which begins and ends with PAR1',
      advice:
        'It may be cut off or damaged, or written in a way that is not known here: write it again, or export it as CSV.',
      cause,
    });
  }
}

const BLOCK = 1024 * 1024;

async function hashOf(source: DataSource): Promise<string> {
  const hash = createHash('sha256');
  for (let start = 0; start < source.byteLength; start += BLOCK)
    hash.update(await readExactly(source, start, Math.min(source.byteLength, start + BLOCK)));
  return hash.digest('hex');
}
