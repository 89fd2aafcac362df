import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { readSession } from '../../committee/read-session.ts';
import { AppError } from '../../kernel/app-error.ts';
import { EXIT } from '../exit-code.ts';
import { parseFormat, renderSession } from '../render-session.ts';
import { reasonOf } from '../review/input.ts';
import type { Terminal } from '../terminal.ts';

const Options = z.object({ format: z.string().optional() });

/** Draws the verdict of a session file again, in any of the renderings. */
export async function showSession(file: string, options: unknown, terminal: Terminal): Promise<number> {
  const format = parseFormat(Options.parse(options).format);
  const session = readSession(await readText(resolve(terminal.folder, file)), file);
  terminal.output.write(renderSession(session, format, terminal.output));
  return EXIT.passed;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new AppError('bad-input', `the session file cannot be read: ${reasonOf(cause)}`, {
      where: path,
      expected: 'a file such as committee/sessions/<id>_committee.json',
      cause,
    });
  }
}
