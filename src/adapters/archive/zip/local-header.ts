import type { ZipEntry } from './contents.ts';
import { refused } from './refused.ts';

const HEADER = 0x04034b50;
const HEADER_SIZE = 30;

/** Where the packed bytes of a file stand; its own header has to name the same file as the table of contents. */
export function dataOf(
  bytes: Buffer,
  { path, offset, packed }: ZipEntry,
): { readonly from: number; readonly until: number } {
  if (offset + HEADER_SIZE > bytes.length || bytes.readUInt32LE(offset) !== HEADER)
    throw refused('a file does not stand where the table of contents says', path);
  const nameEnd = offset + HEADER_SIZE + bytes.readUInt16LE(offset + 26);
  const from = nameEnd + bytes.readUInt16LE(offset + 28);
  if (bytes.toString('latin1', offset + HEADER_SIZE, nameEnd) !== path) throw refused('a file has two names', path);
  if (from + packed > bytes.length) throw refused('a file ends behind the archive', path);
  return { from, until: from + packed };
}
