import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { WallSettings } from '../../../../backtest/wall/bounds.ts';
import { MEBIBYTE } from '../groups/control-group.ts';

/** What limits of a process are made of. */
export interface LimitGround {
  readonly settings: WallSettings;
  readonly command: readonly string[];
  /** Whether a control group keeps memory and processes within bounds. */
  readonly isGrouped: boolean;
  /** The user whose processes the kernel counts; null where those of the wall are counted alone. */
  readonly user: number | null;
}

/** Processes of bubblewrap itself: the one outside and the first one inside. */
export const OWN_PROCESSES = 2;

/** Node reserves address space that it never uses, and does not start with less. */
const NODE_SPACE_MB = 2_048;

/** The arguments of `prlimit` before the program that it starts. */
export function limitArguments({ settings, command, isGrouped, user }: LimitGround): readonly string[] {
  const limits = [
    limit('nofile', settings.open_files),
    limit('fsize', settings.file_mb * MEBIBYTE),
    limit('core', 0),
    limit('memlock', 0),
  ];
  if (isGrouped) return limits;
  const space = limit('as', addressSpace(settings, command) * MEBIBYTE);
  return user === null ? [...limits, space] : [...limits, space, processLimit(settings, countProcesses(user))];
}

/** The argument of `prlimit` that bounds processes, beside others that the kernel counts with them. */
export function processLimit({ processes }: WallSettings, others: number): string {
  return limit('nproc', others + processes + OWN_PROCESSES);
}

/** Mebibytes of address space for a program where no control group counts its memory. */
function addressSpace({ memory_mb: memory }: WallSettings, command: readonly string[]): number {
  return basename(command[0] ?? '') === 'node' ? Math.max(memory, NODE_SPACE_MB) : memory;
}

function limit(name: string, most: number): string {
  return `--${name}=${most}:${most}`;
}

/** Processes and threads of a user, since the kernel counts all of them against the limit of each. */
function countProcesses(user: number): number {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.reduce((sum, id) => sum + threadsOf(id, user), 0);
}

function threadsOf(id: string, user: number): number {
  try {
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    const owner = Number(/^Uid:\t(\d+)/m.exec(status)?.[1]);
    return owner === user ? Number(/^Threads:\t(\d+)/m.exec(status)?.[1] ?? 1) : 0;
  } catch {
    return 0;
  }
}
