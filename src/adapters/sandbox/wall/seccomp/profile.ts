import { ALLOWED_CALLS, REFUSED_CALLS, type SystemCall } from './system-calls.ts';

/** What the kernel answers to a call: it makes it, or says that it is not permitted or not implemented. */
export type Verdict = 'allow' | 'refuse' | 'unknown';

/** A look at one argument, at its lower 32 bits: whether, under a mask, it has one of some values. */
export interface ArgumentRule {
  readonly call: SystemCall;
  readonly argument: number;
  readonly mask: number;
  readonly values: readonly number[];
  /** For a call whose argument is another one. */
  readonly otherwise: Exclude<Verdict, 'allow'>;
}

/** Which calls of the kernel a process behind a wall may make; what is not named is "not implemented". */
export interface Profile {
  readonly allowed: readonly SystemCall[];
  readonly refused: readonly SystemCall[];
  readonly looked: readonly ArgumentRule[];
}

/** Flags of clone for a namespace of its own: mount, cgroup, uts, ipc, user, pid, net. */
const NAMESPACE_FLAGS = 0x7e020000;
/** A mask that looks at the whole argument. */
export const EVERY_BIT = 0xffffffff;
const AF_UNIX = 1;
/** To duplicate a descriptor, to read and set its flags and those of its file, and to duplicate it with a flag. */
const FILE_CONTROLS: readonly number[] = [0, 1, 2, 3, 4, 1030];

/**
 * Processes and threads without namespaces (clone3, whose flags lie in memory, is unknown, so that C libraries fall back
 * to clone), sockets within the machine only, and no lock, lease or notice of a file.
 */
const LOOKED: readonly ArgumentRule[] = [
  {
    call: { name: 'clone', x64: 56, arm64: 220 },
    argument: 0,
    mask: NAMESPACE_FLAGS,
    values: [0],
    otherwise: 'unknown',
  },
  ...[
    { name: 'socket', x64: 41, arm64: 198 },
    { name: 'socketpair', x64: 53, arm64: 199 },
  ].map((call): ArgumentRule => ({ call, argument: 0, mask: EVERY_BIT, values: [AF_UNIX], otherwise: 'refuse' })),
  {
    call: { name: 'fcntl', x64: 72, arm64: 25 },
    argument: 1,
    mask: EVERY_BIT,
    values: FILE_CONTROLS,
    otherwise: 'unknown',
  },
];

/** The profile of every wall. */
export const PROFILE: Profile = { allowed: ALLOWED_CALLS, refused: REFUSED_CALLS, looked: LOOKED };
