import { type Bars, closeTimeOf } from '../bars.ts';

/**
 * The closes of several symbols in the order in which they come, gone through one by one; made from the data alone, so
 * that what a run says of its bars can be held against it.
 */
export class Timeline {
  readonly series: readonly Bars[];
  /** The close time of the step under way; Infinity after the last. */
  now: number;
  /** Closes that are behind. */
  passed = 0;
  readonly #next: Float64Array;
  readonly #done: Int32Array;

  constructor(series: readonly Bars[]) {
    this.series = series;
    this.#done = new Int32Array(series.length);
    this.#next = new Float64Array(series.length);
    for (const [place, bars] of series.entries()) this.#next[place] = closeOf(bars, 0);
    this.now = this.#earliest();
  }

  /** Whether a symbol has a bar in the step under way. */
  isHere(place: number): boolean {
    return this.#next[place] === this.now && this.now !== Infinity;
  }

  /** The bar at which a symbol stands in the step under way; -1 before its first. */
  barOf(place: number): number {
    return (this.#done[place] as number) - (this.isHere(place) ? 0 : 1);
  }

  /** Goes to the next close. */
  advance(): void {
    const { series } = this;
    this.passed += 1;
    if (series.length === 1) {
      this.#go(0);
      this.now = this.#next[0] as number;
      return;
    }
    for (let place = 0; place < series.length; place += 1) if (this.#next[place] === this.now) this.#go(place);
    this.now = this.#earliest();
  }

  #go(place: number): void {
    const done = (this.#done[place] as number) + 1;
    this.#done[place] = done;
    this.#next[place] = closeOf(this.series[place] as Bars, done);
  }

  /** How many closes there are in all. */
  static closesOf(series: readonly Bars[]): number {
    if (series.length === 1) return (series[0] as Bars).length;
    const timeline = new Timeline(series);
    while (timeline.now !== Infinity) timeline.advance();
    return timeline.passed;
  }

  #earliest(): number {
    let earliest = Infinity;
    for (const time of this.#next) earliest = Math.min(earliest, time);
    return earliest;
  }
}

function closeOf(bars: Bars, bar: number): number {
  return bar < bars.length ? closeTimeOf(bars, bar) : Infinity;
}

/** The first thing that is wrong with the times of a symbol, in words; null when they increase without overlap. */
export function timeFault(bars: Bars): string | null {
  let before = -Infinity;
  for (let bar = 0; bar < bars.length; bar += 1) {
    const opens = bars.time[bar] as number;
    const closes = closeTimeOf(bars, bar);
    if (!(opens >= before))
      return `bar ${bar} of ${bars.symbol} opens at ${opens}, before ${before}, where the last closes`;
    if (!(closes > opens)) return `bar ${bar} of ${bars.symbol} closes at ${closes}, not after its open at ${opens}`;
    before = closes;
  }
  return null;
}

/** The UTC day of a close, counted from 1970; midnight belongs to the day that it ends. */
export function utcDayOf(closeTime: number): number {
  return Math.ceil(closeTime / 86_400_000) - 1;
}
