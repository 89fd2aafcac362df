import { open } from 'node:fs/promises';
import { decodeText, longestText } from '../../change/text.ts';
import { AppError, isAppError } from '../../kernel/app-error.ts';
import { reasonOf } from '../review/input.ts';
import type { Terminal } from '../terminal.ts';

/** A file that a person named, and as what. */
export interface NamedFile {
  /** Its path, or `-` for standard input. */
  readonly file: string;
  readonly option: string;
  /** What is expected to stand there. */
  readonly holds: string;
}

/** Reads a named text in UTF-8 of at most 2 MB; throws an AppError when that cannot be done. */
export async function readTextFile(named: NamedFile, input: Terminal['input']): Promise<string> {
  const reading = decodeText(named.file === '-' ? await readInput(named, input) : await readBytes(named));
  if (reading.kind === 'text') return reading.text;
  throw unreadable(named, reading.kind === 'binary' ? 'it is binary' : `it is ${reading.reason}`);
}

async function readBytes(named: NamedFile): Promise<Uint8Array> {
  try {
    await using handle = await open(named.file, 'r');
    const { size } = await handle.stat();
    if (size > longestText) throw unreadable(named, 'it is over 2 MB');
    return await handle.readFile();
  } catch (cause) {
    throw isAppError(cause) ? cause : unreadable(named, reasonOf(cause), cause);
  }
}

/** Nobody types a description: without this, the program would wait for one in silence. */
async function readInput(named: NamedFile, input: Terminal['input']): Promise<Uint8Array> {
  if ('isTTY' in input && input.isTTY === true) throw unreadable(named, 'nothing is piped into standard input');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of input) {
    chunks.push(Buffer.from(chunk));
    size += chunks.at(-1)?.length ?? 0;
    if (size > longestText) throw unreadable(named, 'it is over 2 MB');
  }
  return Buffer.concat(chunks);
}

function unreadable({ file, option, holds }: NamedFile, why: string, cause?: unknown): AppError {
  return new AppError('bad-input', `${file === '-' ? 'standard input' : file} cannot be read: ${why}`, {
    where: option,
    expected: holds,
    cause,
  });
}
