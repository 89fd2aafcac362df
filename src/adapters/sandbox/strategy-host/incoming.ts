import { bytesOf, MOST_LINE_BYTES, NO_FLOATS, PROTOCOL, type Words } from './protocol.ts';

/** A message of a process, not believed yet beyond its form. */
export interface Message {
  readonly number: number;
  readonly words: Words;
  readonly floats: Float64Array;
  /** The line, as far as a person wants to see it. */
  readonly line: string;
}

/** Something came over the channel that is no message; the text shows what. */
export class Garbage extends Error {
  override readonly name = 'Garbage';
}

/** Letters of a line that people see. */
const SHOWN = 200;

interface Awaited {
  readonly message: Message;
  readonly bytes: Buffer;
  filled: number;
}

/** Puts messages together from the bytes of a stream, in whatever pieces they come. */
export class Incoming {
  /** Numbers that the next message may have at most. */
  mostFloats = 0;
  readonly #onMessage: (message: Message) => void;
  #pieces: Buffer[] = [];
  #bytes = 0;
  #awaited: Awaited | null = null;

  constructor(onMessage: (message: Message) => void) {
    this.#onMessage = onMessage;
  }

  /** Takes bytes in; throws Garbage for what can be no message. */
  feed(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0)
      rest = this.#awaited === null ? this.#takeLine(rest) : this.#takeFloats(rest, this.#awaited);
  }

  #takeLine(chunk: Buffer): Buffer {
    const end = chunk.indexOf(0x0a);
    const piece = end === -1 ? chunk : chunk.subarray(0, end);
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    if (this.#bytes >= MOST_LINE_BYTES) throw new Garbage(`a line without an end: ${show(this.#line())}`);
    if (end === -1) return chunk.subarray(chunk.length);
    const line = this.#line();
    this.#pieces = [];
    this.#bytes = 0;
    this.#begin(line);
    return chunk.subarray(end + 1);
  }

  #line(): Buffer {
    return this.#pieces.length === 1 ? (this.#pieces[0] as Buffer) : Buffer.concat(this.#pieces);
  }

  #begin(line: Buffer): void {
    const { number, words, count } = readHead(line);
    if (count > this.mostFloats) throw new Garbage(`${count} numbers that nobody asked for: ${show(line)}`);
    const floats = count === 0 ? NO_FLOATS : new Float64Array(count);
    const message = { number, words, floats, line: show(line) };
    if (count === 0) this.#onMessage(message);
    else this.#awaited = { message, bytes: bytesOf(floats), filled: 0 };
  }

  #takeFloats(chunk: Buffer, awaited: Awaited): Buffer {
    const { bytes, message } = awaited;
    const taken = chunk.copy(bytes, awaited.filled);
    awaited.filled += taken;
    if (awaited.filled === bytes.length) {
      this.#awaited = null;
      this.#onMessage(message);
    }
    return chunk.subarray(taken);
  }
}

function readHead(line: Buffer): { readonly number: number; readonly words: Words; readonly count: number } {
  const words = tryParse(line.toString('utf8'));
  if (typeof words !== 'object' || words === null || !('v' in words) || !('n' in words) || !('kind' in words))
    throw new Garbage(show(line));
  const { v, n, kind } = words;
  const count = 'floats' in words ? words.floats : 0;
  if (v !== PROTOCOL || !isCount(n) || typeof kind !== 'string' || !isCount(count)) throw new Garbage(show(line));
  return { number: n, words: { ...words, kind }, count };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The start of a line without what could move a cursor or stand for something else. */
function show(line: Buffer): string {
  const text = line.toString('utf8', 0, 4 * SHOWN).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/gu, '\u00b7');
  return JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN).toWellFormed()}…` : text);
}
