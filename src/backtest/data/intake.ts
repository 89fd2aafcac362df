import { type GrowingColumns, growColumns, makeColumns } from './columns.ts';
import { noteProblem, type Problems } from './problems.ts';

/** One bar as it was read, always in the same record. */
export interface BarCells {
  /** Physical line or row, from 1. */
  line: number;
  /** Milliseconds since 1970 UTC. */
  time: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
}

/** Takes bars one after another; only what is right enters the columns. */
export interface Intake {
  readonly columns: GrowingColumns;
  readonly problems: Problems;
  readonly cells: BarCells;
  lastTime: number;
  lastLine: number;
  /** Pairs of a row and its line, wherever lines do not follow each other one by one. */
  readonly breaks: number[];
}

/** An intake with room for about so many bars. */
export function openIntake(problems: Problems, capacity: number): Intake {
  const cells = { line: 0, time: 0.5, open: 0.5, high: 0.5, low: 0.5, close: 0.5, volume: 0.5 };
  return { columns: makeColumns(capacity), problems, cells, lastTime: -Infinity, lastLine: -1, breaks: [] };
}

/** Takes the bar that stands in the cells, or notes everything that is wrong with it. */
export function takeBar(intake: Intake): void {
  const { columns, cells } = intake;
  const { line, time, open, high, low, close, volume } = cells;
  const isSound =
    time > intake.lastTime &&
    low > 0 &&
    low <= open &&
    low <= close &&
    high >= open &&
    high >= close &&
    high < Infinity &&
    volume >= 0 &&
    volume < Infinity;
  if (!isSound) noteFaults(intake);
  else {
    const row = columns.length;
    if (row === columns.capacity) growColumns(columns);
    columns.time[row] = time;
    columns.open[row] = open;
    columns.high[row] = high;
    columns.low[row] = low;
    columns.close[row] = close;
    columns.volume[row] = volume;
    columns.length = row + 1;
    if (line !== intake.lastLine + 1) intake.breaks.push(row, line);
  }
  intake.lastTime = time;
  intake.lastLine = line;
}

/** The line of a row that was taken. */
export function lineOf({ breaks }: Intake, row: number): number {
  let at = breaks.length - 2;
  while (at > 0 && (breaks[at] ?? 0) > row) at -= 2;
  return (breaks[at + 1] ?? 1) + row - (breaks[at] ?? 0);
}

/** An instant in ISO 8601, without milliseconds where there are none. */
export function isoOf(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

function noteFaults({ cells, problems, lastTime, lastLine }: Intake): void {
  const note = (word: () => string): void => noteProblem(problems, cells.line, word);
  const { time } = cells;
  const before = `the ${problems.unit} before it (${lastLine})`;
  if (time === lastTime) note(() => `the time ${isoOf(time)} is that of ${before}, too`);
  if (time < lastTime) note(() => `the time ${isoOf(time)} is earlier than that of ${before}, ${isoOf(lastTime)}`);
  for (const name of ['open', 'high', 'low', 'close'] as const) {
    if (!(cells[name] > 0)) note(() => `${name} is ${cells[name]}; a price is above 0`);
    if (cells[name] === Infinity) note(() => `${name} is infinite`);
  }
  for (const name of ['open', 'close', 'low'] as const)
    if (cells.high < cells[name]) note(() => `high ${cells.high} is below ${name} ${cells[name]}`);
  for (const name of ['open', 'close'] as const)
    if (cells.low > cells[name]) note(() => `low ${cells.low} is above ${name} ${cells[name]}`);
  if (cells.volume < 0) note(() => `volume is ${cells.volume}; it is at least 0`);
  if (cells.volume === Infinity) note(() => 'volume is infinite');
}
