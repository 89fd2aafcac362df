/** Follows whether a symbol has an open position, by the numbers of its bars. */
export class Presence {
  #open = 0;
  #since = 0;
  #bars = 0;

  enter(bar: number): void {
    if (this.#open === 0) this.#since = bar;
    this.#open += 1;
  }

  leave(bar: number): void {
    this.#open -= 1;
    if (this.#open === 0) this.#bars += bar - this.#since;
  }

  /** Share of the bars of a symbol at whose close a position was open; null without bars. */
  shareOf(length: number): number | null {
    const open = this.#open === 0 ? 0 : length - this.#since;
    return length === 0 ? null : (this.#bars + open) / length;
  }
}
