import type { Bars } from '../bars.ts';

/** A number for the prices and times of bars that changes when they do, but for a rare coincidence of 32 bits. */
export function sealOf({ time, open, high, low, close, volume }: Bars): number {
  let seal = 0;
  for (const column of [time, open, high, low, close, volume]) {
    const bits = wordsOf(column);
    for (let at = 0; at < bits.length; at += 1) seal = Math.imul(seal ^ (bits[at] as number), PRIME) ^ (seal >>> 15);
  }
  return seal >>> 0;
}

/** The prime of FNV-1a for 32 bits: Fowler, Noll and Vo 1991. */
const PRIME = 16_777_619;

function wordsOf({ buffer, byteOffset, length }: Float64Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, length * 2);
}
