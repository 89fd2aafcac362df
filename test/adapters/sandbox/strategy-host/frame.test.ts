import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesAfter,
  HEAD_BYTES,
  MOST_BYTES,
  readFrame,
  writeFrame,
} from '../../../../src/adapters/sandbox/strategy-host/frame.ts';

describe('a message', () => {
  it('arrives as it was sent, with every number exact', () => {
    const odd = fc.constantFrom(Number.NaN, Infinity, -Infinity, -0, 5e-324, Number.MAX_VALUE);
    const numbers = fc.array(fc.oneof(fc.double(), odd)).map((values) => Float64Array.from(values));
    fc.assert(
      fc.property(fc.nat(), fc.dictionary(fc.string(), fc.string()), numbers, (sequence, words, values) => {
        const sent = JSON.parse(JSON.stringify({ words })) as unknown;

        const frame = writeFrame(sequence, sent, values);

        expect(readFrame(frame)).toEqual({ sequence, words: sent, numbers: values });
        expect(HEAD_BYTES + bytesAfter(frame)).toBe(frame.length);
      }),
    );
  });

  it('is refused when it is too long or its parts do not add up', () => {
    const long = Buffer.alloc(HEAD_BYTES);
    long.writeUInt32LE(MOST_BYTES + 1, 0);
    const torn = writeFrame(0, { kind: 'noted' }, Float64Array.of(1));
    torn.writeUInt32LE(7, 12);

    expect(() => bytesAfter(long)).toThrow('over the bound');
    expect(() => readFrame(torn)).toThrow('do not add up');
  });
});
