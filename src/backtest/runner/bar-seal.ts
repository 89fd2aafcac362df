import { AppError } from '../../kernel/app-error.ts';
import type { Bars } from '../bars.ts';

/** What bars held when they were given to a strategy, in a number for each symbol. */
export type BarSeal = readonly number[];

/**
 * Seals bars: a strategy in the same process gets the columns that the market is replayed from, since a copy of ten
 * million bars does not fit beside them, and nothing but a check afterwards shows that it did not write into them.
 */
export function sealBars(series: readonly Bars[]): BarSeal {
  return series.map(({ time, open, high, low, close, volume }) =>
    [time, open, high, low, close, volume].reduce(mixColumn, 0),
  );
}

/** Throws an AppError when a strategy wrote into its bars, since then nothing of the run is worth anything. */
export function refuseChangedBars(series: readonly Bars[], seal: BarSeal): void {
  const now = sealBars(series);
  const changed = series.find((_, index) => now[index] !== seal[index]);
  if (changed === undefined) return;
  throw new AppError('bad-input', `the strategy wrote into the bars of ${changed.symbol}`, {
    where: 'strategy',
    expected: 'a strategy that only reads its bars',
    advice: 'Copy a column before you change it: bars.close.slice().',
  });
}

/** FNV-1a over the words of a column, in two lanes that do not wait for each other. Fowler, Noll, Vo. */
function mixColumn(hash: number, column: Float64Array): number {
  const words = new Int32Array(column.buffer, column.byteOffset, column.length * 2);
  let even = hash ^ 0x811c9dc5;
  let odd = hash;
  for (let index = 0; index < words.length; index += 2) {
    even = Math.imul(even ^ (words[index] as number), 0x01000193);
    odd = Math.imul(odd ^ (words[index + 1] as number), 0x01000193);
  }
  return even ^ Math.imul(odd, 0x01000193);
}
