import { basename } from 'node:path';
import { AppError, messageOf } from '../../kernel/app-error.ts';
import { readTextFile } from '../gate/text-file.ts';
import type { Terminal } from '../terminal.ts';

/** A file of figures that a person named. */
export interface InputFile {
  /** Its name in errors and on the screen. */
  readonly name: string;
  readonly text: string;
}

/** Reads the file that `--input` names; `-` is standard input. */
export async function readInputFile(file: string, holds: string, { input }: Terminal): Promise<InputFile> {
  const text = await readTextFile({ file, option: '--input', holds }, input);
  return { name: file === '-' ? 'standard input' : basename(file), text };
}

/** A file of figures as JSON. */
export function parseInput({ name, text }: InputFile): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('bad-input', `the file is no JSON: ${messageOf(cause)}`, {
      where: name,
      expected: 'one JSON object, as docs/operations-state.md shows it',
      cause,
    });
  }
}
