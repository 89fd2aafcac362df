import { type FileMetaData, parquetSchema, type SchemaElement } from 'hyparquet';
import { AppError } from '../../../kernel/app-error.ts';
import type { Heading } from '../heading.ts';

/** How the times of a column are stored: counts of an instant or of a clock without a zone, days, or as in a text. */
export interface TimeType {
  readonly kind: 'instant' | 'local' | 'date' | 'text';
  /** Counts in a millisecond. */
  readonly perMs: bigint;
}

/** What a file says about the columns that matter. */
export interface ColumnTypes {
  readonly time: TimeType;
  /** Powers of ten by which whole numbers of a column are to be divided, by its place; 0 for most. */
  readonly scales: readonly number[];
}

/** Names of the columns at the top of a file. */
export function columnNames(metadata: FileMetaData): readonly string[] {
  return parquetSchema(metadata).children.map(({ element }) => element.name);
}

/**
 * Reads the types of the columns, and takes away those that the reader would turn into rounded values: times of finer
 * units and decimals come as the whole numbers that are stored. Throws `bad-input` for a type that bars cannot have.
 */
export function bareColumns(metadata: FileMetaData, heading: Heading, file: string): ColumnTypes {
  const elements = parquetSchema(metadata).children.map(({ element, children }) => ({
    element,
    isPlain: children.length === 0,
  }));
  const used = [heading.time, heading.open, heading.high, heading.low, heading.close, heading.volume];
  for (const column of heading.clock < 0 ? used : [...used, heading.clock])
    if (elements[column]?.isPlain !== true) throw unfit(file, elements[column]?.element.name, 'nested values');
  const time = elements[heading.time]?.element;
  if (time === undefined) throw unfit(file, undefined, 'nothing');
  const type = timeTypeOf(time, file);
  if (type.kind !== 'text') bare(time);
  return {
    time: type,
    scales: elements.map(({ element }, column) => (used.indexOf(column) < 1 ? 0 : scaleOf(element, file))),
  };
}

const PER_MS = { MILLIS: 1n, MICROS: 1000n, NANOS: 1_000_000n } as const;

function timeTypeOf({ name, type, converted_type, logical_type }: SchemaElement, file: string): TimeType {
  if (logical_type?.type === 'TIMESTAMP')
    return { kind: logical_type.isAdjustedToUTC ? 'instant' : 'local', perMs: PER_MS[logical_type.unit] };
  // Without a logical type these are instants, by the table of compatibility of the format.
  if (converted_type === 'TIMESTAMP_MILLIS') return { kind: 'instant', perMs: 1n };
  if (converted_type === 'TIMESTAMP_MICROS') return { kind: 'instant', perMs: 1000n };
  if (converted_type === 'DATE' || logical_type?.type === 'DATE') return { kind: 'date', perMs: 1n };
  if (type === 'INT64' || type === 'BYTE_ARRAY') return { kind: 'text', perMs: 1n };
  throw unfit(file, name, `${type ?? 'nested'} values, which state no time`);
}

function scaleOf(element: SchemaElement, file: string): number {
  const { name, type, converted_type, logical_type, scale } = element;
  const isDecimal = converted_type === 'DECIMAL' || logical_type?.type === 'DECIMAL';
  if (!isDecimal && (type === 'DOUBLE' || type === 'FLOAT' || type === 'INT32' || type === 'INT64')) return 0;
  if (!isDecimal || (type !== 'INT32' && type !== 'INT64'))
    throw unfit(file, name, `${type ?? 'nested'} values, no numbers`);
  const places = logical_type?.type === 'DECIMAL' ? logical_type.scale : (scale ?? 0);
  bare(element);
  return places;
}

function bare(element: SchemaElement): void {
  delete element.converted_type;
  delete element.logical_type;
}

function unfit(file: string, name: string | undefined, what: string): AppError {
  return new AppError('bad-input', `the column "${name ?? ''}" holds ${what}`, {
    where: file,
    expected: 'times as timestamps, dates or text, and prices as numbers',
  });
}
