import { AppError } from '../../kernel/app-error.ts';
import type { Bars } from '../bars.ts';
import type { DataConfig } from '../run-config.ts';
import { type BarLength, inferBarLength, nameBarLength, parseBarLength } from './bar-length.ts';
import { type BarSpans, inspectNeighbours, type Neighbours, spanBars } from './bar-span.ts';
import { trimColumns } from './columns.ts';
import { readCsv } from './csv/csv-file.ts';
import type { DataSource } from './data-source.ts';
import { detectFormat } from './file-format.ts';
import { type Intake, isoOf, lineOf } from './intake.ts';
import type { DataManifest } from './manifest.ts';
import { readParquet } from './parquet/parquet-file.ts';
import { noteProblem, throwProblems } from './problems.ts';
import { calendarOf } from './stamp-clock.ts';
import type { Zone } from './zone.ts';

/** The bars of one file, and what the file is. */
export interface MarketData {
  readonly bars: Bars;
  readonly manifest: DataManifest;
}

/**
 * Reads and checks a file of market data, CSV or Parquet. Nothing is repaired: throws `bad-input` with the first ten
 * problems and their lines, or with one sentence about the file as a whole; `bad-config` for settings that do not fit.
 */
export async function readMarketData(source: DataSource, config: DataConfig): Promise<MarketData> {
  const format = await detectFormat(source);
  const reading = await (format === 'parquet' ? readParquet(source, config) : readCsv(source, config));
  const { intake, clock } = reading;
  throwProblems(intake.problems);
  if (intake.columns.length === 0)
    throw new AppError('bad-input', 'there is no bar in it, only a header', {
      where: source.name,
      expected: 'at least one bar below the header',
      advice: 'Export the data again; the period that was asked for may hold no bars.',
    });
  trimColumns(intake.columns);
  const { zone, from } = calendarOf(clock);
  const length = demandLength(intake, zone, { source, config });
  const stamping = { length, zone, timestamps: config.timestamps };
  const spans = spanBars(intake.columns.time, stamping);
  const neighbours = inspectNeighbours(spans, stamping, (row) => noteOverlap(intake, { spans, length, row }));
  throwProblems(intake.problems);
  const manifest: DataManifest = {
    symbol: source.symbol,
    file: source.name,
    sha256: reading.sha256,
    bytes: source.byteLength,
    format,
    layout: reading.layout,
    bars: intake.columns.length,
    bar: nameBarLength(length),
    bar_ms: typeof spans.closes === 'number' ? spans.closes : null,
    timestamps: config.timestamps,
    timezone: zone.name,
    timezone_from: from,
    ...reachOf(spans),
    ...gapsOf(neighbours),
  };
  return { bars: barsOf(source.symbol, intake, spans), manifest };
}

function demandLength(
  intake: Intake,
  zone: Zone,
  { source, config }: { readonly source: DataSource; readonly config: DataConfig },
): BarLength {
  if (config.bar !== null) return parseBarLength(config.bar);
  const length = inferBarLength(intake.columns.time, zone);
  if (length !== null) return length;
  const reason = intake.columns.length === 1 ? 'one bar does' : 'times without a rhythm do';
  throw new AppError('bad-input', `how long a bar is cannot be told: ${reason} not show it`, {
    where: source.name,
    expected: 'data.bar in the configuration, such as 5m, 1h or 1d',
  });
}

function noteOverlap(
  intake: Intake,
  { spans, length, row }: { readonly spans: BarSpans; readonly length: BarLength; readonly row: number },
): void {
  const { problems } = intake;
  noteProblem(problems, lineOf(intake, row), () => {
    const before = closeOf(spans, row - 1);
    const open = isoOf(spans.opens[row] ?? 0);
    const place = `${problems.unit} ${lineOf(intake, row - 1)}`;
    return `the bar opens at ${open}, before the one of ${place} closes at ${isoOf(before)} (bars of ${nameBarLength(length)})`;
  });
}

function closeOf({ opens, closes }: BarSpans, row: number): number {
  return typeof closes === 'number' ? (opens[row] ?? 0) + closes : (closes[row] ?? 0);
}

function reachOf(spans: BarSpans): Pick<DataManifest, 'first_open' | 'last_close'> {
  return { first_open: isoOf(spans.opens[0] ?? 0), last_close: isoOf(closeOf(spans, spans.opens.length - 1)) };
}

function gapsOf({
  gaps,
  gapsCount,
  missingBars,
}: Neighbours): Pick<DataManifest, 'gaps' | 'gaps_count' | 'missing_bars'> {
  return {
    gaps: gaps.map(({ after, missing }) => ({ after: isoOf(after), missing })),
    gaps_count: gapsCount,
    missing_bars: missingBars,
  };
}

function barsOf(symbol: string, { columns }: Intake, { opens, closes }: BarSpans): Bars {
  const { length, open, high, low, close, volume } = columns;
  return { symbol, length, time: opens, open, high, low, close, volume, closes };
}
