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
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, peakOf(child.pid ?? 0));
  }, PACE_MS);
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, 'close');
  clearInterval(watch);
  const ms = performance.now() - started;
  const [stdout, stderr] = await output;
  if (!codes.includes(Number(code))) throw new Error(`node ${args.join(' ')} ended with ${code}:\n${stderr || stdout}`);
  return { ms, stdout, megabytes };
}

function peakOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const own = Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
    return own + childrenOf(pid).reduce((sum, child) => sum + peakOf(child), 0);
  } catch {
    // It ended while it was looked at.
    return 0;
  }
}

/** A process may have been started by any of the threads of its parent. */
function childrenOf(pid: number): readonly number[] {
  const own = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return own.split(' ').filter(Boolean).map(Number);
}
