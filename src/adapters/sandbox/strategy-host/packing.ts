import type { Bars } from '../../../backtest/bars.ts';

const COLUMNS = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

/** Numbers of one bar in a message: six columns, and the close time. */
export const NUMBERS_A_BAR = COLUMNS.length + 1;

/** Bars as numbers, column by column; the close times come last, and are zeros where all bars have one length. */
export function packBars(bars: Bars): Float64Array {
  const { length, closes } = bars;
  const numbers = new Float64Array(length * NUMBERS_A_BAR);
  for (const [place, name] of COLUMNS.entries()) numbers.set(bars[name], place * length);
  if (typeof closes !== 'number') numbers.set(closes, COLUMNS.length * length);
  return numbers;
}

/** Reads what `packBars` wrote. */
export function unpackBars(
  numbers: Float64Array,
  { symbol, closes }: { readonly symbol: string; readonly closes: number | null },
): Bars {
  const length = numbers.length / NUMBERS_A_BAR;
  const column = (place: number): Float64Array => numbers.slice(place * length, (place + 1) * length);
  return {
    symbol,
    length,
    time: column(0),
    open: column(1),
    high: column(2),
    low: column(3),
    close: column(4),
    volume: column(5),
    closes: closes ?? column(6),
  };
}
