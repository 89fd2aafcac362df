import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The folder of this repository. */
export const ROOT = join(import.meta.dirname, '../..');

export interface ProcessRun {
  /** From before the start of the process to its end. */
  readonly ms: number;
  readonly stdout: string;
}

/** Runs Node once in a process of its own, which must end with one of these exit codes. */
export function runNodeWell(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  codes: readonly number[] = [0],
): ProcessRun {
  const { PATH = '', HOME = '' } = process.env;
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH, HOME, ...environment },
    maxBuffer: 64 * 1024 * 1024,
  });
  const ms = performance.now() - started;
  if (codes.includes(status ?? -1)) return { ms, stdout };
  throw new Error(`node ${args.join(' ')} ended with ${status}:\n${stderr || stdout}`);
}
