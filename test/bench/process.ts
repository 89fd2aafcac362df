import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The folder of this repository. */
export const ROOT = join(import.meta.dirname, '../..');

export interface ProcessRun {
  /** From before the start of the process to its end. */
  readonly ms: number;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Node once in a process of its own and waits for its end. */
export function runNode(args: readonly string[], environment: Readonly<Record<string, string>> = {}): ProcessRun {
  const { PATH = '', HOME = '' } = process.env;
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH, HOME, ...environment },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { ms: performance.now() - started, code: status, stdout, stderr };
}

/** The same, for a run that must succeed with one of these exit codes. */
export function runNodeWell(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  codes: readonly number[] = [0],
): ProcessRun {
  const run = runNode(args, environment);
  if (codes.includes(run.code ?? -1)) return run;
  throw new Error(`node ${args.join(' ')} ended with ${run.code}:\n${run.stderr || run.stdout}`);
}
