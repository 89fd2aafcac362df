import { refused } from './refused.ts';

/** One line of a zip archive's table of contents. */
export interface ZipEntry {
  readonly path: string;
  readonly isFolder: boolean;
  /** What the archive says of its kind where it comes from a Unix. */
  readonly kind: 'plain' | 'link' | 'special';
  readonly method: 'stored' | 'deflated';
  /** Bytes in the archive. */
  readonly packed: number;
  /** Bytes when unpacked. */
  readonly size: number;
  readonly checksum: number;
  /** Where its local header stands. */
  readonly offset: number;
}

const END = 0x06054b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 65_535;
const ENTRY = 0x02014b50;
const ENTRY_SIZE = 46;
/** A count or size that stands elsewhere, in the way of archives beyond 4 GiB. */
const ELSEWHERE_16 = 0xffff;
const ELSEWHERE_32 = 0xffffffff;

/** Reads the table of contents at the end of an archive; what is written in front of it is believed nowhere else. */
export function readContents(bytes: Buffer, most: number): readonly ZipEntry[] {
  const end = findEnd(bytes);
  const [disk, startDisk] = [bytes.readUInt16LE(end + 4), bytes.readUInt16LE(end + 6)];
  const [here, count] = [bytes.readUInt16LE(end + 8), bytes.readUInt16LE(end + 10)];
  const [size, from] = [bytes.readUInt32LE(end + 12), bytes.readUInt32LE(end + 16)];
  if (disk !== 0 || startDisk !== 0 || here !== count) throw refused('it is a part of a divided archive');
  if (count === ELSEWHERE_16 || size === ELSEWHERE_32 || from === ELSEWHERE_32)
    throw refused('it is larger than an archive of backtests can be');
  if (count > most) throw refused(`it holds ${count} files`, null, `at most ${most}`);
  if (from + size !== end) throw refused('its table of contents does not stand at its end');
  const entries: ZipEntry[] = [];
  let at = from;
  for (let index = 0; index < count; index += 1) {
    const { entry, next } = readEntry(bytes, at, end);
    entries.push(entry);
    at = next;
  }
  if (at !== end) throw refused('its table of contents is longer than it says');
  return entries;
}

/** The last place that is an end with a comment that reaches just to the last byte. */
function findEnd(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - END_SIZE - LONGEST_COMMENT);
  for (let at = bytes.length - END_SIZE; at >= lowest; at -= 1) {
    if (bytes.readUInt32LE(at) === END && at + END_SIZE + bytes.readUInt16LE(at + 20) === bytes.length) return at;
  }
  throw refused('it is no zip archive, or was cut off');
}

function readEntry(bytes: Buffer, at: number, end: number): { readonly entry: ZipEntry; readonly next: number } {
  if (at + ENTRY_SIZE > end || bytes.readUInt32LE(at) !== ENTRY) throw refused('its table of contents is broken');
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [
    number,
    number,
    number,
  ];
  const next = at + ENTRY_SIZE + nameLength + extraLength + commentLength;
  if (next > end) throw refused('its table of contents is broken');
  const path = readName(bytes.subarray(at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength));
  const [packed, size, offset] = [20, 24, 42].map((field) => bytes.readUInt32LE(at + field)) as [
    number,
    number,
    number,
  ];
  if ([packed, size, offset].includes(ELSEWHERE_32)) throw refused('a file is larger than one may be', path);
  if ((bytes.readUInt16LE(at + 8) & 0x2041) !== 0) throw refused('a file is encrypted', path);
  const entry: ZipEntry = {
    path,
    isFolder: path.endsWith('/'),
    kind: kindOf(bytes.readUInt16LE(at + 4) >> 8, bytes.readUInt32LE(at + 38)),
    method: methodOf(bytes.readUInt16LE(at + 10), path),
    ...{ packed, size, offset },
    checksum: bytes.readUInt32LE(at + 16),
  };
  return { entry, next };
}

/** Names of ours are plain; others could be read in two ways, and are refused before anybody tries. */
function readName(bytes: Buffer): string {
  const name = bytes.toString('latin1');
  if (!/^[\x21-\x7e]+$/.test(name)) throw refused('a file has a name of other signs than letters, digits and ._-/');
  return name;
}

function methodOf(method: number, path: string): ZipEntry['method'] {
  if (method === 0) return 'stored';
  if (method === 8) return 'deflated';
  throw refused(`a file is packed by method ${method}`, path, 'stored or deflated');
}

const UNIX = [3, 19];
const KIND_BITS = 0o170000;
const LINK = 0o120000;
/** A file, a folder, or nothing said. */
const PLAIN: readonly number[] = [0o100000, 0o040000, 0];

/** The upper half of the attributes is the mode where the archive comes from a Unix. */
function kindOf(madeOn: number, attributes: number): ZipEntry['kind'] {
  const kind = (attributes >>> 16) & KIND_BITS;
  if (!UNIX.includes(madeOn) || PLAIN.includes(kind)) return 'plain';
  return kind === LINK ? 'link' : 'special';
}
