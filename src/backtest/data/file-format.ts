import { AppError } from '../../kernel/app-error.ts';
import type { DataSource } from './data-source.ts';
import { EXPECTED } from './heading.ts';

/** How much of a file is looked at to tell what it is. */
const LOOK = 4096;

/** What begins with these bytes is known to be something else. */
const STRANGERS: readonly (readonly [start: readonly number[], what: string, advice: string])[] = [
  [[0x1f, 0x8b], 'a gzip archive', 'Unpack it first.'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'a zstd archive', 'Unpack it first.'],
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive or a spreadsheet', 'Unpack it, or save the sheet as CSV.'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'a spreadsheet of old Excel', 'Save the sheet as CSV.'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF', 'Export the data as CSV.'],
  [[0xff, 0xfe], 'a text in UTF-16', 'Save it as UTF-8.'],
  [[0xfe, 0xff], 'a text in UTF-16', 'Save it as UTF-8.'],
  [[0x89, 0x48, 0x44, 0x46], 'an HDF5 file', 'Export the data as CSV or Parquet.'],
  [[0x41, 0x52, 0x52, 0x4f, 0x57, 0x31], 'an Arrow (Feather) file', 'Export the data as Parquet.'],
];

/** Tells Parquet from text by the first bytes, whatever the name says; throws `bad-input` for everything else. */
export async function detectFormat(source: DataSource): Promise<'csv' | 'parquet'> {
  const { name, byteLength } = source;
  if (byteLength === 0) throw new AppError('bad-input', 'the file is empty', { where: name, expected: EXPECTED });
  const head = await readExactly(source, 0, Math.min(LOOK, byteLength));
  const begins = (start: readonly number[]): boolean => start.every((byte, at) => head[at] === byte);
  if (begins([0x50, 0x41, 0x52, 0x31])) return 'parquet';
  const stranger = STRANGERS.find(([start]) => begins(start));
  if (stranger !== undefined) refuse(name, stranger[1], stranger[2]);
  if (head.includes(0)) refuse(name, 'no text', 'Export the data as CSV or Parquet.');
  if (/\.parquet$/i.test(name)) refuse(name, 'not what its name says', 'A Parquet file begins with PAR1.');
  return 'csv';
}

/** The bytes of a range, all of them; throws `outside-failed` when the file has become shorter. */
export async function readExactly(source: DataSource, start: number, end: number): Promise<Uint8Array> {
  const bytes = await source.read(start, end);
  if (bytes.length === end - start) return bytes;
  throw new AppError('outside-failed', `the file ended after ${start + bytes.length} of ${source.byteLength} bytes`, {
    where: source.name,
    advice: 'It was changed while it was read; run again.',
  });
}

function refuse(name: string, what: string, advice: string): never {
  throw new AppError('bad-input', `the file is neither CSV nor Parquet: it is ${what}`, { where: name, advice });
}
