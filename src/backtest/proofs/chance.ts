import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Even chances from 0 to 1, the same for the same seed. */
export function openChance(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  return () => (generator.next() >>> 0) / 4_294_967_296;
}
