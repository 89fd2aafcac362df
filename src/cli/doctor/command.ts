import { stat } from 'node:fs/promises';
import { AppError } from '../../kernel/app-error.ts';
import type { Terminal } from '../terminal.ts';
import { VERSION } from '../version.ts';
import { renderLines } from './lines-text.ts';
import { parseDoctorOptions } from './options.ts';
import { exitCodeOfLines } from './summary.ts';
import { examine, wireDoctor } from './wire.ts';

/** `conclave doctor`: looks at the installation and says what ails it; returns the exit code. */
export async function doctor(rawOptions: unknown, terminal: Terminal): Promise<number> {
  const { order, repoDir, json } = parseDoctorOptions(rawOptions, terminal.folder);
  if (repoDir !== null) await demandFolder(repoDir);
  const ending = new AbortController();
  try {
    const lines = await examine(order, wireDoctor(terminal, repoDir, ending.signal));
    terminal.output.write(
      json
        ? `${JSON.stringify({ conclave_version: VERSION, exit_code: exitCodeOfLines(lines), lines }, null, 2)}\n`
        : renderLines(lines, terminal.output),
    );
    return exitCodeOfLines(lines);
  } finally {
    // What took too long must not keep the program from ending.
    ending.abort();
  }
}

async function demandFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory()) return;
  throw new AppError('bad-input', found === null ? 'there is no such folder' : 'this is no folder', {
    where: '--repo-dir',
    expected: `the folder of a repository, found ${folder}`,
  });
}
