/**
 * What goes over the standard streams between this program and a process with a strategy: orders in, answers out, one
 * answer for each order. A message is a line of JSON in UTF-8 with `v`, `n` (the number of the order), `kind`, and
 * `floats` where numbers of 64 bits follow it, little endian, each of them exact.
 */

import { AppError } from '../../../kernel/app-error.ts';

/** What a process that speaks otherwise is told by: raised when a message changes its meaning. */
export const PROTOCOL = 1;

/** Most bytes of a line, with its end. */
export const MOST_LINE_BYTES = 1_048_576;

/** Most numbers behind a line: 512 MiB. */
export const MOST_FLOATS = 67_108_864;

/** The numbers of a message that has none. */
export const NO_FLOATS = new Float64Array(0);

/** What a message is about. */
export interface Words {
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** The line of a message; one that is longer than a line may be is an AppError `bad-input`. */
export function writeLine(number: number, words: Words, floats: number): Buffer {
  const head = floats === 0 ? {} : { floats };
  const line = Buffer.from(`${JSON.stringify({ v: PROTOCOL, n: number, ...words, ...head })}\n`, 'utf8');
  if (line.length <= MOST_LINE_BYTES) return line;
  throw new AppError('bad-input', `what a strategy is to be told takes ${line.length} bytes`, {
    expected: `at most ${MOST_LINE_BYTES} for one order`,
    advice: 'Hold fewer positions at once (max_open_positions), or make the parameters shorter.',
  });
}

/** The numbers of a message as bytes, on the same memory. */
export function bytesOf({ buffer, byteOffset, byteLength }: Float64Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
