import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { found } from '../../fixtures/found.ts';

/** The processes that this one has started to read code. */
export function readers(): readonly number[] {
  const lines = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  return lines
    .split('\n')
    .filter((line) => line.includes('/scan-worker.js'))
    .map((line) => Number.parseInt(line, 10));
}

/** Ends a process that lay idle once it has worked again, and so is in the middle of a file. */
export async function endAtWork(pid: number): Promise<void> {
  const before = ticksOf(pid);
  while (ticksOf(pid) < before + 20) await sleep(20);
  process.kill(pid, 'SIGKILL');
}

/** How long a process has worked, in hundredths of a second. */
function ticksOf(pid: number): number {
  const [, facts = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const fields = facts.split(' ').map(Number);
  return found(fields[11], 'its own time') + found(fields[12], 'that of the system');
}
