import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { getCompileCacheDir } from 'node:module';
import { Socket } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Answer, Order } from './message.ts';
import { locateProgram, OVER_MEMORY } from './program.ts';

/** What was heard of a process: an answer, its end, or nothing in the time that it had. */
export type Heard =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'late' }
  /** `how` reads on from "the process": `ended with exit code 1`. */
  | { readonly kind: 'ended'; readonly how: string; readonly overMemory: boolean };

/** A process that reads code; it holds this program open only while somebody listens to it. */
export interface Reader {
  tell(order: Order): void;
  /** The next thing that is heard of it. */
  hear(milliseconds: number): Promise<Heard>;
  /** Ends it wherever it is, and waits until it is gone. */
  end(): Promise<void>;
  readonly isGone: () => boolean;
}

/** How much of what the process complains is kept. */
const LONGEST_COMPLAINT = 4_000;

/** Where this program keeps compiled code, if it does: the one thing that a process is told, since it starts from the same files. */
function compileCache(): Readonly<Record<string, string>> {
  const folder = getCompileCacheDir();
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) };
}

/** Starts a process that knows nothing of this program's environment: no key, no token, no other setting of Node. */
export function startReader(megabytes: number, program = locateProgram('worker')): Reader {
  const child = fork(fileURLToPath(program), [String(megabytes), String(process.pid)], {
    cwd: '/',
    env: compileCache(),
    execArgv: ['--expose-gc', '--max-semi-space-size=1', `--max-old-space-size=${Math.ceil(megabytes / 2)}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString('utf8')).slice(-LONGEST_COMPLAINT);
  });
  const heard = queue<Heard>();
  child.on('message', (answer: Answer) => heard.add({ kind: 'answer', answer }));
  const gone = endOf(child).then((end) => {
    const overMemory = complaint.includes(OVER_MEMORY) || complaint.includes('heap out of memory');
    heard.add({ kind: 'ended', how: `${end}${lastWords(complaint)}`, overMemory });
  });
  let isGone = false;
  void gone.then(() => {
    isGone = true;
  });
  holdOpen(child, false);
  // Somebody may listen while somebody else ends it: it is let go when nobody waits any more.
  let waiting = 0;
  const hold = (by: 1 | -1): void => {
    waiting += by;
    holdOpen(child, waiting > 0);
  };
  return {
    // Whether an order arrived is heard by its answer.
    tell: (order) => void child.send(order, () => undefined),
    hear: async (milliseconds) => {
      hold(1);
      try {
        return (await heard.next(milliseconds)) ?? { kind: 'late' };
      } finally {
        hold(-1);
      }
    },
    end: async () => {
      hold(1);
      child.kill('SIGKILL');
      await gone;
    },
    isGone: () => isGone,
  };
}

/** Everything that it said is heard before its end. */
async function endOf(child: ChildProcess): Promise<string> {
  const failed = once(child, 'error').then(([error]) => `could not be started: ${String(error)}`);
  const closed = Promise.all([once(child, 'close'), child.connected ? once(child, 'disconnect') : null]);
  const ended = closed.then(([[code, signal]]) => `ended with ${code === null ? signal : `exit code ${code}`}`);
  return Promise.race([ended, failed]);
}

/** The line of a complaint that says what is wrong. */
function lastWords(complaint: string): string {
  const line = complaint.split('\n').find((one) => /^\w*(?:Error|FATAL ERROR)\b.*:/.test(one.trim()));
  return line === undefined ? '' : ` (${line.trim()})`;
}

function holdOpen(child: ChildProcess, isHeld: boolean): void {
  const all = [child, child.channel, child.stderr instanceof Socket ? child.stderr : null];
  for (const one of all) {
    if (isHeld) one?.ref();
    else one?.unref();
  }
}

interface Queue<T> {
  add(item: T): void;
  next(milliseconds: number): Promise<T | null>;
}

/** What comes before the time is up counts, also where this program was too busy to look. */
const GRACE_MS = 50;

function queue<T>(): Queue<T> {
  const items: T[] = [];
  let notify: (() => void) | null = null;
  const wait = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      notify = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  return {
    add: (item) => {
      items.push(item);
      notify?.();
    },
    next: async (milliseconds) => {
      if (items.length === 0) await wait(milliseconds);
      if (items.length === 0) await wait(GRACE_MS);
      return items.shift() ?? null;
    },
  };
}
