import type { RunWatcher } from '../../flows/backtest/run-ports.ts';
import { removeInvisible } from '../../kernel/invisible.ts';
import { disarm } from '../gate/disarm.ts';
import { INTERRUPTED, type Interruption, onInterruption } from '../interruption.ts';
import type { Terminal } from '../terminal.ts';
import { openProgressLine } from './progress-line.ts';

/** Runs something under the eyes of a terminal: steps where they are asked for, progress, what the strategy prints, and a signal that ends it. */
export async function watched<T>(
  terminal: Terminal,
  work: (watcher: RunWatcher) => Promise<T>,
  { steps = false }: { readonly steps?: boolean } = {},
): Promise<Watched<T>> {
  const line = openProgressLine(terminal);
  const abort = new AbortController();
  let signalled: Interruption | null = null;
  const stop = onInterruption((signal) => {
    signalled = signal;
    abort.abort();
  });
  const printed = new PrintedLines((text) => {
    line.clear();
    terminal.errors.write(text);
  });
  const say = (text: string): void => {
    printed.finish();
    line.clear();
    terminal.errors.write(disarm(`conclave: ${removeInvisible(text).text}\n`));
  };
  try {
    const result = await work({
      ...(steps && { onStep: say }),
      onProgress: (step, progress) => line.show(step, progress),
      onOutput: (text) => printed.add(text),
      onNotice: say,
      signal: abort.signal,
    });
    return { kind: 'done', result };
  } catch (error) {
    if (signalled === null) throw error;
    terminal.errors.write(`conclave: stopped by ${signalled as Interruption}; nothing was kept\n`);
    return { kind: 'interrupted', exitCode: INTERRUPTED[signalled as Interruption] };
  } finally {
    stop();
    printed.finish();
    line.clear();
  }
}

/** What came of something that was watched. */
export type Watched<T> =
  | { readonly kind: 'done'; readonly result: T }
  | { readonly kind: 'interrupted'; readonly exitCode: number };

/** A line that does not end is shown in pieces of so many letters. */
const LONGEST_LINE = 4_000;

/** What a strategy prints stands apart from what we say, line by line, in whatever pieces it comes. */
class PrintedLines {
  readonly #write: (text: string) => void;
  #rest = '';

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  add(text: string): void {
    this.#rest += text;
    const end = this.#rest.lastIndexOf('\n') + 1;
    if (end > 0) this.#show(end);
    if (this.#rest.length > LONGEST_LINE) this.#show(this.#rest.length);
  }

  /** Shows what is left of a line. */
  finish(): void {
    if (this.#rest !== '') this.#show(this.#rest.length);
  }

  #show(end: number): void {
    const { text } = removeInvisible(this.#rest.slice(0, end).replace(/\n$/, ''));
    this.#rest = this.#rest.slice(end);
    this.#write(disarm(`${text.replaceAll(/^(?=.)/gm, 'strategy: ')}\n`));
  }
}
