import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import type { WallEnd, WalledProcess } from '../wall/wall-engine.ts';
import { START_LOCALLY } from './boot.ts';
import { locateProgram } from './program.ts';

/** Starts a process of Node without a wall: it is given no environment but the time zone UTC. */
export function startLocally({ megabytes }: { readonly megabytes: number }): WalledProcess {
  const child = spawn(
    process.execPath,
    ['--no-warnings', `--max-old-space-size=${megabytes}`, '-e', START_LOCALLY, locateProgram().href],
    { cwd: '/', env: environment(), stdio: ['pipe', 'pipe', 'pipe'] },
  );
  return {
    input: child.stdin,
    output: child.stdout,
    errors: child.stderr,
    end: endOf(child),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Where this program keeps compiled code, if it does; the process starts from the same files. */
function environment(): NodeJS.ProcessEnv {
  const folder = getCompileCacheDir();
  return { TZ: 'UTC', ...(folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) }) };
}

async function endOf(child: ChildProcess): Promise<WallEnd> {
  const failed = once(child, 'error').then((): WallEnd => ({ kind: 'exited', code: COULD_NOT_START }));
  const ended = once(child, 'exit').then(
    ([code, signal]): WallEnd =>
      code === null ? { kind: 'signalled', signal: String(signal) } : { kind: 'exited', code: Number(code) },
  );
  return Promise.race([ended, failed]);
}

/** As shells have it. */
const COULD_NOT_START = 127;
