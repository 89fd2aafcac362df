import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import settings from '../../../package.json' with { type: 'json' };
import { ROOT } from '../process.ts';
import { type Order, Told } from './outside.ts';

/** The process of GitHub and the models. */
export interface Outside {
  readonly environment: Readonly<Record<string, string>>;
  readonly secret: string;
  order(order: Order): void;
  /** The next thing of a kind that it tells. */
  next<Kind extends Told['kind']>(kind: Kind): Promise<Extract<Told, { kind: Kind }>>;
  stop(): void;
}

export async function startOutside(): Promise<Outside> {
  const child = fork(join(import.meta.dirname, 'outside.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const next = async <Kind extends Told['kind']>(kind: Kind): Promise<Extract<Told, { kind: Kind }>> => {
    for (;;) {
      const [message]: unknown[] = await once(child, 'message');
      const told = Told.parse(message);
      if (isKind(told, kind)) return told;
    }
  };
  const { environment, secret } = await next('started');
  return { environment, secret, next, order: (order) => child.send(order), stop: () => child.disconnect() };
}

function isKind<Kind extends Told['kind']>(told: Told, kind: Kind): told is Extract<Told, { kind: Kind }> {
  return told.kind === kind;
}

/** A program that takes deliveries, in a process of its own. */
export interface Taker {
  readonly url: string;
  /** The most memory that it ever held, in megabytes; that of its database not among it. */
  peakMegabytes(): number;
  stop(): Promise<void>;
}

/** The app with the database that is delivered with it, durable as in earnest. */
export async function startConclave(
  environment: Readonly<Record<string, string>>,
): Promise<Taker & { readonly home: string }> {
  const home = mkdtempSync(join(tmpdir(), 'conclave-bench-'));
  chmodSync(home, 0o755);
  const taker = await startTaker(join(ROOT, 'test/app/stage/app-program.ts'), {
    ...environment,
    CONCLAVE_HOME: home,
    PORT: '0',
    CONCLAVE_LOG_LEVEL: 'warn',
    SILENT: 'true',
  });
  const stop = async (): Promise<void> => {
    await taker.stop();
    rmSync(home, { recursive: true, force: true });
  };
  return { ...taker, home, stop };
}

/** The alternative. */
export function startPlain(environment: Readonly<Record<string, string>>): Promise<Taker> {
  return startTaker(join(import.meta.dirname, 'plain-app.ts'), environment);
}

async function startTaker(program: string, environment: Readonly<Record<string, string>>): Promise<Taker> {
  const child = spawn(process.execPath, [...flagsOfStart(), program], {
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { url } = await firstWords(child);
  return {
    url: `${url}/webhooks`,
    peakMegabytes: () => {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** The settings of Node with which `npm start` runs the app, so that its memory is that of earnest. */
function flagsOfStart(): readonly string[] {
  return settings.scripts.start.split(' ').filter((word) => word.startsWith('--'));
}

const Words = z.object({ url: z.string() });

async function firstWords(child: ChildProcess): Promise<z.infer<typeof Words>> {
  if (child.stdout === null) throw new Error('the program says nothing');
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const words = Words.safeParse(JSON.parse(line));
    if (words.success) {
      child.stdout.resume();
      return words.data;
    }
  }
  throw new Error('the program ended before it listened');
}
