/** A column of numbers of which nobody knows how long it gets; 8 bytes for a number, and at most as many spare. */
export class GrowingColumn {
  #values = new Float64Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const wider = new Float64Array(this.#length * 2);
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** What is there so far, as a view that the next value may leave behind. */
  view(): Float64Array {
    return this.#values.subarray(0, this.#length);
  }
}
