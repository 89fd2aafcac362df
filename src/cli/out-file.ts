import { writeFile } from 'node:fs/promises';
import { AppError } from '../kernel/app-error.ts';
import { reasonOf } from './review/input.ts';

/** Writes what a command prints to the file that `--out` names; `what` begins the sentence when that fails. */
export async function writeOut(path: string, text: string, what: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (cause) {
    throw new AppError('bad-input', `${what} cannot be written: ${reasonOf(cause)}`, {
      where: '--out',
      expected: 'a file in a folder that is there',
      cause,
    });
  }
}
