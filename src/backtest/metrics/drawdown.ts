import type { Numbers } from './moments.ts';

/** The deepest fall of an equity below its highest value before. */
export interface Drawdown {
  /** max(1 − E ÷ highest E so far): 0 where it never fell, above 1 where more than everything was lost. */
  readonly share: number;
  /** Null where it never fell. */
  readonly fall: DeepestFall | null;
}

/** From where to where an equity fell; places are times in milliseconds or indices. */
export interface DeepestFall {
  /** The first place at which the peak stood. */
  readonly peakAt: number;
  readonly peak: number;
  readonly troughAt: number;
  readonly trough: number;
  /** The first place after the trough with at least the peak; null while there is none. */
  readonly recoveredAt: number | null;
}

/** Largest drawdown of equities in a row, whose first is the initial cash; places are indices. Null of nothing. */
export function maxDrawdownOf(equities: Numbers): Drawdown | null {
  const [first] = equities;
  if (first === undefined) return null;
  const watch = new DrawdownWatch(first, 0);
  for (let index = 1; index < equities.length; index += 1) watch.mark(index, equities[index] as number);
  return watch.deepest();
}

/** Follows an equity and remembers the deepest fall and the time below the peak; it takes equities one by one. */
export class DrawdownWatch {
  #marks = 0;
  #under = 0;
  #peak: number;
  #peakAt: number;
  /** The last place at which the equity was as high as ever. */
  #lastHighAt: number;
  #lastAt: number;
  #longest = 0;
  #share = 0;
  #fall: DeepestFall | null = null;

  /** Begins with the initial cash, which is the first peak, at the place where the data begin. */
  constructor(initial: number, at: number) {
    this.#peak = initial;
    this.#peakAt = at;
    this.#lastHighAt = at;
    this.#lastAt = at;
  }

  mark(at: number, equity: number): void {
    this.#marks += 1;
    if (equity < this.#peak) {
      this.#under += 1;
      if (this.#peak - equity > this.#share * this.#peak) this.#deepen(at, equity);
    } else {
      if (this.#lastAt !== this.#lastHighAt) this.#recover(at);
      if (equity > this.#peak) {
        this.#peak = equity;
        this.#peakAt = at;
      }
      this.#lastHighAt = at;
    }
    this.#lastAt = at;
  }

  deepest(): Drawdown {
    return { share: this.#share, fall: this.#fall };
  }

  /** Share of the marks below the peak; null before the first. */
  shareUnder(): number | null {
    return this.#marks === 0 ? null : this.#under / this.#marks;
  }

  /** The longest way from a high to the next one, or to the last mark; 0 where nothing fell. */
  longestUnder(): number {
    return Math.max(this.#longest, this.#lastAt - this.#lastHighAt);
  }

  #deepen(at: number, equity: number): void {
    const share = 1 - equity / this.#peak;
    if (!(share > this.#share)) return;
    this.#share = share;
    this.#fall = { peakAt: this.#peakAt, peak: this.#peak, troughAt: at, trough: equity, recoveredAt: null };
  }

  #recover(at: number): void {
    this.#longest = Math.max(this.#longest, at - this.#lastHighAt);
    if (this.#fall?.recoveredAt === null) this.#fall = { ...this.#fall, recoveredAt: at };
  }
}
