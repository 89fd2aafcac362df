/** A value at a time in milliseconds since 1970 UTC. */
export interface Point {
  readonly time: number;
  readonly value: number;
}

/**
 * A curve of any length in bounded memory: it is kept in buckets of as many points each, every bucket with its lowest and
 * its highest point, so that no peak and no trough is lost. When there are too many, two neighbours become one.
 */
export class PointBuckets {
  readonly #capacity: number;
  readonly #lowTimes: Float64Array;
  readonly #lows: Float64Array;
  readonly #highTimes: Float64Array;
  readonly #highs: Float64Array;
  /** The bucket that is being filled, how many points it holds, and how many it takes. */
  #current = -1;
  #filled = 0;
  #stride = 1;
  #first: Point | null = null;
  #lastTime = 0;
  #last = 0;

  /** `mostPoints` is how many points are told at most, at least 6; the first and the last one are always among them. */
  constructor(mostPoints: number) {
    this.#capacity = Math.floor((mostPoints - 2) / 4) * 2;
    this.#lowTimes = new Float64Array(this.#capacity);
    this.#lows = new Float64Array(this.#capacity);
    this.#highTimes = new Float64Array(this.#capacity);
    this.#highs = new Float64Array(this.#capacity);
  }

  /** Takes the next point; times ascend. */
  add(time: number, value: number): void {
    this.#first ??= { time, value };
    this.#lastTime = time;
    this.#last = value;
    if (this.#current === -1 || this.#filled === this.#stride) {
      this.#open(time, value);
      return;
    }
    const at = this.#current;
    this.#filled += 1;
    if (value < (this.#lows[at] as number)) {
      this.#lows[at] = value;
      this.#lowTimes[at] = time;
    } else if (value > (this.#highs[at] as number)) {
      this.#highs[at] = value;
      this.#highTimes[at] = time;
    }
  }

  /** The points that are left of the curve, by ascending time, each time once. */
  points(): readonly Point[] {
    if (this.#first === null) return [];
    const points: Point[] = [this.#first];
    const push = (time: number, value: number): void => {
      if (time > (points.at(-1) as Point).time) points.push({ time, value });
    };
    for (let at = 0; at <= this.#current; at += 1) {
      const [low, high] = [this.#lowTimes[at] as number, this.#highTimes[at] as number];
      if (low <= high) push(low, this.#lows[at] as number);
      push(high, this.#highs[at] as number);
      if (low > high) push(low, this.#lows[at] as number);
    }
    push(this.#lastTime, this.#last);
    return points;
  }

  #open(time: number, value: number): void {
    if (this.#current + 1 === this.#capacity) this.#merge();
    this.#current += 1;
    this.#filled = 1;
    this.#lowTimes[this.#current] = time;
    this.#lows[this.#current] = value;
    this.#highTimes[this.#current] = time;
    this.#highs[this.#current] = value;
  }

  /** Makes one bucket of each two; all are full when this happens, and their number is even. */
  #merge(): void {
    const half = this.#capacity / 2;
    for (let at = 0; at < half; at += 1) {
      const [one, two] = [2 * at, 2 * at + 1];
      const lower = (this.#lows[two] as number) < (this.#lows[one] as number) ? two : one;
      const higher = (this.#highs[two] as number) > (this.#highs[one] as number) ? two : one;
      const [lowTime, low] = [this.#lowTimes[lower] as number, this.#lows[lower] as number];
      this.#highTimes[at] = this.#highTimes[higher] as number;
      this.#highs[at] = this.#highs[higher] as number;
      this.#lowTimes[at] = lowTime;
      this.#lows[at] = low;
    }
    this.#current = half - 1;
    this.#stride *= 2;
  }
}
