import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { ROOT } from '../process.ts';

/** A run of Node with everything that it started. */
export interface MeasuredRun {
  readonly ms: number;
  readonly stdout: string;
  /** Most memory of the program and the processes under it: their peaks so far, added up while they live. */
  readonly megabytes: number;
  /** Time of the processor, of the program and the processes under it. */
  readonly processor: number;
}

const PACE_MS = 25;

/** Runs Node and all that it starts on one core, and watches how much memory they hold together. */
export async function runOnOneCore(args: readonly string[], codes: readonly number[]): Promise<MeasuredRun> {
  const { PATH = '', HOME = '' } = process.env;
  const started = performance.now();
  const child = spawn('taskset', ['-c', '0', process.execPath, ...args], {
    cwd: ROOT,
    env: { PATH, HOME },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let megabytes = 0;
  const worked = new Map<number, number>();
  const watch = setInterval(() => {
    const seen = lookAt(child.pid ?? 0);
    megabytes = Math.max(megabytes, sum(seen.map((one) => one.megabytes)));
    for (const { pid, processor } of seen) worked.set(pid, processor);
  }, PACE_MS);
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, 'close');
  clearInterval(watch);
  const ms = performance.now() - started;
  const [stdout, stderr] = await output;
  if (!codes.includes(Number(code))) throw new Error(`node ${args.join(' ')} ended with ${code}:\n${stderr || stdout}`);
  return { ms, stdout, megabytes, processor: sum([...worked.values()]) };
}

interface Seen {
  readonly pid: number;
  readonly megabytes: number;
  readonly processor: number;
}

/** A process and those under it as they are now; those that ended meanwhile are left out. */
function lookAt(pid: number): readonly Seen[] {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const megabytes = Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
    return [{ pid, megabytes, processor: processorTime(pid) }, ...childrenOf(pid).flatMap(lookAt)];
  } catch {
    return [];
  }
}

/** The kernel counts in hundredths of a second, in the fields behind the name in parentheses. */
function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function childrenOf(pid: number): readonly number[] {
  const own = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return own.split(' ').filter(Boolean).map(Number);
}
