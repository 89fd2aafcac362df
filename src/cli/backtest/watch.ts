import type { RunWatcher } from '../../flows/backtest/run-ports.ts';
import { removeInvisible } from '../../kernel/invisible.ts';
import { disarm } from '../gate/disarm.ts';
import { INTERRUPTED, type Interruption, onInterruption } from '../interruption.ts';
import type { Terminal } from '../terminal.ts';
import { openProgressLine } from './progress-line.ts';

/** Runs something under the eyes of a terminal: progress, what the strategy prints, and a signal that ends it. */
export async function watched<T>(terminal: Terminal, work: (watcher: RunWatcher) => Promise<T>): Promise<Watched<T>> {
  const line = openProgressLine(terminal);
  const abort = new AbortController();
  let signalled: Interruption | null = null;
  const stop = onInterruption((signal) => {
    signalled = signal;
    abort.abort();
  });
  try {
    const result = await work({
      onProgress: (step, progress) => line.show(step, progress),
      onOutput: (text) => {
        line.clear();
        terminal.errors.write(`${disarm(indent(removeInvisible(text).text))}`);
      },
      onNotice: (text) => {
        line.clear();
        terminal.errors.write(disarm(`conclave: ${removeInvisible(text).text}\n`));
      },
      signal: abort.signal,
    });
    return { kind: 'done', result };
  } catch (error) {
    if (signalled === null) throw error;
    terminal.errors.write(`conclave: stopped by ${signalled as Interruption}; nothing was kept\n`);
    return { kind: 'interrupted', exitCode: INTERRUPTED[signalled as Interruption] };
  } finally {
    stop();
    line.clear();
  }
}

/** What came of something that was watched. */
export type Watched<T> =
  | { readonly kind: 'done'; readonly result: T }
  | { readonly kind: 'interrupted'; readonly exitCode: number };

/** What a strategy prints stands apart from what we say. */
function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, 'strategy: ');
}
