import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { AppError } from '../../../kernel/app-error.ts';
import { compareText } from '../../../kernel/compare-text.ts';
import type { ArchiveReader, UnpackedFile, UnpackOrder } from '../../../ports/archive-reader.ts';
import { readContents, type ZipEntry } from './contents.ts';
import { dataOf } from './local-header.ts';
import { refuseContents } from './refusals.ts';
import { refused } from './refused.ts';

/** Reads zip archives in memory; each file is inflated only once the whole table of contents was found harmless. */
export function openZipReader(): ArchiveReader {
  return { unpack };
}

async function unpack(archive: Uint8Array, order: UnpackOrder): Promise<readonly UnpackedFile[]> {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const entries = readContents(bytes, order.bounds.entries);
  refuseContents(entries, order);
  const places = entries.map((entry) => ({ entry, data: dataOf(bytes, entry) }));
  refuseOverlaps(places);
  const files: UnpackedFile[] = [];
  for (const { entry, data } of places) {
    if (entry.isFolder || !order.isWanted(entry.path)) continue;
    files.push({ path: entry.path, bytes: await inflate(bytes.subarray(data.from, data.until), entry) });
  }
  return files.toSorted((left, right) => compareText(left.path, right.path));
}

interface Placed {
  readonly entry: ZipEntry;
  readonly data: { readonly from: number; readonly until: number };
}

/** Files that share their packed bytes would make much out of little. */
function refuseOverlaps(places: readonly Placed[]): void {
  const sorted = places.toSorted((left, right) => left.entry.offset - right.entry.offset);
  let end = 0;
  for (const { entry, data } of sorted) {
    if (entry.offset < end) throw refused('two of its files share their bytes', entry.path);
    end = data.until;
  }
}

const inflateAsync = promisify(inflateRaw);

/** Not a byte more is inflated than the table of contents says; what it says was bounded before. */
async function inflate(packed: Uint8Array, { path, method, size, checksum }: ZipEntry): Promise<Uint8Array> {
  const bytes = method === 'stored' ? packed : await inflateWithin(packed, { path, size });
  if (bytes.length !== size) throw refused('a file has another length than its table of contents says', path);
  if (crc32(bytes) !== checksum) throw refused('a file does not have its checksum', path);
  return bytes;
}

async function inflateWithin(packed: Uint8Array, { path, size }: Pick<ZipEntry, 'path' | 'size'>): Promise<Uint8Array> {
  if (size === 0) return new Uint8Array();
  try {
    return await inflateAsync(packed, { maxOutputLength: size });
  } catch (cause) {
    throw new AppError('bad-input', 'a file of the archive cannot be unpacked', {
      where: path,
      expected: `at most ${size} bytes, as its table of contents says`,
      cause,
    });
  }
}
