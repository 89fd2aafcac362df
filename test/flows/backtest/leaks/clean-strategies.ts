import type { Position } from '../../../../src/backtest/adapter.ts';
import type { Bars } from '../../../../src/backtest/bars.ts';
import type { Entries, ExitRequest, Indicators } from '../../../../src/backtest/strategy.ts';
import type { MakeStrategy } from './memory-host.ts';

/** A column that goes on from its last value. */
function running(close: Float64Array, next: (before: number, value: number, index: number) => number): Float64Array {
  let last = Number.NaN;
  return close.map((value, index) => {
    last = index === 0 ? value : next(last, value, index);
    return last;
  });
}

function overLast(close: Float64Array, count: number, figure: (values: Float64Array) => number): Float64Array {
  return close.map((_, index) =>
    index < count - 1 ? Number.NaN : figure(close.subarray(index - count + 1, index + 1)),
  );
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: Float64Array): number => {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
};
const strength = (values: Float64Array): number => {
  const steps = values.slice(1).map((value, index) => value - (values[index] ?? 0));
  const gains = mean(steps.map((step) => Math.max(0, step)));
  return 100 - 100 / (1 + gains / mean(steps.map((step) => Math.max(0, -step))));
};

/** Columns that know no later bar, and a cross of two of them with exits by age. */
export const SOUND: MakeStrategy = () =>
  class {
    readonly warmup = 20;
    prepareIndicators({ close }: Bars): Indicators {
      return {
        average: overLast(close, 20, mean),
        exponential: running(close, (before, value) => before + (value - before) / 10),
        deviation: overLast(close, 20, (values) => Math.sqrt(variance(values))),
        strength: overLast(close, 15, strength),
        total: running(close, (before, value) => before + value),
        highest: running(close, (before, value) => Math.max(before, value)),
      };
    }
    findEntries({ close }: Bars, { average, exponential }: Indicators, index: number): Entries {
      const side = (bar: number): boolean => (exponential?.[bar] ?? 0) > (average?.[bar] ?? 0);
      if (side(index) === side(index - 1)) return null;
      return { action: side(index) ? 'BUY' : 'SELL', type: 'LIMIT', price: close[index] ?? 0, volume: 1 };
    }
    findExits(
      { position_id, entry_bar }: Position,
      _bars: Bars,
      _columns: Indicators,
      index: number,
    ): ExitRequest | null {
      return index - entry_bar >= 8 ? { position_id, reason: 'age' } : null;
    }
  };

/** Remembers from bar to bar what it saw and did. */
export const REMEMBERS: MakeStrategy = () =>
  class {
    #last = 0;
    #since = 0;
    #close: Float64Array = new Float64Array(0);
    prepareIndicators({ close }: Bars): Indicators {
      this.#close = close;
      return {};
    }
    findEntries(_bars: Bars, _columns: Indicators, index: number): Entries {
      this.#since += 1;
      const close = this.#close[index] ?? 0;
      if (this.#since < 9 || close < this.#last) return null;
      this.#since = 0;
      this.#last = close * 0.99;
      return [{ action: 'CANCEL' }, { action: 'BUY', type: 'MARKET', volume: 1, comment: `after ${this.#last}` }];
    }
  };

/** Has no look ahead, but never empties the list in which it computes. */
export const TRIPS: MakeStrategy = () =>
  class {
    readonly #levels: number[] = [];
    prepareIndicators({ close }: Bars): Indicators {
      this.#levels.push(...close);
      return { level: this.#levels.slice(0, close.length) };
    }
    findEntries(_bars: Bars, { level }: Indicators, index: number): Entries {
      return (level?.[index] ?? 0) > (level?.[index - 1] ?? 0) ? { action: 'BUY', type: 'MARKET', volume: 1 } : null;
    }
  };
