import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Terminal } from '../terminal.ts';

/** Whether a person sits before the terminal who can be asked. */
export function canAsk({ input, errors }: Pick<Terminal, 'input' | 'errors'>): boolean {
  return errors.interactive && 'isTTY' in input && input.isTTY === true;
}

/** Asks a question of yes or no; everything but a clear yes is a no. */
export async function askYes(
  question: string,
  { input, errors }: Pick<Terminal, 'input' | 'errors'>,
): Promise<boolean> {
  errors.write(`${question} [y/N] `);
  const line = await readLine(input);
  if (line === null) errors.write('\n');
  return /^\s*y(?:es)?\s*$/i.test(line ?? '');
}

/** One line, null when the input ends before it; the input is let go, so that it keeps no program from ending. */
async function readLine(input: Readable): Promise<string | null> {
  const lines = createInterface({ input });
  const { promise, resolve } = Promise.withResolvers<string | null>();
  lines.once('line', resolve);
  lines.once('close', () => resolve(null));
  const line = await promise;
  lines.close();
  return line;
}
