import { readSync, writeSync } from 'node:fs';
import { bytesOf, MOST_LINE_BYTES, NO_FLOATS, type Words } from './protocol.ts';

/** An order of the program that started this process, which is believed. */
export interface ReceivedOrder {
  readonly number: number;
  readonly words: Words;
  readonly floats: Float64Array;
}

const ORDERS_IN = 0;
const ANSWERS_OUT = 1;

/** Reads orders off standard input and holds up everything else while it waits. */
export class OrderReader {
  readonly #chunk = Buffer.allocUnsafe(65_536);
  #held: Buffer = Buffer.alloc(0);

  /** The next order; null when the other end is closed. */
  receive(): ReceivedOrder | null {
    const line = this.#line();
    if (line === null) return null;
    const words = JSON.parse(line) as Words & { readonly n: number; readonly floats?: number };
    const floats = words.floats === undefined ? NO_FLOATS : new Float64Array(words.floats);
    return this.#fill(bytesOf(floats)) ? { number: words.n, words, floats } : null;
  }

  #line(): string | null {
    for (;;) {
      const end = this.#held.indexOf(0x0a);
      if (end !== -1) {
        const line = this.#held.toString('utf8', 0, end);
        this.#held = this.#held.subarray(end + 1);
        return line;
      }
      if (this.#held.length > MOST_LINE_BYTES) throw new RangeError('an order without an end');
      const count = waitFor(() => readSync(ORDERS_IN, this.#chunk));
      if (count === 0) return null;
      this.#held = Buffer.concat([this.#held, this.#chunk.subarray(0, count)]);
    }
  }

  #fill(bytes: Buffer): boolean {
    let at = this.#held.copy(bytes);
    this.#held = this.#held.subarray(at);
    while (at < bytes.length) {
      const count = waitFor(() => readSync(ORDERS_IN, bytes, at, bytes.length - at, null));
      if (count === 0) return false;
      at += count;
    }
    return true;
  }
}

/** Writes all of a message to standard output. */
export function send(parts: readonly Buffer[]): void {
  for (const part of parts) for (let at = 0; at < part.length; ) at += waitFor(() => writeSync(ANSWERS_OUT, part, at));
}

/** A stream that somebody made non-blocking is not ready at once. */
function waitFor(work: () => number): number {
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
