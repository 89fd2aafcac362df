import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws of one interval. */
export const DRAWS = 2_000;

/** Share of the draws inside an interval. */
const LEVEL = 0.95;

/** The generator of chance; seeded with the seed of the run, it begins anew for each interval. */
export const GENERATOR = 'xoroshiro128plus';

/** From where to where a figure lies in the given share of the draws. */
export interface DrawnInterval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/** Mean length of a block for n values in a row: ⌈n^⅓⌉. */
export function meanBlockOf(n: number): number {
  let length = 1;
  while (length * length * length < n) length += 1;
  return length;
}

/**
 * Sums of columns over 2,000 draws of the stationary block bootstrap: each draw has as many values as a column, in blocks that
 * begin anywhere, go on past the end at the beginning, and have a geometric length of mean ⌈n^⅓⌉. All columns are drawn
 * alike, so that rows stay together. The columns are of one length. Politis & Romano 1994, "The stationary bootstrap".
 */
export function drawSums(columns: readonly Float64Array[], seed: number): readonly Float64Array[] {
  const n = columns[0]?.length ?? 0;
  const totals = columns.map(runningTotalsOf);
  const sums = columns.map(() => new Float64Array(DRAWS));
  const blocks = new BlockChance(meanBlockOf(n), seed);
  for (let draw = 0; draw < DRAWS && n > 0; draw += 1) {
    for (let left = n; left > 0; ) {
      const start = blocks.startBelow(n);
      const length = Math.min(blocks.length(), left);
      for (let column = 0; column < columns.length; column += 1) {
        const drawn = sums[column] as Float64Array;
        drawn[draw] = (drawn[draw] as number) + blockSum(totals[column] as Float64Array, start, length);
      }
      left -= length;
    }
  }
  return sums;
}

/** Percentile interval of a figure's draws; ends between two draws are interpolated. Null where a draw has no figure. */
export function percentileInterval(draws: Float64Array, level = LEVEL): DrawnInterval | null {
  if (draws.length === 0 || !draws.every(Number.isFinite)) return null;
  const sorted = draws.toSorted();
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    const low = sorted[below] as number;
    const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
    return low + (place - below) * (high - low);
  };
  return { low: at((1 - level) / 2), high: at((1 + level) / 2), level };
}

/** Sums of the first 0, 1, … n values, by which the sum of any block is one subtraction. */
function runningTotalsOf(values: Float64Array): Float64Array {
  const totals = new Float64Array(values.length + 1);
  let sum = 0;
  for (const [index, value] of values.entries()) {
    sum += value;
    totals[index + 1] = sum;
  }
  return totals;
}

function blockSum(totals: Float64Array, start: number, length: number): number {
  const n = totals.length - 1;
  const end = start + length;
  const first = totals[start] as number;
  if (end <= n) return (totals[end] as number) - first;
  return (totals[n] as number) - first + (totals[end - n] as number);
}

const WORDS = 4_294_967_296;

/** Where blocks begin and how long they are. Powers are made by multiplication only, so that every machine draws alike. */
class BlockChance {
  readonly #generator: { next(): number };
  /** Chance that a block is longer than 0, 1, 2, … values, as a share of 2³². */
  readonly #longer: Float64Array;
  /** For each first byte of a draw the shortest length that it may mean. */
  readonly #shortest: Int32Array;

  constructor(meanBlock: number, seed: number) {
    this.#generator = xoroshiro128plus(seed);
    const longer: number[] = [];
    for (let chance = WORDS; chance >= 1 || longer.length < 2; chance *= 1 - 1 / meanBlock) longer.push(chance);
    this.#longer = Float64Array.from([...longer, 0]);
    this.#shortest = Int32Array.from({ length: 256 }, (_, byte) => this.#lengthFrom(1, byte * 2 ** 24 + (2 ** 24 - 1)));
  }

  startBelow(n: number): number {
    return Math.floor((this.#word() / WORDS) * n);
  }

  length(): number {
    const word = this.#word();
    return this.#lengthFrom(this.#shortest[word >>> 24] as number, word);
  }

  #word(): number {
    return this.#generator.next() >>> 0;
  }

  #lengthFrom(shortest: number, word: number): number {
    let length = shortest;
    while ((this.#longer[length] as number) > word) length += 1;
    return length;
  }
}
