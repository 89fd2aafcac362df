import { describe, expect, it } from 'vitest';
import { renderContainerProfile } from '../../../../src/adapters/sandbox/wall/seccomp/container-profile.ts';
import { type Architecture, assembleFilter } from '../../../../src/adapters/sandbox/wall/seccomp/filter.ts';
import { PROFILE } from '../../../../src/adapters/sandbox/wall/seccomp/profile.ts';
import { ALLOWED_CALLS, REFUSED_CALLS } from '../../../../src/adapters/sandbox/wall/seccomp/system-calls.ts';
import { runFilter } from './filter-machine.ts';

const ALLOW = 0x7fff0000;
const EPERM = 0x00050001;
const ENOSYS = 0x00050026;
const KILL = 0x80000000;
const CODES: Readonly<Record<Architecture, number>> = { x64: 0xc000003e, arm64: 0xc00000b7 };
const ARCHITECTURES: readonly Architecture[] = ['x64', 'arm64'];

const CLONE_THREAD = 0x3d0f00;
const CLONE_NEWUSER = 0x10000000;
const CLONE_NEWNET = 0x40000000;

function answer(architecture: Architecture, number: number, words: readonly number[] = []): number {
  const filter = assembleFilter(PROFILE, architecture);
  return runFilter(filter, { number, architecture: CODES[architecture], arguments: words });
}

describe.each(ARCHITECTURES)('the filter of system calls for %s', (architecture) => {
  const filter = assembleFilter(PROFILE, architecture);
  const look = (number: number): number => runFilter(filter, { number, architecture: CODES[architecture] });

  it('answers every number up to 1,100 as the table says, and what the table lacks with "not implemented"', () => {
    const looked = new Set(PROFILE.looked.map(({ call }) => call[architecture]));
    const expected = new Map<number, number>();
    for (const call of ALLOWED_CALLS) expected.set(call[architecture] ?? -1, ALLOW);
    for (const call of REFUSED_CALLS) expected.set(call[architecture] ?? -1, EPERM);

    const wrong = Array.from({ length: 1_100 }, (_, number) => number).filter(
      (number) => !looked.has(number) && look(number) !== (expected.get(number) ?? ENOSYS),
    );

    expect(wrong).toEqual([]);
    expect(expected.size).toBeGreaterThan(200);
  });

  it('ends a process that calls by the rules of another architecture', () => {
    const i386 = 0x40000003;

    expect(runFilter(filter, { number: 1, architecture: i386 })).toBe(KILL);
    expect(runFilter(filter, { number: 1, architecture: CODES[architecture === 'x64' ? 'arm64' : 'x64'] })).toBe(KILL);
  });

  it('knows no call of the 32-bit rules in 64-bit clothes', () => {
    expect(look(0x40000000)).toBe(ENOSYS);
    expect(look(0x40000000 + 41)).toBe(ENOSYS);
    expect(look(-1)).toBe(ENOSYS);
  });

  it('is short enough for the kernel', () => {
    expect(filter.length % 8).toBe(0);
    expect(filter.length / 8).toBeLessThan(4_096);
  });
});

describe('the profile of system calls', () => {
  it.each([
    ['x64', 56, 41, 53, 435],
    ['arm64', 220, 198, 199, 435],
  ] as const)('looks at flags and families on %s', (architecture, clone, socket, pair, clone3) => {
    expect(answer(architecture, clone, [CLONE_THREAD])).toBe(ALLOW);
    expect(answer(architecture, clone, [CLONE_NEWUSER | 17])).toBe(ENOSYS);
    expect(answer(architecture, clone, [CLONE_THREAD | CLONE_NEWNET])).toBe(ENOSYS);
    expect(answer(architecture, clone3, [0])).toBe(ENOSYS);
    expect([1, 2, 10, 16, 17, 38, 40].map((family) => answer(architecture, socket, [family]))).toEqual([
      ALLOW,
      ...Array.from({ length: 6 }, () => EPERM),
    ]);
    expect(answer(architecture, pair, [1])).toBe(ALLOW);
    expect(answer(architecture, pair, [2])).toBe(EPERM);
  });

  it.each([
    ['x64', 72, [73, 221, 187, 27, 253, 294, 254]],
    ['arm64', 25, [32, 223, 213, 232, 26, 27]],
  ] as const)('lets no file of the image be a channel between two walls on %s', (architecture, control, others) => {
    const duplicating = [0, 1, 2, 3, 4, 1030];
    const lockingOrWatching = [5, 6, 7, 8, 10, 36, 37, 38, 1024, 1025, 1026, 1031];
    const preadv2 = architecture === 'x64' ? 327 : 286;

    expect(duplicating.map((command) => answer(architecture, control, [3, command]))).toEqual(
      duplicating.map(() => ALLOW),
    );
    expect(lockingOrWatching.map((command) => answer(architecture, control, [3, command]))).toEqual(
      lockingOrWatching.map(() => ENOSYS),
    );
    expect(others.map((number) => answer(architecture, number))).toEqual(others.map(() => EPERM));
    expect(answer(architecture, preadv2)).toBe(ENOSYS);
  });

  it.each([
    ['x64', { read: 0, execve: 59, ptrace: 101, unshare: 272, keyctl: 250, bpf: 321, memfd_create: 319, shmget: 29 }],
    [
      'arm64',
      { read: 63, execve: 221, ptrace: 117, unshare: 97, keyctl: 219, bpf: 280, memfd_create: 279, shmget: 194 },
    ],
  ] as const)('has the numbers of the kernel for %s', (architecture, { read, execve, ...dangerous }) => {
    expect([read, execve].map((number) => answer(architecture, number))).toEqual([ALLOW, ALLOW]);
    expect(Object.values(dangerous).map((number) => answer(architecture, number))).toEqual(
      Object.values(dangerous).map(() => EPERM),
    );
  });

  it.each(ARCHITECTURES)('gives each call of %s one number and one verdict', (architecture) => {
    const calls = [...PROFILE.allowed, ...PROFILE.refused, ...PROFILE.looked.map(({ call }) => call)];
    const numbers = calls.flatMap(({ [architecture]: number }) => number ?? []);

    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.every((number) => Number.isInteger(number) && number >= 0 && number < 1_000)).toBe(true);
    expect(new Set(calls.map(({ name }) => name)).size).toBe(calls.length);
  });

  it('says the same to docker and podman', () => {
    const profile = JSON.parse(renderContainerProfile(PROFILE)) as {
      readonly defaultAction: string;
      readonly defaultErrnoRet: number;
      readonly syscalls: readonly { readonly names: string[]; readonly action: string; readonly errnoRet?: number }[];
    };

    expect(profile).toMatchObject({ defaultAction: 'SCMP_ACT_ERRNO', defaultErrnoRet: 38 });
    expect(profile.syscalls.slice(0, 2)).toEqual([
      { names: ALLOWED_CALLS.map(({ name }) => name), action: 'SCMP_ACT_ALLOW' },
      { names: REFUSED_CALLS.map(({ name }) => name), action: 'SCMP_ACT_ERRNO', errnoRet: 1 },
    ]);
    expect(profile.syscalls.slice(2)).toEqual([
      {
        names: ['clone'],
        args: [{ index: 0, value: 0x7e020000, valueTwo: 0, op: 'SCMP_CMP_MASKED_EQ' }],
        action: 'SCMP_ACT_ALLOW',
      },
      { names: ['socket'], args: [{ index: 0, value: 1, op: 'SCMP_CMP_EQ' }], action: 'SCMP_ACT_ALLOW' },
      { names: ['socket'], args: [{ index: 0, value: 1, op: 'SCMP_CMP_NE' }], action: 'SCMP_ACT_ERRNO', errnoRet: 1 },
      { names: ['socketpair'], args: [{ index: 0, value: 1, op: 'SCMP_CMP_EQ' }], action: 'SCMP_ACT_ALLOW' },
      {
        names: ['socketpair'],
        args: [{ index: 0, value: 1, op: 'SCMP_CMP_NE' }],
        action: 'SCMP_ACT_ERRNO',
        errnoRet: 1,
      },
      ...[0, 1, 2, 3, 4, 1030].map((value) => ({
        names: ['fcntl'],
        args: [{ index: 1, value, op: 'SCMP_CMP_EQ' }],
        action: 'SCMP_ACT_ALLOW',
      })),
    ]);
  });
});
