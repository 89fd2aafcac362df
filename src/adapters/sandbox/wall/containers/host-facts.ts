import { readFileSync } from 'node:fs';
import { findProgram } from '../program-path.ts';

/** What of this machine decides how a container is started. */
export interface HostFacts {
  /** Path of the runtime that podman is told to take; null for its own choice. */
  readonly runtime: string | null;
  /** Whether a share of the processor can be asked for. */
  readonly hasCpu: boolean;
  /** Most processes of the user nobody, as far as this process may set it. */
  readonly mostProcesses: number;
}

/** All walls at once have one user, and each has a limit of its own, so this one is only to be out of their way. */
const MOST_PROCESSES = 4_096;

/** Reads the facts; `read` gives the text of a file, or null where there is none. */
export function readHostFacts(
  read: (path: string) => string | null = readText,
  find: (name: string) => string | null = findProgram,
): HostFacts {
  return {
    // Crun gives up where both versions of control groups are mounted.
    runtime: isHybrid(read('/proc/self/mounts') ?? '') ? find('runc') : null,
    hasCpu: handsDownCpu(read),
    mostProcesses: Math.min(MOST_PROCESSES, hardLimit(read('/proc/self/limits') ?? '')),
  };
}

function isHybrid(mounts: string): boolean {
  const kinds = mounts.split('\n').map((line) => line.split(' ')[2]);
  return kinds.includes('cgroup') && kinds.includes('cgroup2');
}

/** Root has every controller; to other users the service manager hands down those that it was told to. */
function handsDownCpu(read: (path: string) => string | null): boolean {
  const user = process.getuid?.() ?? 0;
  const file = `/sys/fs/cgroup/user.slice/user-${user}.slice/user@${user}.service/cgroup.controllers`;
  const controllers = user === 0 ? null : read(file);
  return controllers === null || controllers.split(/\s+/).includes('cpu');
}

function hardLimit(limits: string): number {
  const most = /^Max processes\s+\S+\s+(\S+)/m.exec(limits)?.[1];
  return most === undefined || most === 'unlimited' ? MOST_PROCESSES : Number(most);
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
