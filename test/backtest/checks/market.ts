import type { Position } from '../../../src/backtest/adapter.ts';
import type { Bars } from '../../../src/backtest/bars.ts';
import type { RunEvidence } from '../../../src/backtest/checks/evidence.ts';
import { InvariantBook } from '../../../src/backtest/checks/invariant-book.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { runStrategies } from '../../../src/backtest/runner/run-strategies.ts';
import type {
  Entries,
  ExitRequest,
  Indicators,
  Strategy,
  StrategyClass,
  StrategyConfig,
} from '../../../src/backtest/strategy.ts';

export const HOUR = 3_600_000;

/** Numbers from 0 to 1, the same for the same seed: the generator of Lehmer with the multiplier of Park and Miller 1988. */
function numbersOf(seed: number): () => number {
  let state = (Math.abs(Math.trunc(seed)) % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

export interface Walk {
  readonly symbol?: string;
  readonly length: number;
  readonly seed: number;
  /** Largest move of a bar, as a share. */
  readonly jump?: number;
  /** Bars that are left out, as a share. */
  readonly gaps?: number;
  readonly tick?: number;
}

/** A random walk with gaps between close and open. */
export function walk({ symbol = 'TEST', length, seed, jump = 0.02, gaps = 0, tick = 0.01 }: Walk): Bars {
  const next = numbersOf(seed);
  const grid = (price: number): number => Math.max(tick, Math.round(price / tick) * tick);
  const rows: { time: number; open: number; high: number; low: number; close: number }[] = [];
  let last = 100;
  for (let hour = 0; rows.length < length; hour += 1) {
    if (next() < gaps) continue;
    const open = grid(last * (1 + (next() - 0.5) * jump));
    const close = grid(open * (1 + (next() - 0.5) * jump));
    const high = grid(Math.max(open, close) * (1 + next() * jump * 0.5));
    const low = grid(Math.min(open, close) * (1 - next() * jump * 0.5));
    rows.push({ time: hour * HOUR, open, high: Math.max(high, open, close), low: Math.min(low, open, close), close });
    last = Math.max(10, close);
  }
  const column = (name: keyof (typeof rows)[number]): Float64Array => Float64Array.from(rows, (row) => row[name]);
  return {
    symbol,
    length,
    time: column('time'),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: new Float64Array(length).fill(1),
    closes: HOUR,
  };
}

/** Buys on a rising and sells on a falling close, by share of equity, with a stop and a target. */
export class Follower implements Strategy {
  readonly warmup = 3;

  prepareIndicators(): Indicators {
    return {};
  }

  findEntries({ close }: Bars, _: Indicators, index: number): Entries {
    const [now, before] = [close[index] as number, close[index - 3] as number];
    const action = now > before ? 'BUY' : 'SELL';
    const way = action === 'BUY' ? 1 : -1;
    if (index % 5 !== 0) return null;
    return {
      action,
      type: 'MARKET',
      equity_fraction: 0.3 + (index % 4) * 0.1,
      sl: now * (1 - way * 0.02),
      tp: now * (1 + way * 0.03),
    };
  }

  findExits({ position_id, entry_bar }: Position, _bars: Bars, _: Indicators, index: number): ExitRequest | null {
    return index - entry_bar > 8 ? { position_id, reason: 'old' } : null;
  }
}

/** Asks for nothing. */
export class Idler implements Strategy {
  prepareIndicators(): Indicators {
    return {};
  }

  findEntries(): Entries {
    return null;
  }
}

/** Asks for anything: orders of all kinds and sizes, good and bad, cancellations and closes, by its seed. */
export class Chaos implements Strategy {
  readonly #next: () => number;

  constructor({ seed, symbol }: StrategyConfig) {
    this.#next = numbersOf(seed * 31 + symbol.length * 7 + symbol.charCodeAt(0));
  }

  prepareIndicators(): Indicators {
    return {};
  }

  findEntries({ close }: Bars, _: Indicators, index: number): Entries {
    const next = this.#next;
    const draw = next();
    if (draw < 0.35) return null;
    if (draw < 0.4) return { action: 'CANCEL' };
    return Array.from({ length: next() < 0.8 ? 1 : 3 }, () => this.#order(close[index] as number));
  }

  findExits({ position_id }: Position): ExitRequest | null {
    return this.#next() < 0.1 ? { position_id, reason: 'enough' } : null;
  }

  #order(close: number) {
    const next = this.#next;
    const grid = (price: number): number => Math.max(0.01, Math.round(price * 100) / 100);
    const action = next() < 0.5 ? ('BUY' as const) : ('SELL' as const);
    const way = action === 'BUY' ? 1 : -1;
    const isLimit = next() < 0.5;
    const from = isLimit ? grid(close * (1 - way * (next() - 0.2) * 0.03)) : close;
    const sl = next() < 0.7 ? grid(from * (1 - way * (next() * 0.03 - 0.001))) : null;
    const tp = next() < 0.7 ? grid(from * (1 + way * (next() * 0.03 - 0.001))) : null;
    const size = next();
    const volume = Math.round(next() * 400) / 10;
    return {
      action,
      type: isLimit ? ('LIMIT' as const) : ('MARKET' as const),
      price: isLimit ? from : null,
      sl,
      tp,
      expire_bars: next() < 0.5 ? 1 + Math.floor(next() * 4) : null,
      ...(size < 0.5 ? { volume } : size < 0.75 ? { equity_fraction: next() } : { risk_fraction: next() * 0.05 }),
    };
  }
}

export const COSTS = { version: 1, fee_taker: 0.0005, fee_maker: 0.0002, slippage: 0.0004 } as const;

/** Runs a strategy beside a book. */
export function watch(strategy: StrategyClass, series: readonly Bars[], given: unknown = COSTS, seed = 1): RunEvidence {
  const config = RunConfig.parse(given);
  const recorder = new InvariantBook({ series, config });
  runStrategies({ strategy, series, config, seed, recorder });
  return recorder.evidence();
}
