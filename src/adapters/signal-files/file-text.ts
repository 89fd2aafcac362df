import { open } from 'node:fs/promises';
import { codeOf, wordFileFailure } from '../../kernel/file-failure.ts';
import { type UnknownReading, unknown } from '../../ops/reading.ts';

/** A file of an installation that signals are read from. */
export interface SignalFile {
  /** As people know it; its path is told to nobody. */
  readonly name: string;
  readonly path: string;
  readonly mostBytes?: number;
}

const MOST_BYTES = 32 * 1024 * 1024;

/** The file's text, or why nobody can read it. */
export async function readText({ name, path, mostBytes = MOST_BYTES }: SignalFile): Promise<string | UnknownReading> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > mostBytes) return unknown('refused', `${name} is larger than ${mostBytes} bytes`);
      return await file.readFile('utf8');
    } finally {
      await file.close();
    }
  } catch (cause) {
    const code = codeOf(cause);
    if (code === 'ENOENT') return unknown('unreachable', `the file of ${name} is not there`);
    return unknown(
      'unreachable',
      `the file of ${name} cannot be read: ${code === '' ? 'it failed' : wordReason(cause, path)}`,
    );
  }
}

function wordReason(cause: unknown, path: string): string {
  return wordFileFailure(cause).replaceAll(path, 'it');
}

/** Reads a file once for each moment that is asked about, however many signals are in it. */
export function oncePerMoment<T>(read: () => Promise<T>): (at: Date) => Promise<T> {
  let last: { readonly at: number; readonly text: Promise<T> } | null = null;
  return (at) => {
    if (last?.at !== at.getTime()) last = { at: at.getTime(), text: read() };
    return last.text;
  };
}
