import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { FAST } from '../../fixtures/postgres.ts';

const homes: string[] = [];

/** A home for a server of a test's own. */
export function makeHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'conclave-home-'));
  chmodSync(home, 0o755);
  homes.push(home);
  return home;
}

/** Ends what still runs in the homes and takes them away. */
export async function removeHomes(): Promise<void> {
  for (const home of homes.splice(0)) {
    const pid = postmasterOf(home);
    if (pid !== null && isAlive(pid)) await killHard(pid);
    rmSync(home, { recursive: true, force: true });
  }
}

/** The process of the server of a home, by its own file; null when there is no file. */
export function postmasterOf(home: string): number | null {
  try {
    return Number.parseInt(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8'), 10);
  } catch {
    return null;
  }
}

/** Whether a process works; one that ended and waits to be cleared away does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return (
      !existsSync('/proc/self') || readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.startsWith('Z') !== true
    );
  } catch {
    return false;
  }
}

/** Whether a process ends within five seconds. */
export async function ends(pid: number): Promise<boolean> {
  for (let waited = 0; waited < 5_000 && isAlive(pid); waited += 20) await sleep(20);
  return !isAlive(pid);
}

/** kill -9, and waits until the process is gone. */
export async function killHard(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await ends(pid);
}

/** Another process that opens the database of a home and keeps it open. */
export interface Holder {
  readonly child: ChildProcess;
  /** The address that it was given. */
  readonly url: string;
}

/** Starts a process that opens the database of a home; resolves when it has. */
export async function holdOpen(home: string): Promise<Holder> {
  const script = fileURLToPath(import.meta.resolve('./hold-open.ts'));
  const child = spawn(process.execPath, [script, home, ...FAST], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [chunk] = await once(child.stdout, 'data');
  return { child, url: String(chunk).trim() };
}

/** Lets a holder leave in order. */
export async function letGo({ child }: Holder): Promise<void> {
  const ended = once(child, 'exit');
  child.stdin?.end();
  await ended;
}
