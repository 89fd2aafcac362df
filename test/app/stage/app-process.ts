import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { builtApp } from '../../fixtures/built-program.ts';

/** An app in a process of its own. */
export interface AppProcess {
  readonly url: string;
  readonly pid: number;
  /** What its steps did so far, as `read the pull request: done`, in order; a step that is replayed is not told. */
  readonly moments: readonly string[];
  /** Everything that it logged. */
  readonly log: () => string;
  /** Resolves with the exit code, or null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Lets it die at the step that it was started with, from now on. */
  arm(): Promise<void>;
  kill(): Promise<void>;
  /** Asks it to end in order; returns its exit code. */
  stop(): Promise<number | null>;
}

const Told = z.union([
  z.object({ url: z.string(), invitation: z.string().nullable() }),
  z.object({ moment: z.string() }),
  z.object({ gone: z.string() }),
  z.object({ armed: z.literal(true) }),
]);

/** Starts the app and waits until it listens; its environment holds nothing but what is given. */
export async function startAppProcess(environment: Readonly<Record<string, string>>): Promise<AppProcess> {
  const { file, compiled } = await builtApp('watched-app');
  const child = spawn(process.execPath, ['--no-deprecation', file], {
    env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: compiled, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const moments: string[] = [];
  const armed = Promise.withResolvers<void>();
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString('utf8');
  });
  const ended = endOf(child);
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const told = Told.parse(JSON.parse(line));
      if ('moment' in told) moments.push(told.moment);
      if ('armed' in told) armed.resolve();
      if ('url' in told) resolve(told.url);
    });
    void ended.then((code) => reject(new Error(`the app ended with ${code} before it listened:\n${log}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    moments,
    log: () => log,
    ended,
    arm: async () => {
      child.kill('SIGUSR2');
      await armed.promise;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

async function endOf(child: ChildProcess): Promise<number | null> {
  const [code]: unknown[] = await once(child, 'exit');
  return typeof code === 'number' ? code : null;
}
