import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';

const PROGRAM = join(import.meta.dirname, 'abandoned-program.ts');

describe('a process that reads code', () => {
  it('does not keep the program alive that started it', () => {
    const output = execFileSync(process.execPath, [PROGRAM, 'once'], { encoding: 'utf8', timeout: 30_000 });

    expect(output).toBe('read 1\n');
  });

  it('ends soon after the program that started it was killed, also when a file hangs', async () => {
    const program = spawn(process.execPath, [PROGRAM, 'hanging'], { stdio: 'ignore' });
    const reader = await readerOf(program.pid ?? 0);

    program.kill('SIGKILL');
    await once(program, 'exit');

    expect(await isGone(reader)).toBe(true);
  });
});

async function readerOf(parent: number): Promise<number> {
  for (;;) {
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
    const line = lines.find((one) => one.trim().split(/\s+/)[1] === String(parent) && one.includes('scan/worker.ts'));
    // Half a second later it is in the middle of the file.
    if (line !== undefined) return sleep(500, Number.parseInt(line, 10));
    await sleep(50);
  }
}

async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 50; tries += 1) {
    if (!isThere(pid)) return true;
    await sleep(100);
  }
  return false;
}

/** A process that has ended may stay in the list until somebody asks for its exit code. */
function isThere(pid: number): boolean {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,stat='], { encoding: 'utf8' }).split('\n');
  return lines.some((line) => Number.parseInt(line, 10) === pid && !line.includes('Z'));
}
