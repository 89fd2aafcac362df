import type { ByteSink } from '../artefacts/byte-lines.ts';
import type { LineDifference } from '../determinism/line-difference.ts';

const LINE_END = 10;

/** Most bytes of a line that are kept to tell of it. */
const LONGEST_TOLD = 65_536;

/** Compares what is written into it with a file byte by byte, and keeps the first line in which they differ. */
export class MatchingSink implements ByteSink {
  readonly #name: string;
  readonly #file: Buffer;
  #at = 0;
  /** What is written of the line in which the first difference lies; null before there is one. */
  #line: string | null = null;
  #isWhole = false;
  #differsAt = 0;

  constructor(name: string, file: Uint8Array) {
    this.#name = name;
    this.#file = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  }

  write(bytes: Uint8Array): void {
    if (this.#line !== null) {
      this.#keep(bytes);
      return;
    }
    const end = this.#at + bytes.length;
    if (end <= this.#file.length && this.#file.compare(bytes, 0, bytes.length, this.#at, end) === 0) {
      this.#at = end;
      return;
    }
    let same = 0;
    while (this.#at + same < this.#file.length && this.#file[this.#at + same] === bytes[same]) same += 1;
    this.#differsAt = this.#at + same;
    this.#line = '';
    const start = this.#lineStart();
    this.#keep(Buffer.concat([this.#file.subarray(start, this.#differsAt), bytes.subarray(same)]));
  }

  /** The first difference; null where the file holds exactly what was written. */
  difference(): LineDifference | null {
    if (this.#line === null && this.#at === this.#file.length) return null;
    if (this.#line === null) this.#differsAt = this.#at;
    const start = this.#lineStart();
    return {
      name: this.#name,
      line: this.#countLines(start) + 1,
      header: this.#lineFrom(0) ?? '',
      first: this.#lineFrom(start),
      second: this.#line === null || (this.#line === '' && !this.#isWhole) ? null : this.#line,
    };
  }

  #keep(bytes: Uint8Array): void {
    if (this.#isWhole) return;
    const end = bytes.indexOf(LINE_END);
    const part = Buffer.from(end === -1 ? bytes : bytes.subarray(0, end)).toString('utf8');
    this.#line = `${this.#line}${part}`.slice(0, LONGEST_TOLD);
    this.#isWhole = end !== -1;
  }

  #lineStart(): number {
    return this.#differsAt === 0 ? 0 : this.#file.lastIndexOf(LINE_END, this.#differsAt - 1) + 1;
  }

  #lineFrom(start: number): string | null {
    if (start >= this.#file.length) return null;
    const end = this.#file.indexOf(LINE_END, start);
    const stop = Math.min(end === -1 ? this.#file.length : end, start + LONGEST_TOLD);
    return this.#file.toString('utf8', start, stop);
  }

  #countLines(until: number): number {
    let count = 0;
    for (let at = this.#file.indexOf(LINE_END); at !== -1 && at < until; at = this.#file.indexOf(LINE_END, at + 1)) {
      count += 1;
    }
    return count;
  }
}
