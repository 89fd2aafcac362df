import { execFile } from 'node:child_process';
import { readFile, readlink, realpath, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { failureCodeOf } from '../failure-code.ts';

/** What stands in the `postmaster.pid` of a data folder, compared with the machine. */
export type Postmaster =
  | { readonly kind: 'none' }
  /** The file is left over: its process is gone, or is somebody else's now. */
  | { readonly kind: 'stale'; readonly text: string }
  | { readonly kind: 'alive'; readonly pid: number; readonly port: number; readonly ready: boolean };

/** Finds the server that works on a data folder, by its own file and by the process that the file names. */
export async function findPostmaster(dataFolder: string): Promise<Postmaster> {
  const text = await readFile(fileOf(dataFolder), 'utf8').catch(() => null);
  if (text === null) return { kind: 'none' };
  const [pid = '', , , port = '', , , , state = ''] = text.split('\n').map((line) => line.trim());
  const number = Number.parseInt(pid, 10);
  if (!(number > 0)) return { kind: 'stale', text };
  if (!(await worksOn(number, dataFolder))) return { kind: 'stale', text };
  return { kind: 'alive', pid: number, port: Number.parseInt(port, 10) || 0, ready: state === 'ready' };
}

/** Takes a left-over file away, unless another one came in its place; a new server would refuse to start over it. */
export async function removeStale(dataFolder: string, stale: string): Promise<void> {
  const path = fileOf(dataFolder);
  const aside = `${path}.stale-${process.pid}`;
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text !== stale) return;
  await rename(path, aside).catch(() => undefined);
  await rm(aside, { force: true });
}

function fileOf(dataFolder: string): string {
  return join(dataFolder, 'postmaster.pid');
}

const run = promisify(execFile);

/** A server stands in its data folder, as does none of its children's namesakes; elsewhere its command line names it. */
async function worksOn(pid: number, dataFolder: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const folder = await realpath(dataFolder);
  if (process.platform === 'linux') return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === folder;
  if (process.platform === 'win32') return true;
  const command = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return command.stdout.includes('postgres') && [folder, dataFolder].some((each) => command.stdout.includes(each));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return failureCodeOf(error) === 'EPERM';
  }
}
