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
  const { child, moments, armed, listening, ended, log } = await spawnApp(environment);
  const url = await Promise.race([
    listening,
    ended.then((code): never => {
      throw new Error(`the app ended with ${code} before it listened:\n${log()}`);
    }),
  ]);
  return {
    url,
    pid: child.pid ?? 0,
    moments,
    log,
    ended,
    arm: async () => {
      child.kill('SIGUSR2');
      await armed;
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

/** Well below the time of a test. */
const LONGEST_LIFE_MS = 60_000;

/** Starts an app that dies at the step that its environment names, perhaps before it listens; returns what its steps did. */
export async function liveUntilDeath(environment: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { child, moments, ended, log } = await spawnApp({ ...environment, ARMED: 'true' });
  let isOverdue = false;
  const patience = setTimeout(() => {
    isOverdue = child.kill('SIGKILL');
  }, LONGEST_LIFE_MS);
  const code = await ended;
  clearTimeout(patience);
  if (code === null && !isOverdue) return moments;
  throw new Error(`the app did not come to its death, but to ${code ?? 'the end of our patience'}:\n${log()}`);
}

async function spawnApp(environment: Readonly<Record<string, string>>) {
  const { file, compiled } = await builtApp('watched-app');
  const child = spawn(process.execPath, ['--no-deprecation', file], {
    env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: compiled, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const moments: string[] = [];
  const [armed, listening] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()];
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString('utf8');
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const told = Told.parse(JSON.parse(line));
    if ('moment' in told) moments.push(told.moment);
    if ('armed' in told) armed.resolve();
    if ('url' in told) listening.resolve(told.url);
  });
  const ended = endOf(child);
  return { child, moments, armed: armed.promise, listening: listening.promise, ended, log: () => log };
}

async function endOf(child: ChildProcess): Promise<number | null> {
  const [code]: unknown[] = await once(child, 'exit');
  return typeof code === 'number' ? code : null;
}
