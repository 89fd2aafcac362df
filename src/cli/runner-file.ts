import { access, constants, stat } from 'node:fs/promises';
import type { Terminal } from './terminal.ts';

/** Most bytes of a step's summary; GitHub drops a longer one as a whole. */
const LONGEST_SUMMARY = 1024 * 1024;

/** How many bytes more a file of the runner takes; null, and said, where there is none. */
export async function roomIn(variable: string, { environment, errors }: Terminal): Promise<number | null> {
  const path = environment[variable] ?? '';
  const why = path === '' ? 'is not set' : await whyNotWritable(path);
  if (why === null) return Math.max(0, LONGEST_SUMMARY - (await stat(path)).size);
  errors.write(`conclave: ${variable} ${why}, so nothing is written there\n`);
  return null;
}

async function whyNotWritable(path: string): Promise<string | null> {
  return access(path, constants.W_OK | constants.R_OK).then(
    () => null,
    () => 'names no file that can be written',
  );
}

/** As many whole lines as there is room for, and a word on the rest. */
export function clipLines(markdown: string, room: number): string {
  const bytes = Buffer.from(markdown);
  if (bytes.length < room) return markdown;
  const rest = '\n\n… cut here: GitHub shows no longer summary.\n';
  const end = bytes.lastIndexOf(10, Math.max(0, room - Buffer.byteLength(rest) - 1));
  return end < 0 ? '' : `${bytes.subarray(0, end).toString('utf8')}${rest}`;
}
