import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packVector, unpackVector } from '../../src/knowledge/packed-vector.ts';

describe('a packed vector', () => {
  it('is unpacked as it was, in single precision', () => {
    const single = fc.float({ noNaN: true, noDefaultInfinity: true });

    fc.assert(
      fc.property(fc.array(single, { minLength: 1, maxLength: 50 }), (vector) => {
        expect(unpackVector(packVector(vector))).toEqual(vector);
      }),
    );
  });

  it('is read wherever it stands in a larger piece of memory', () => {
    const bytes = Buffer.concat([Buffer.alloc(3), packVector([1, -2])]).subarray(3);

    expect(unpackVector(bytes)).toEqual([1, -2]);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['half a number', new Uint8Array(6)],
    ['what is no number', packVector([1, Number.NaN])],
    ['what is endless', packVector([Number.POSITIVE_INFINITY])],
    ['more numbers than a model makes', new Uint8Array(4 * 16_385)],
  ])('is none of %s', (_, bytes) => {
    expect(unpackVector(bytes)).toBeNull();
  });
});
