import { type Bars, firstBars } from '../bars.ts';

const COLUMNS = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

/** Bars that become more; what lies behind the last one that was added is NaN, also for one who reads on in memory. */
export class GrownBars {
  #store: Bars;
  #length = 0;

  /** `closes` is the length of a bar in milliseconds, or null where each bar says when it closes. */
  constructor(symbol: string, closes: number | null) {
    this.#store = emptyBars(symbol, closes, 64);
  }

  get length(): number {
    return this.#length;
  }

  /** Adds bars behind the last one. */
  add(bars: Bars): void {
    this.#write(bars, this.#length);
    this.#length += bars.length;
  }

  /** The bars so far. */
  all(): Bars {
    return firstBars(this.#store, this.#length);
  }

  /** A copy of the bars so far with others behind them. */
  copyWith(others: Bars | null): Bars {
    const { symbol, closes } = this.#store;
    const copy = new GrownBars(symbol, typeof closes === 'number' ? closes : null);
    copy.#grow(this.#length + (others?.length ?? 0));
    copy.add(this.all());
    if (others !== null) copy.add(others);
    return copy.all();
  }

  #write(bars: Bars, at: number): void {
    this.#grow(at + bars.length);
    const store = this.#store;
    for (const name of COLUMNS) store[name].set(bars[name], at);
    if (typeof store.closes !== 'number' && typeof bars.closes !== 'number') store.closes.set(bars.closes, at);
  }

  #grow(least: number): void {
    const old = this.#store;
    if (least <= old.length) return;
    const closes = typeof old.closes === 'number' ? old.closes : null;
    const store = emptyBars(old.symbol, closes, Math.max(least, old.length * 2));
    for (const name of COLUMNS) store[name].set(old[name]);
    if (typeof store.closes !== 'number' && typeof old.closes !== 'number') store.closes.set(old.closes);
    this.#store = store;
  }
}

function emptyBars(symbol: string, closes: number | null, length: number): Bars {
  const column = (): Float64Array => new Float64Array(length).fill(Number.NaN);
  return {
    symbol,
    length,
    time: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
    closes: closes ?? column(),
  };
}
