import type { Bars } from '../../../../src/backtest/bars.ts';
import type { Entries, Indicators, StrategyClass } from '../../../../src/backtest/strategy.ts';
import type { MakeStrategy } from './memory-host.ts';

const BUY = { action: 'BUY', type: 'MARKET', volume: 1 } as const;

/** A strategy of one column that buys where it is above the close. */
export function byColumn(compute: (close: Float64Array) => ArrayLike<number>): MakeStrategy {
  return () =>
    class {
      prepareIndicators({ close }: Bars): Indicators {
        return { signal: compute(close) };
      }
      findEntries({ close }: Bars, { signal }: Indicators, index: number): Entries {
        return (signal?.[index] ?? 0) > (close[index] ?? 0) ? BUY : null;
      }
    };
}

/** A strategy without columns that buys where it is told to. */
export function byRule(isTime: (bars: Bars, index: number) => boolean): MakeStrategy {
  return () =>
    class {
      prepareIndicators(): Indicators {
        return {};
      }
      findEntries(bars: Bars, _indicators: Indicators, index: number): Entries {
        return isTime(bars, index) ? BUY : null;
      }
    };
}

const at = (close: Float64Array, index: number): number => close[index] ?? Number.NaN;
const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
const mean = (values: Float64Array): number => sum(values) / values.length;
function scores(values: Float64Array): Float64Array {
  const middle = mean(values);
  const deviation = Math.sqrt(sum(values.map((value) => (value - middle) ** 2)) / (values.length - 1));
  return values.map((value) => (value - middle) / deviation);
}

const same = (values: Float64Array, figure: number): Float64Array => values.map(() => figure);

/** Leaks in a column: a name, what computes the column, and the first bar that differs in the data of the tests. */
export const leakingColumns: readonly (readonly [string, (close: Float64Array) => ArrayLike<number>, number])[] = [
  ['the next close', (close) => close.map((_, index) => at(close, index + 1)), 0],
  ['the close 50 bars on', (close) => close.map((_, index) => at(close, index + 50)), 0],
  [
    'a centred mean',
    (close) =>
      close.map((_, i) => (i < 2 ? Number.NaN : mean(Float64Array.from([-2, -1, 0, 1, 2], (d) => at(close, i + d))))),
    2,
  ],
  ['the highest of all', (close) => same(close, Math.max(...close)), 0],
  ['the lowest of all', (close) => same(close, Math.min(...close)), 0],
  ['a z-score over all', scores, 0],
  ['the last value', (close) => close.map(() => at(close, close.length - 1)), 0],
  [
    'a rank among all',
    (close) => close.map((value) => close.filter((other) => other <= value).length / close.length),
    0,
  ],
  [
    'the last of every twelve',
    (close) => close.map((_, index) => at(close, Math.min(close.length - 1, index - (index % 12) + 11))),
    0,
  ],
  [
    'a warm-up that is filled backwards',
    (close) => close.map((_, index) => mean(close.subarray(Math.max(0, index - 29), Math.max(30, index + 1)))),
    0,
  ],
  ['a plain list', (close) => Array.from(close, (_, index) => at(close, index + 1)), 0],
];

/** Buys every tenth bar, but for those after which the price falls. */
export const SKIPS_LOSERS = byRule(
  ({ close }, index) => index % 10 === 0 && !(at(close, index + 5) < at(close, index)),
);

/** Reads on behind the end of its column. */
export const READS_THE_BUFFER = byRule(
  ({ close }, index) => (new Float64Array(close.buffer)[close.byteOffset / 8 + index + 1] ?? 0) > at(close, index),
);

/** Keeps the first frame that it sees, for all that come later. */
export const KEEPS_THE_FRAME: MakeStrategy = () => {
  class Keeper {
    static frame: Float64Array | null = null;
    prepareIndicators({ close }: Bars): Indicators {
      Keeper.frame ??= close;
      return {};
    }
    findEntries({ close }: Bars, _indicators: Indicators, index: number): Entries {
      return at(Keeper.frame ?? close, index + 1) > at(close, index) ? BUY : null;
    }
  }
  return Keeper;
};

/** Enters without a look ahead, and leaves before the price falls. */
export const EXITS_AHEAD: MakeStrategy = () =>
  class {
    prepareIndicators(): Indicators {
      return {};
    }
    findEntries(_bars: Bars, _indicators: Indicators, index: number): Entries {
      return index % 7 === 0 ? BUY : null;
    }
    findExits({ position_id }: { readonly position_id: string }, { close }: Bars, _: Indicators, index: number) {
      return at(close, index + 1) < at(close, index) ? { position_id } : null;
    }
  } satisfies StrategyClass;
