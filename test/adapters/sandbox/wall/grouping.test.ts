import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findGrouping } from '../../../../src/adapters/sandbox/wall/groups/grouping.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conclave-groups-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Mounts as the kernel tells them; the folders are made. */
function mounted(lines: readonly string[], own = ''): { readonly mounts: string; readonly own: string } {
  for (const line of lines) mkdirSync(line.split(' ')[1] ?? '', { recursive: true });
  const files = { mounts: join(folder, 'mounts'), own: join(folder, 'own') };
  writeFileSync(files.mounts, `${lines.join('\n')}\n`);
  writeFileSync(files.own, own);
  return files;
}

function contents(group: string): Readonly<Record<string, string>> {
  return Object.fromEntries(readdirSync(group).map((file) => [file, readFileSync(join(group, file), 'utf8')]));
}

const LIMITS = { memory_mb: 512, cpus: 0.25, processes: 40 };

describe('control groups', () => {
  it('of version 2 are one folder with all limits', () => {
    const root = join(folder, 'unified');
    const sources = mounted([`cgroup2 ${root} cgroup2 rw,nosuid 0 0`]);
    writeFileSync(join(root, 'cgroup.subtree_control'), 'cpu io memory pids\n');

    const grouping = findGrouping(sources);
    const group = grouping?.make('conclave-1', LIMITS);

    expect(grouping).toMatchObject({ words: 'control groups v2', hasShares: true });
    expect(group?.folders).toEqual([join(root, 'conclave-1')]);
    expect(contents(join(root, 'conclave-1'))).toEqual({
      'memory.max': '536870912',
      'pids.max': '40',
      'cpu.max': '25000 100000',
    });
  });

  it('of version 2 count what was ended for want of memory', () => {
    const root = join(folder, 'unified');
    const sources = mounted([`cgroup2 ${root} cgroup2 rw 0 0`]);
    writeFileSync(join(root, 'cgroup.subtree_control'), 'memory pids');

    const grouping = findGrouping(sources);
    const group = grouping?.make('conclave-1', { ...LIMITS, cpus: null });
    const before = group?.ranOutOfMemory();
    writeFileSync(join(root, 'conclave-1', 'memory.events'), 'low 0\nhigh 0\nmax 17\noom 1\noom_kill 1\n');

    expect(grouping?.hasShares).toBe(false);
    expect([before, group?.ranOutOfMemory()]).toEqual([false, true]);
  });

  it('of version 1 are a folder of each controller, below our own group where that can be seen', () => {
    const places = ['memory', 'pids', 'cpu,cpuacct'].map((name) => join(folder, name));
    const [memory = '', pids = '', cpu = ''] = places;
    const lines = [
      `cgroup ${memory} cgroup rw,memory 0 0`,
      `cgroup ${pids} cgroup rw,pids 0 0`,
      `cgroup ${cpu} cgroup rw,cpu,cpuacct 0 0`,
    ];
    const sources = mounted(lines, '4:memory:/house/room\n3:pids:/elsewhere\n2:cpu,cpuacct:/\n');
    mkdirSync(join(memory, 'house', 'room'), { recursive: true });

    const grouping = findGrouping(sources);
    const group = grouping?.make('conclave-1', LIMITS);

    const folders = [join(memory, 'house', 'room', 'conclave-1'), join(pids, 'conclave-1'), join(cpu, 'conclave-1')];
    expect(grouping).toMatchObject({ words: 'control groups v1', hasShares: true });
    expect(group?.folders).toEqual(folders);
    expect(folders.map(contents)).toEqual([
      { 'memory.limit_in_bytes': '536870912' },
      { 'pids.max': '40' },
      { 'cpu.cfs_period_us': '100000', 'cpu.cfs_quota_us': '25000' },
    ]);
  });

  it('are none where memory or processes cannot be limited', () => {
    const root = join(folder, 'unified');
    const sources = mounted([`cgroup2 ${root} cgroup2 rw 0 0`]);
    writeFileSync(join(root, 'cgroup.subtree_control'), 'cpu');
    const withoutMemory = findGrouping(sources);
    const withoutProcesses = findGrouping(mounted([`cgroup ${join(folder, 'memory')} cgroup rw,memory 0 0`]));

    expect([withoutMemory, withoutProcesses]).toEqual([null, null]);
    expect(readdirSync(join(folder, 'memory'))).toEqual([]);
  });

  it('are none where the kernel tells of no mounts', () => {
    expect(findGrouping({ mounts: join(folder, 'missing'), own: join(folder, 'missing') })).toBe(null);
  });
});
