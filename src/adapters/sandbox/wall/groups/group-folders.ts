import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ControlGroup, LimitFile } from './control-group.ts';

/** The folders of one group, with the limits of each. */
export interface GroupFolder {
  readonly folder: string;
  readonly limits: readonly LimitFile[];
}

/** Where the kernel counts what it ended for want of memory. */
export interface MemoryCounter {
  readonly folder: string;
  readonly file: string;
}

const PAUSE_MS = 5;
const LONGEST_REMOVAL_MS = 10_000;

/** Makes the folders and sets the limits; what was made is taken back where one of them fails. */
export function makeGroup(folders: readonly GroupFolder[], counter: MemoryCounter): ControlGroup {
  const names = folders.map(({ folder }) => folder);
  try {
    for (const { folder, limits } of folders) {
      mkdirSync(folder);
      for (const limit of limits) setLimit(folder, limit);
    }
  } catch (error) {
    for (const folder of names) removeFolder(folder);
    throw error;
  }
  return {
    folders: names,
    ranOutOfMemory: () => countKills(counter) > 0,
    strike: () => killMembers(names),
    remove: () => removeAll(names),
  };
}

/** Whether a folder takes groups of ours. */
export function takesGroups(folder: string, name: string): boolean {
  try {
    mkdirSync(join(folder, name));
    rmdirSync(join(folder, name));
    return true;
  } catch {
    return false;
  }
}

function setLimit(folder: string, { file, value, needed }: LimitFile): void {
  const path = join(folder, file);
  if (needed || existsSync(path)) writeFileSync(path, value);
}

function countKills({ folder, file }: MemoryCounter): number {
  try {
    const line = /^oom_kill (\d+)$/m.exec(readFileSync(join(folder, file), 'utf8'));
    return Number(line?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** All are killed in one go where the kernel offers that, else one by one. */
function killMembers(folders: readonly string[]): void {
  for (const folder of folders) {
    try {
      if (existsSync(join(folder, 'cgroup.kill'))) writeFileSync(join(folder, 'cgroup.kill'), '1');
      else killEach(membersOf(folder));
    } catch {
      // A group that is gone meanwhile is what is wanted.
    }
  }
}

function killEach(ids: readonly number[]): void {
  for (const id of ids) {
    try {
      process.kill(id, 'SIGKILL');
    } catch {
      // So is a process that is gone.
    }
  }
}

function membersOf(folder: string): readonly number[] {
  const ids = readFileSync(join(folder, 'cgroup.procs'), 'utf8').split('\n').map(Number);
  // Zero stands for a process that cannot be named from here.
  return ids.filter((id) => id > 0);
}

/** A folder can be removed once its last member is gone. */
async function removeAll(folders: readonly string[]): Promise<void> {
  const until = performance.now() + LONGEST_REMOVAL_MS;
  let left = folders.filter((folder) => !removeFolder(folder));
  while (left.length > 0 && performance.now() < until) {
    killMembers(left);
    await wait(PAUSE_MS);
    left = left.filter((folder) => !removeFolder(folder));
  }
}

function removeFolder(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return !existsSync(folder);
  }
}
