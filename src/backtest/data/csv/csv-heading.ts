import { AppError } from '../../../kernel/app-error.ts';
import { EXPECTED, type Heading, readHeading, readHeadless } from '../heading.ts';
import { makeScanner, type RowScanner, scanRow } from './row-scanner.ts';

/** How a text begins. */
export interface CsvHeading {
  readonly heading: Heading;
  /** A scanner that stands at the first bar. */
  readonly scanner: RowScanner;
}

/** Tells delimiter and columns from the first row; throws `bad-input` when it is no header of a table of bars. */
export function readCsvHeading(bytes: Uint8Array, limit: number, at: { name: string; isLast: boolean }): CsvHeading {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const scanner = makeScanner(findDelimiter(bytes, start, limit));
  Object.assign(scanner, { bytes, position: start, limit, isLast: at.isLast });
  const where = `${at.name}:1`;
  const reading = scanRow(scanner);
  if (reading === 'end') throw new AppError('bad-input', 'the file is empty', { where: at.name, expected: EXPECTED });
  if (reading !== 'row') throw new AppError('bad-input', NO_HEADER, { where, expected: EXPECTED });
  const names = decodeNames(scanner);
  if (names === null || names.length < 2) throw new AppError('bad-input', NO_HEADER, { where, expected: EXPECTED });
  if (names.some((name) => name.includes('\r')))
    throw new AppError('bad-input', 'lines end with a carriage return alone', { where, expected: 'LF or CR LF' });
  const headless = readHeadless(names);
  if (headless !== null) Object.assign(scanner, { position: start, line: 0, nextLine: 1 });
  return { heading: headless ?? readHeading(names, where), scanner };
}

const NO_HEADER = 'the file is neither CSV nor Parquet: its first line is no header of a table';

/** The most frequent of tab, semicolon and comma on the first line; the comma where they are equal. */
function findDelimiter(bytes: Uint8Array, start: number, limit: number): number {
  const end = bytes.indexOf(10, start);
  const line = bytes.subarray(start, end < 0 || end > limit ? limit : end);
  const count = (delimiter: number): number => line.reduce((sum, byte) => sum + (byte === delimiter ? 1 : 0), 0);
  return [44, 59, 9].toSorted((left, right) => count(right) - count(left))[0] ?? 44;
}

function decodeNames({ bytes, fields, starts, ends }: RowScanner): readonly string[] | null {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    return Array.from({ length: fields }, (_, field) =>
      decoder.decode(bytes.subarray(starts[field], ends[field])).replaceAll('""', '"'),
    );
  } catch {
    return null;
  }
}
