/**
 * What goes over the two descriptors between this program and a process with a strategy: a head of four whole numbers
 * (bytes that follow, number of the message, bytes of words, count of numbers; 32 bits each), words as JSON in UTF-8,
 * zeros up to a multiple of eight, and numbers as 64 bit floats, each of them exact. Little endian throughout.
 */
export interface Frame {
  /** Counts orders from 0; an answer has the number of its order. */
  readonly sequence: number;
  readonly words: unknown;
  readonly numbers: Float64Array;
}

/** What a process that speaks otherwise is told by: raised when a message changes its meaning. */
export const PROTOCOL = 1;

/** Descriptors of the process: orders come in on one and answers leave by the other. */
export const ORDERS_IN = 3;
export const ANSWERS_OUT = 4;

export const HEAD_BYTES = 16;

/** Most bytes of a message, the head aside. */
export const MOST_BYTES = 512 * 1024 * 1024;

const NONE = new Float64Array(0);

/** Writes a message. */
export function writeFrame(sequence: number, words: unknown, numbers: Float64Array = NONE): Buffer {
  const text = Buffer.from(JSON.stringify(words), 'utf8');
  const padded = Math.ceil(text.length / 8) * 8;
  const bytes = padded + numbers.byteLength;
  if (bytes > MOST_BYTES) throw new RangeError(`a message of ${bytes} bytes, over the bound of ${MOST_BYTES}`);
  const frame = Buffer.alloc(HEAD_BYTES + bytes);
  frame.writeUInt32LE(bytes, 0);
  frame.writeUInt32LE(sequence, 4);
  frame.writeUInt32LE(text.length, 8);
  frame.writeUInt32LE(numbers.length, 12);
  text.copy(frame, HEAD_BYTES);
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).copy(frame, HEAD_BYTES + padded);
  return frame;
}

/** How many bytes follow a head; it throws when they are more than a message may have. */
export function bytesAfter(head: Buffer): number {
  const bytes = head.readUInt32LE(0);
  if (bytes > MOST_BYTES) throw new RangeError(`a message of ${bytes} bytes, over the bound of ${MOST_BYTES}`);
  return bytes;
}

/** Reads a whole message; it throws when its parts do not add up or its words are no JSON. */
export function readFrame(frame: Buffer): Frame {
  const sequence = frame.readUInt32LE(4);
  const textBytes = frame.readUInt32LE(8);
  const count = frame.readUInt32LE(12);
  const start = HEAD_BYTES + Math.ceil(textBytes / 8) * 8;
  if (start + count * 8 !== frame.length) throw new RangeError('the parts of a message do not add up');
  const words: unknown = JSON.parse(frame.toString('utf8', HEAD_BYTES, HEAD_BYTES + textBytes));
  const numbers = new Float64Array(count);
  frame.copy(Buffer.from(numbers.buffer), 0, start);
  return { sequence, words, numbers };
}
