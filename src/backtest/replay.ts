import { type Bars, closeTimeOf } from './bars.ts';
import type { Quote } from './broker/quote.ts';
import { SimBroker } from './broker/sim-broker.ts';
import type { Recorder } from './event.ts';
import type { RunConfig } from './run-config.ts';

/** What is replayed, and who writes it down. */
export interface ReplayOptions {
  /** One for each symbol, in the order in which phases go over them. */
  readonly series: readonly Bars[];
  readonly config: RunConfig;
  readonly seed: number;
  readonly recorder: Recorder;
}

/** Where a replay stands that was forked off another one. */
interface ForkedReplay {
  readonly series: readonly Bars[];
  readonly broker: SimBroker;
  readonly bars: Int32Array;
  readonly closes: Float64Array;
}

/**
 * A market that is replayed close by close; symbols are merged by the time at which their bars close. Between two closes
 * whoever drives it asks the strategies, and the broker for what they want.
 */
export class Replay {
  readonly broker: SimBroker;
  readonly #series: readonly Bars[];
  readonly #quotes: readonly Quote[];
  /** The bar of each symbol that comes next, and when it closes: never, after its last. */
  readonly #bars: Int32Array;
  readonly #closes: Float64Array;

  constructor(options: ReplayOptions | ForkedReplay) {
    const { series } = options;
    this.#series = series;
    if ('broker' in options) {
      this.broker = options.broker;
      this.#bars = options.bars;
      this.#closes = options.closes;
    } else {
      const { config, seed, recorder } = options;
      this.broker = new SimBroker({ symbols: series.map(({ symbol }) => symbol), config, seed, recorder });
      this.#bars = new Int32Array(series.length);
      this.#closes = Float64Array.from(series, (bars) => (bars.length > 0 ? closeTimeOf(bars, 0) : Infinity));
    }
    this.#quotes = series.map((_, index) => this.broker.quote(index));
  }

  /** A replay of its own that stands where this one does; it can go ahead and be thrown away. */
  fork(recorder: Recorder): Replay {
    return new Replay({
      series: this.#series,
      broker: this.broker.fork(recorder),
      bars: this.#bars.slice(),
      closes: this.#closes.slice(),
    });
  }

  /** Goes to the next close; false when there is none. */
  next(): boolean {
    let closeTime = Infinity;
    const closes = this.#closes;
    for (let index = 0; index < closes.length; index += 1) closeTime = Math.min(closeTime, closes[index] as number);
    if (closeTime === Infinity) return false;
    for (let index = 0; index < closes.length; index += 1) {
      const quote = this.#quotes[index] as Quote;
      quote.isThere = closes[index] === closeTime;
      if (quote.isThere) this.#advance(quote, index);
    }
    this.broker.step(closeTime);
    return true;
  }

  /** Whether a symbol has a bar at this close. */
  isHere(index: number): boolean {
    return (this.#quotes[index] as Quote).isThere;
  }

  /** The bar of a symbol at which it stands; -1 before its first. */
  barOf(index: number): number {
    return (this.#quotes[index] as Quote).bar;
  }

  #advance(quote: Quote, index: number): void {
    const bars = this.#series[index] as Bars;
    const bar = this.#bars[index] as number;
    quote.bar = bar;
    quote.openTime = bars.time[bar] as number;
    quote.closeTime = this.#closes[index] as number;
    quote.open = bars.open[bar] as number;
    quote.high = bars.high[bar] as number;
    quote.low = bars.low[bar] as number;
    quote.close = bars.close[bar] as number;
    this.#bars[index] = bar + 1;
    this.#closes[index] = bar + 1 < bars.length ? closeTimeOf(bars, bar + 1) : Infinity;
  }
}
