import type { RunProgress } from '../../ports/backtest-engine.ts';
import type { Terminal } from '../terminal.ts';

/** A line of progress that is drawn over itself where a person watches, and not at all elsewhere. */
export interface ProgressLine {
  /** Draws how far a step is, e.g. `second run`. */
  show(step: string, progress: RunProgress): void;
  /** Takes the line away, so that something else can be written. */
  clear(): void;
}

/** What is over sooner shows no line. */
const PATIENCE_MS = 400;
const BETWEEN_MS = 80;
const BAR = 24;

/** Opens a progress line on the error stream. */
export function openProgressLine({ errors, now }: Pick<Terminal, 'errors' | 'now'>): ProgressLine {
  const begun = now();
  let last = begun + PATIENCE_MS - BETWEEN_MS;
  let isDrawn = false;
  return {
    show: (step, progress) => {
      if (!errors.interactive || now() - last < BETWEEN_MS) return;
      last = now();
      isDrawn = true;
      const seconds = ((last - begun) / 1_000).toFixed(1);
      errors.write(`\r\u001B[K${drawStep(step, progress)} · ${seconds} s`.slice(0, errors.columns + 3));
    },
    clear: () => {
      if (isDrawn) errors.write('\r\u001B[K');
      isDrawn = false;
    },
  };
}

function drawStep(step: string, { done, total }: RunProgress): string {
  if (total === null || total === 0) return `${step}: reading the data`;
  const share = Math.min(1, done / total);
  const full = Math.floor(share * BAR);
  return `${step} ${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${Math.floor(share * 100)} % of ${total} bars`;
}
