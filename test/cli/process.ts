import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { getCompileCacheDir } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '../..');

/** A run of the program as a process of its own. */
export interface ProgramProcess {
  readonly child: ChildProcess;
  /** All that it wrote so far. */
  written(): { readonly output: string; readonly errors: string };
  ended(): Promise<{ readonly exitCode: number | null; readonly output: string; readonly errors: string }>;
}

export interface ProcessOptions {
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What is piped into standard input; without it nothing is. */
  readonly input?: string;
}

/** Starts the program with the Node that runs the tests. */
export function startProcess(argv: readonly string[], options: ProcessOptions): ProgramProcess {
  return watch([process.execPath, join(ROOT, 'src/cli/start.ts'), ...argv], options);
}

/** Starts the program through npm, as in a checkout. */
export function startThroughNpm(argv: readonly string[], options: ProcessOptions): ProgramProcess {
  return watch(['npm', 'run', '-s', 'conclave', '--', ...argv], options);
}

/** Every start is from the same files. */
function compileCache(): Readonly<Record<string, string>> {
  const folder = getCompileCacheDir();
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) };
}

function watch([program = '', ...args]: readonly string[], options: ProcessOptions): ProgramProcess {
  const { folder, environment = {}, input } = options;
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...compileCache(), ...environment };
  const child = spawn(program, args, { cwd: folder, env, stdio: 'pipe' });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  const closed = once(child, 'close');
  return {
    child,
    written: () => ({ output, errors }),
    ended: async () => {
      await closed;
      return { exitCode: child.exitCode, output, errors };
    },
  };
}

/** Waits until something holds that another process brings about. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(10);
}
