import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { readHostFacts } from '../../../../src/adapters/sandbox/wall/containers/host-facts.ts';
import { readExitCode } from '../../../../src/adapters/sandbox/wall/exit-code.ts';

describe('the facts of a machine that decide how a container is started', () => {
  it('are runc where both versions of control groups are mounted, since crun gives up there', () => {
    const hybrid = 'cgroup /sys/fs/cgroup/memory cgroup rw 0 0\ncgroup2 /sys/fs/cgroup/unified cgroup2 rw 0 0\n';
    const unified = 'cgroup2 /sys/fs/cgroup cgroup2 rw 0 0\n';
    const find = (name: string) => `/usr/sbin/${name}`;

    expect(readHostFacts((path) => (path.endsWith('mounts') ? hybrid : null), find).runtime).toBe('/usr/sbin/runc');
    expect(
      readHostFacts(
        (path) => (path.endsWith('mounts') ? hybrid : null),
        () => null,
      ).runtime,
    ).toBe(null);
    expect(readHostFacts((path) => (path.endsWith('mounts') ? unified : null), find).runtime).toBe(null);
  });

  it.each([
    ['Max processes             96365                96365                processes', 4_096],
    ['Max processes             100                  200                  processes', 200],
    ['Max processes             unlimited            unlimited            processes', 4_096],
  ])('are as many processes as may be set: %s', (line, most) => {
    expect(readHostFacts((path) => (path.endsWith('limits') ? line : null)).mostProcesses).toBe(most);
  });
});

describe('an exit code', () => {
  it.each([
    [0, { kind: 'exited', code: 0 }],
    [3, { kind: 'exited', code: 3 }],
    [128, { kind: 'exited', code: 128 }],
    [134, { kind: 'signalled', signal: 'SIGABRT' }],
    [137, { kind: 'signalled', signal: 'SIGKILL' }],
    [139, { kind: 'signalled', signal: 'SIGSEGV' }],
    [255, { kind: 'exited', code: 255 }],
  ])('%i is read as a shell writes it', (code, end) => {
    expect(readExitCode(code)).toEqual(end);
  });
});

describe('descriptors that whoever started us left open', () => {
  it('are found, so that no program behind a wall gets them', async () => {
    const place = join(import.meta.dirname, '../../../../src/adapters/sandbox/wall/inherited-descriptors.ts');
    const program = `import(${JSON.stringify(place)}).then((it) => console.log(it.inheritedDescriptors().includes(30)))`;
    const left = Array.from({ length: 27 }, () => 'ignore' as const);

    const child = spawn(process.execPath, ['--no-warnings', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit', ...left, 'pipe'],
    });

    expect(await text(child.stdout as Readable)).toBe('true\n');
  });
});
