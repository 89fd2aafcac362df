import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CPU_PERIOD, type Grouping, type GroupLimits, type LimitFile, MEBIBYTE } from './control-group.ts';
import { makeGroup, takesGroups } from './group-folders.ts';

/** A mounted hierarchy of control groups. */
interface Hierarchy {
  readonly folder: string;
  readonly kind: string;
  readonly options: readonly string[];
}

/** Where the kernel tells of mounts and of our own groups. */
export interface GroupSources {
  readonly mounts: string;
  readonly own: string;
}

const KERNEL: GroupSources = { mounts: '/proc/self/mounts', own: '/proc/self/cgroup' };

/** Finds out whether this process may make control groups with limits of memory and processes; null where it may not. */
export function findGrouping(sources: GroupSources = KERNEL): Grouping | null {
  try {
    const hierarchies = readHierarchies(readFileSync(sources.mounts, 'utf8'));
    return unified(hierarchies) ?? byController(hierarchies, readFileSync(sources.own, 'utf8'));
  } catch {
    return null;
  }
}

function readHierarchies(mounts: string): readonly Hierarchy[] {
  return mounts.split('\n').flatMap((line) => {
    const [, folder = '', kind = '', options = ''] = line.split(' ');
    return kind === 'cgroup' || kind === 'cgroup2' ? [{ folder, kind, options: options.split(',') }] : [];
  });
}

/** Version 2: groups are made below the root of the hierarchy, the one group that may have members and children. */
function unified(hierarchies: readonly Hierarchy[]): Grouping | null {
  const folder = hierarchies.find(({ kind }) => kind === 'cgroup2')?.folder;
  if (folder === undefined || !takesGroups(folder, freshName())) return null;
  if (!['memory', 'pids'].every((controller) => handsDown(folder, controller))) return null;
  const hasCpu = handsDown(folder, 'cpu');
  return {
    words: 'control groups v2',
    hasShares: hasCpu,
    make: (name, limits) => {
      const group = join(folder, name);
      return makeGroup([{ folder: group, limits: unifiedLimits(limits, hasCpu) }], {
        folder: group,
        file: 'memory.events',
      });
    },
  };
}

/** Whether children have a controller; it is switched on for them where that is allowed. */
function handsDown(folder: string, controller: string): boolean {
  const file = join(folder, 'cgroup.subtree_control');
  const has = () => readFileSync(file, 'utf8').split(/\s+/).includes(controller);
  try {
    if (!has()) writeFileSync(file, `+${controller}`);
    return has();
  } catch {
    return false;
  }
}

function unifiedLimits({ memory_mb: memory, processes, cpus }: GroupLimits, hasCpu: boolean): readonly LimitFile[] {
  const quota = { file: 'cpu.max', value: `${quotaOf(cpus ?? 1)} ${CPU_PERIOD}`, needed: true };
  return [
    { file: 'memory.max', value: String(memory * MEBIBYTE), needed: true },
    { file: 'memory.swap.max', value: '0', needed: false },
    { file: 'memory.oom.group', value: '1', needed: false },
    { file: 'pids.max', value: String(processes), needed: true },
    ...(cpus === null || !hasCpu ? [] : [quota]),
  ];
}

/** Version 1: one hierarchy for each controller; groups are made below our own, so that its limits hold too. */
function byController(hierarchies: readonly Hierarchy[], own: string): Grouping | null {
  const parents = new Map(
    ['memory', 'pids', 'cpu'].flatMap((controller) => {
      const mount = hierarchies.find(({ kind, options }) => kind === 'cgroup' && options.includes(controller));
      const parent = mount === undefined ? null : parentIn(mount.folder, ownGroup(own, controller));
      return parent === null ? [] : [[controller, parent]];
    }),
  );
  const [memory, pids, cpu] = [parents.get('memory'), parents.get('pids'), parents.get('cpu')];
  if (memory === undefined || pids === undefined) return null;
  return {
    words: 'control groups v1',
    hasShares: cpu !== undefined,
    make: (name, limits) => {
      const share = cpu === undefined || limits.cpus === null ? [] : [cpuFolder(join(cpu, name), limits.cpus)];
      const folders = [memoryFolder(join(memory, name), limits), pidsFolder(join(pids, name), limits), ...share];
      return makeGroup(folders, { folder: join(memory, name), file: 'memory.oom_control' });
    },
  };
}

function ownGroup(own: string, controller: string): string {
  const line = own.split('\n').find((each) => each.split(':')[1]?.split(',').includes(controller));
  return line?.split(':').slice(2).join(':') ?? '/';
}

/** Our own group, or the root where a container hides the way to it. */
function parentIn(mount: string, group: string): string | null {
  const folders = [join(mount, group), mount].filter((folder) => existsSync(folder));
  return folders.find((folder) => takesGroups(folder, freshName())) ?? null;
}

function memoryFolder(folder: string, { memory_mb: memory }: GroupLimits) {
  const value = String(memory * MEBIBYTE);
  return {
    folder,
    limits: [
      { file: 'memory.limit_in_bytes', value, needed: true },
      { file: 'memory.memsw.limit_in_bytes', value, needed: false },
      { file: 'memory.swappiness', value: '0', needed: false },
    ],
  };
}

function pidsFolder(folder: string, { processes }: GroupLimits) {
  return { folder, limits: [{ file: 'pids.max', value: String(processes), needed: true }] };
}

function cpuFolder(folder: string, cpus: number) {
  return {
    folder,
    limits: [
      { file: 'cpu.cfs_period_us', value: String(CPU_PERIOD), needed: true },
      { file: 'cpu.cfs_quota_us', value: String(quotaOf(cpus)), needed: true },
    ],
  };
}

function quotaOf(cpus: number): number {
  return Math.round(cpus * CPU_PERIOD);
}

function freshName(): string {
  return `conclave-${randomBytes(6).toString('hex')}`;
}
