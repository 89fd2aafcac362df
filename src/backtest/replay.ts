import { type Bars, closeTimeOf } from './bars.ts';
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

/**
 * A market that is replayed close by close; symbols are merged by the time at which their bars close. Between two closes
 * whoever drives it asks the strategies, and the broker for what they want.
 */
export class Replay {
  readonly broker: SimBroker;
  readonly #series: readonly Bars[];
  /** How many bars of each symbol have been replayed. */
  readonly #done: Int32Array;

  constructor({ series, config, seed, recorder }: ReplayOptions) {
    this.#series = series;
    this.#done = new Int32Array(series.length);
    this.broker = new SimBroker({ symbols: series.map(({ symbol }) => symbol), config, seed, recorder });
  }

  /** Goes to the next close; false when there is none. */
  next(): boolean {
    const closeTime = this.#nextClose();
    if (closeTime === Infinity) return false;
    for (let index = 0; index < this.#series.length; index += 1) this.#write(index, closeTime);
    this.broker.step(closeTime);
    return true;
  }

  /** Whether a symbol has a bar at this close. */
  isHere(index: number): boolean {
    return this.broker.quote(index).isThere;
  }

  /** The bar of a symbol at which it stands; -1 before its first. */
  barOf(index: number): number {
    return this.broker.quote(index).bar;
  }

  #nextClose(): number {
    let closeTime = Infinity;
    for (let index = 0; index < this.#series.length; index += 1) {
      const bars = this.#series[index] as Bars;
      const bar = this.#done[index] as number;
      if (bar < bars.length) closeTime = Math.min(closeTime, closeTimeOf(bars, bar));
    }
    return closeTime;
  }

  #write(index: number, closeTime: number): void {
    const bars = this.#series[index] as Bars;
    const bar = this.#done[index] as number;
    const quote = this.broker.quote(index);
    quote.isThere = bar < bars.length && closeTimeOf(bars, bar) === closeTime;
    if (!quote.isThere) return;
    quote.bar = bar;
    quote.openTime = bars.time[bar] as number;
    quote.closeTime = closeTime;
    quote.open = bars.open[bar] as number;
    quote.high = bars.high[bar] as number;
    quote.low = bars.low[bar] as number;
    quote.close = bars.close[bar] as number;
    this.#done[index] = bar + 1;
  }
}
