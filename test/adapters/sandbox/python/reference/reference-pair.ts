import type { Position } from '../../../../../src/backtest/adapter.ts';
import type { Bars } from '../../../../../src/backtest/bars.ts';
import type { Entries, ExitRequest, Indicators, StrategyConfig } from '../../../../../src/backtest/strategy.ts';

const TICK = 0.01;

/** One of two strategies that decide the same; the other one is in Python, in `reference_pair.py`. */
export class Strategy {
  readonly warmup = 20;
  readonly #fade: string;

  constructor(config: StrategyConfig) {
    this.#fade = String(config.fade);
  }

  prepareIndicators({ close }: Bars): Indicators {
    return { fast: average(close, 5), slow: average(close, 20) };
  }

  findEntries(bars: Bars, indicators: Indicators, index: number): Entries {
    const close = bars.close[index] as number;
    const [before, now] = [gapAt(indicators, index - 1), gapAt(indicators, index)];
    if (before <= 0 && now > 0) {
      const stops = { sl: onTick(close * 0.95), tp: onTick(close * 1.08) };
      return { action: 'BUY', type: 'MARKET', volume: 1, ...stops, comment: 'cross' };
    }
    if (before >= 0 && now < 0) {
      const resting = { type: 'LIMIT', price: onTick(close * 1.01), volume: 2, expire_bars: 9 } as const;
      return { action: 'SELL', ...resting, comment: this.#fade };
    }
    return index % 37 === 0 ? { action: 'CANCEL', comment: this.#fade } : null;
  }

  findExits(position: Position, _bars: Bars, _indicators: Indicators, index: number): ExitRequest | null {
    if (index - position.entry_bar < 15 || position.unrealised_pnl <= 0) return null;
    return { position_id: position.position_id, reason: 'old and ahead' };
  }
}

function gapAt({ fast, slow }: Indicators, index: number): number {
  return (fast?.[index] ?? Number.NaN) - (slow?.[index] ?? Number.NaN);
}

function average(values: Float64Array, length: number): Float64Array {
  const column = new Float64Array(values.length).fill(Number.NaN);
  for (let index = length - 1; index < values.length; index += 1) {
    let sum = 0;
    for (let back = 0; back < length; back += 1) sum += values[index - back] as number;
    column[index] = onTick(sum / length);
  }
  return column;
}

/** Prices on the grid, so that the last bits of a sum decide nothing. */
function onTick(value: number): number {
  return Math.floor(value / TICK + 0.5) * TICK;
}
