import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../../kernel/app-error.ts';
import type { BacktestEngine, RunOrder, RunOutcome, RunProgress, RunWatch } from '../../../ports/backtest-engine.ts';
import { endOf } from '../process-end.ts';
import type { WallChoice } from '../wall/wall-engine.ts';
import { EngineMessage, type EngineOrder } from './message.ts';
import { groundOf, HEAP_OPTIONS, type ProcessGround, VARIED, withEngineNames, ZONES } from './surroundings.ts';

/**
 * Runs each order in a fresh process, which is ended when its time is over. Without a wall the strategy runs in that
 * process, which inherits no environment; with one the process starts another one behind the wall for the strategy, and
 * runs no line of it itself.
 */
export function openEngine({ wall = null }: { readonly wall?: WallChoice | null } = {}): BacktestEngine {
  return {
    varied: VARIED,
    zones: ZONES,
    run: async (order, watch = {}) => {
      const folder = await mkdtemp(join(tmpdir(), 'conclave-strange-'));
      try {
        const { surroundings = 'usual' } = watch;
        const ground = groundOf(surroundings, folder);
        const child = start(wall === null ? ground : withEngineNames(ground));
        return await listen(child, { order, wall, surroundings }, watch);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

/** Beside the bundle as `backtest-engine.js`, in a checkout as `program.ts`. */
function locateProgram(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './program.ts' : './backtest-engine.js', import.meta.url);
}

function start({ folder, environment, options }: ProcessGround): ChildProcess {
  return fork(fileURLToPath(locateProgram()), [], {
    cwd: folder,
    env: environment,
    execArgv: ['--no-warnings', ...HEAP_OPTIONS, ...options],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

type LastMessage = Extract<EngineMessage, { kind: 'outcome' | 'refused' }> | { readonly kind: 'nonsense' };

/** Sends the order and waits for its outcome; the process is gone when this returns, however it ends. */
async function listen(child: ChildProcess, told: EngineOrder, watch: RunWatch): Promise<RunOutcome> {
  const { order } = told;
  const ended = endOf(child);
  let progress: RunProgress = { done: 0, total: null };
  const printed = tail(child, watch);
  const timer = timeout(order.timeLimit);
  const answered = new Promise<LastMessage>((resolve) => {
    child.on('message', (said: unknown) => {
      const { data: message } = EngineMessage.safeParse(said);
      if (message === undefined) resolve({ kind: 'nonsense' });
      else if (message.kind === 'ready') child.send(told);
      else if (message.kind === 'strategy') timer.start();
      else if (message.kind !== 'progress') resolve(message);
      else {
        progress = { done: message.done, total: message.total };
        watch.onProgress?.(progress);
      }
    });
  });
  const aborted = abortOf(watch.signal);
  try {
    const heard = await Promise.race([answered, ended, timer.over, aborted.happened]);
    if (heard === 'late') throw late(order, progress);
    if (heard === 'aborted') throw new AppError('outside-failed', 'the backtest was interrupted', { passing: true });
    if (typeof heard === 'string') throw gone(heard, printed(), told);
    if (heard.kind === 'outcome') return heard.outcome;
    if (heard.kind === 'refused') throw new AppError(heard.code, heard.what, heard.facts);
    throw gone('said something else than it should', printed(), told);
  } finally {
    timer.stop();
    aborted.stop();
    child.kill('SIGKILL');
    await ended;
  }
}

/** Most of what a strategy prints that is passed on. */
const MOST_OUTPUT = 65_536;

/** Passes on what the strategy prints, up to a bound; the end of it is kept for the error of a process that dies. */
function tail(child: ChildProcess, { onOutput }: RunWatch): () => string {
  let last = '';
  let passed = 0;
  const take = (text: string): void => {
    last = (last + text).slice(-4_000);
    if (passed >= MOST_OUTPUT) return;
    const room = text.slice(0, MOST_OUTPUT - passed);
    passed += text.length;
    onOutput?.(passed > MOST_OUTPUT ? `${room}\n(the strategy prints more; it is left out)\n` : room);
  };
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', take);
  return () => last;
}

interface Timeout {
  readonly over: Promise<'late'>;
  start(): void;
  stop(): void;
}

function timeout(milliseconds: number): Timeout {
  let timer: NodeJS.Timeout | undefined;
  let tell: (late: 'late') => void = () => undefined;
  const over = new Promise<'late'>((resolve) => {
    tell = resolve;
  });
  return {
    over,
    start: () => {
      timer ??= setTimeout(() => tell('late'), milliseconds);
    },
    stop: () => clearTimeout(timer),
  };
}

function abortOf(signal: AbortSignal | undefined): { readonly happened: Promise<'aborted'>; stop(): void } {
  let listener = (): void => undefined;
  const happened = new Promise<'aborted'>((resolve) => {
    listener = () => resolve('aborted');
    if (signal?.aborted === true) listener();
    signal?.addEventListener('abort', listener);
  });
  return { happened, stop: () => signal?.removeEventListener('abort', listener) };
}

function late({ timeLimit }: RunOrder, { done, total }: RunProgress): AppError {
  const where = total === null ? 'while it was loaded' : `some time after ${done} of ${total} closes`;
  return new AppError('bad-input', `the strategy was not done after ${timeLimit / 1_000} s, ${where}`, {
    where: 'strategy',
    expected: 'a run that ends within its time limit',
    advice: 'Look for a loop that does not end, or give it more time with --time-limit.',
  });
}

function gone(how: string, printed: string, { wall }: EngineOrder): AppError {
  const isMemory = printed.includes('heap out of memory');
  const lines = printed.trim().split('\n').slice(-5).join('\n  ');
  if (wall !== null) {
    return new AppError('outside-failed', `the process of the engine ${isMemory ? 'ran out of memory' : how}`, {
      expected: 'a process that runs no strategy to come to its end',
      advice: lines === '' ? 'Run the command again; fewer bars take less memory.' : lines,
    });
  }
  return new AppError('bad-input', `the process of the strategy ${isMemory ? 'ran out of memory' : how}`, {
    where: 'strategy',
    expected:
      'a strategy that only answers: it ends no process, and keeps no more than the memory of the machine holds',
    advice: lines === '' ? 'Look for a call of process.exit, or for data that grows with each bar.' : lines,
  });
}
