import type { Readable } from 'node:stream';

/** Letters that are kept for the error of a process that dies. */
const KEPT = 4_000;

/** Most letters that are passed on: 1 MiB. */
const MOST_PASSED = 1_048_576;

/** What a process writes to its standard error, where everything goes that a strategy prints: a bounded part of it is passed on. */
export class Complaints {
  readonly #onOutput: ((text: string) => void) | undefined;
  #last = '';
  #passed = 0;
  #isOver = false;

  constructor(errors: Readable, onOutput: ((text: string) => void) | undefined) {
    this.#onOutput = onOutput;
    errors.setEncoding('utf8');
    errors.on('error', () => {});
    errors.on('data', (text: string) => this.#take(text));
  }

  /** Hears no more. */
  finish(): void {
    this.#isOver = true;
  }

  /** Whether Node said that its heap is full, which it does before it ends itself. */
  get isOutOfHeap(): boolean {
    return /^FATAL ERROR: .*heap out of memory/m.test(this.#last);
  }

  /** The line that says what is wrong, in brackets; empty where there is none. */
  lastWords(): string {
    const lines = this.#last.split('\n').map((line) => line.trim());
    const line = lines.findLast(
      (one) => /^(?:\w+\.)*\w*(?:Error|Exit|Interrupt)\b(?::|$)/.test(one) || FATAL.test(one),
    );
    return line === undefined ? '' : ` (${line.replace(FATAL, 'FATAL ERROR').slice(0, 300)})`;
  }

  #take(text: string): void {
    if (this.#isOver) return;
    this.#last = (this.#last + text).slice(-KEPT);
    if (this.#passed >= MOST_PASSED) return;
    const room = text.slice(0, MOST_PASSED - this.#passed);
    this.#passed += text.length;
    this.#onOutput?.(this.#passed >= MOST_PASSED ? `${room}\n(the strategy prints more; it is left out)\n` : room);
  }
}

const FATAL = /^FATAL ERROR\b/;
