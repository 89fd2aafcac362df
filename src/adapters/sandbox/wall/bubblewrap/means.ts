import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Grouping } from '../groups/control-group.ts';
import { findGrouping } from '../groups/grouping.ts';
import { findProgram } from '../program-path.ts';
import { NOBODY } from '../surroundings.ts';

/** What bubblewrap keeps memory, processes and the share of the processor within bounds with. */
export interface Means {
  readonly words: string;
  /** Whether all processes of a wall are counted together. */
  readonly isGrouped: boolean;
  /** Whether a share of the processor can be kept. */
  readonly hasShares: boolean;
  /** Makes groups by hand. */
  readonly grouping: Grouping | null;
  /** Asks the service manager of the user's session for a scope. */
  readonly scope: ScopeMaker | null;
  /** The program that makes a namespace in which the processes of one wall are counted alone. */
  readonly counter: string | null;
}

/** The program that asks for scopes, and how it reaches the manager. */
export interface ScopeMaker {
  readonly program: string;
  readonly environment: Readonly<Record<string, string>>;
}

const run = promisify(execFile);
const LONGEST_ANSWER_MS = 5_000;
const TOLD = ['XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS'];

/** Finds the strongest means: groups made by hand, a scope of the user's session, or the limits of each process alone. */
export async function findMeans(): Promise<Means> {
  const grouping = findGrouping();
  if (grouping !== null) {
    const { words, hasShares } = grouping;
    return { words, isGrouped: true, hasShares, grouping, scope: null, counter: null };
  }
  const scope = await findScopeMaker();
  if (scope !== null) {
    return {
      words: 'scopes of the user session',
      isGrouped: true,
      hasShares: true,
      grouping: null,
      scope,
      counter: null,
    };
  }
  const counter = await findCounter();
  return { words: 'limits of each process', isGrouped: false, hasShares: false, grouping: null, scope: null, counter };
}

async function findScopeMaker(): Promise<ScopeMaker | null> {
  const environment = Object.fromEntries(
    TOLD.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const program = findProgram('systemd-run');
  if (program === null || environment.XDG_RUNTIME_DIR === undefined) return null;
  try {
    const trial = ['--user', '--scope', '--quiet', '--collect', '-p', 'MemoryMax=64M', '-p', 'TasksMax=16', '--'];
    await run(program, [...trial, '/bin/sh', '-c', ':'], { env: environment, timeout: LONGEST_ANSWER_MS });
    return { program, environment };
  } catch {
    return null;
  }
}

/**
 * Kernels from 5.14 on count processes by namespace, so that a limit in a fresh one is for those in it alone; older ones
 * count all of the user, and let not even the shell of the trial start something where there are some already.
 */
async function findCounter(): Promise<string | null> {
  const [unshare, prlimit] = [findProgram('unshare'), findProgram('prlimit')];
  if (unshare === null || prlimit === null) return null;
  const trial = [...COUNTED_ALONE, prlimit, '--nproc=3:3', '--', '/bin/sh', '-c', ': & wait'];
  try {
    await run(unshare, trial, { env: {}, timeout: LONGEST_ANSWER_MS, ...nobody() });
    return unshare;
  } catch {
    return null;
  }
}

/** The arguments of `unshare` before the program that it becomes. */
export const COUNTED_ALONE: readonly string[] = ['--user', '--map-root-user', '--'];

/** Root's own processes are not counted at all. */
function nobody(): { readonly uid?: number; readonly gid?: number } {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
}
