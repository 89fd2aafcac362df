/** Most fields of a row that are told apart. */
const MOST_FIELDS = 512;

/** Reads rows of delimited text out of a window of bytes, always into the same arrays. */
export interface RowScanner {
  bytes: Uint8Array;
  /** First byte that was not read. */
  position: number;
  /** End of the bytes that are there. */
  limit: number;
  /** Whether nothing follows behind the limit. */
  isLast: boolean;
  /** Physical line of the row, from 1, and of the next one. */
  line: number;
  nextLine: number;
  /** How many fields the row has. */
  fields: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** 1 for every byte that has a meaning of its own. */
  readonly special: Uint8Array;
  readonly delimiter: number;
}

/** What came of reading a row: `more` needs bytes behind the limit. */
export type RowReading = 'row' | 'more' | 'end' | 'open-quote' | 'stray-quote' | 'too-many-fields';

const [LF, CR, QUOTE] = [10, 13, 34];

/** A scanner without bytes. */
export function makeScanner(delimiter: number): RowScanner {
  const special = new Uint8Array(256);
  for (const byte of [LF, QUOTE, delimiter]) special[byte] = 1;
  return {
    bytes: new Uint8Array(0),
    position: 0,
    limit: 0,
    isLast: false,
    line: 0,
    nextLine: 1,
    fields: 0,
    starts: new Int32Array(MOST_FIELDS),
    ends: new Int32Array(MOST_FIELDS),
    special,
    delimiter,
  };
}

/** Reads the next row: where its fields stand, without quotes around them, and its line. RFC 4180, also with LF alone. */
export function scanRow(scanner: RowScanner): RowReading {
  const { bytes, position, limit, special, starts, ends } = scanner;
  if (position >= limit) return scanner.isLast ? 'end' : 'more';
  scanner.line = scanner.nextLine;
  let begin = position;
  let field = 0;
  for (let at = position; at < limit; at += 1) {
    const byte = bytes[at] ?? 0;
    if ((special[byte] ?? 0) === 0) continue;
    if (byte === QUOTE && at !== begin) continue;
    if (byte === QUOTE) return scanQuotedRow(scanner, at, field);
    if (field === MOST_FIELDS) return 'too-many-fields';
    starts[field] = begin;
    ends[field] = byte === LF ? lineEnd(bytes, begin, at) : at;
    field += 1;
    if (byte === LF) return endRow(scanner, { next: at + 1, fields: field, lines: 1 });
    begin = at + 1;
  }
  if (!scanner.isLast) return 'more';
  if (field === MOST_FIELDS) return 'too-many-fields';
  starts[field] = begin;
  ends[field] = lineEnd(bytes, begin, limit);
  return endRow(scanner, { next: limit, fields: field + 1, lines: 1 });
}

/** Whether a row is an empty line. */
export function isBlank({ fields, starts, ends }: RowScanner): boolean {
  return fields === 1 && starts[0] === ends[0];
}

/** Reads the rest of a row from its first quote on, field by field. */
function scanQuotedRow(scanner: RowScanner, from: number, fieldsBefore: number): RowReading {
  const { bytes, limit, delimiter, starts, ends, isLast } = scanner;
  let lines = 1;
  let begin = from;
  for (let field = fieldsBefore; field < MOST_FIELDS; field += 1) {
    const isQuoted = begin < limit && bytes[begin] === QUOTE;
    const close = isQuoted ? findClose(scanner, begin + 1) : begin - 1;
    if (close === NOT_CLOSED) return isLast ? 'open-quote' : 'more';
    let end = close + 1;
    while (end < limit && bytes[end] !== delimiter && bytes[end] !== LF) end += 1;
    if (end === limit && !isLast) return 'more';
    const last = bytes[end] === delimiter && end < limit ? end : lineEnd(bytes, close + 1, end);
    if (isQuoted && last !== close + 1) return 'stray-quote';
    if (isQuoted) lines += countLines(bytes, begin, close);
    starts[field] = isQuoted ? begin + 1 : begin;
    ends[field] = isQuoted ? close : last;
    if (end === limit || bytes[end] === LF)
      return endRow(scanner, { next: Math.min(limit, end + 1), fields: field + 1, lines });
    begin = end + 1;
  }
  return 'too-many-fields';
}

const NOT_CLOSED = -2;

/** The quote that closes a field; two of them stand for one. Whether one is closing only its next byte tells. */
function findClose({ bytes, limit, isLast }: RowScanner, from: number): number {
  for (let at = from; at < limit; at += 1) {
    if (bytes[at] !== QUOTE) continue;
    if (at + 1 === limit && !isLast) return NOT_CLOSED;
    if (at + 1 === limit || bytes[at + 1] !== QUOTE) return at;
    at += 1;
  }
  return NOT_CLOSED;
}

function countLines(bytes: Uint8Array, start: number, end: number): number {
  let lines = 0;
  for (let at = start; at < end; at += 1) if (bytes[at] === LF) lines += 1;
  return lines;
}

/** Where a line ends that is closed by CR LF. */
function lineEnd(bytes: Uint8Array, begin: number, end: number): number {
  return end > begin && bytes[end - 1] === CR ? end - 1 : end;
}

function endRow(
  scanner: RowScanner,
  { next, fields, lines }: { readonly next: number; readonly fields: number; readonly lines: number },
): RowReading {
  scanner.position = next;
  scanner.fields = fields;
  scanner.nextLine = scanner.line + lines;
  return 'row';
}
