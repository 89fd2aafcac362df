import { AppError } from '../../../../kernel/app-error.ts';
import type { ArgumentRule, Profile, Verdict } from './profile.ts';
import type { SystemCall } from './system-calls.ts';

/** An architecture whose calls a filter can tell, by the name that Node has for it. */
export type Architecture = 'x64' | 'arm64';

/** One step of a classic Berkeley packet filter. */
interface Step {
  readonly code: number;
  readonly jumpTrue?: number;
  readonly jumpFalse?: number;
  readonly k: number;
}

const LOAD = 0x20;
const AND = 0x54;
const JUMP_EQUAL = 0x15;
const JUMP_AT_LEAST = 0x35;
const JUMP_ABOVE = 0x25;
const RETURN = 0x06;

/** Offsets in `struct seccomp_data`: the number, the architecture, six arguments of 64 bits. */
const NUMBER_AT = 0;
const ARCHITECTURE_AT = 4;
const ARGUMENTS_AT = 16;

const AUDIT_ARCHITECTURE: Readonly<Record<Architecture, number>> = { x64: 0xc000003e, arm64: 0xc00000b7 };

const KILL_PROCESS = 0x80000000;
const ANSWERS: Readonly<Record<Verdict, number>> = {
  allow: 0x7fff0000,
  // SECCOMP_RET_ERRNO with EPERM and with ENOSYS.
  refuse: 0x00050001,
  unknown: 0x00050026,
};

const STEP_BYTES = 8;

/**
 * Assembles the profile as the filter that the kernel runs before each call. A call by the rules of another architecture
 * ends the process; neighbours with one verdict are one range, so that no jump is longer than a byte can say.
 */
export function assembleFilter(profile: Profile, architecture: Architecture): Buffer {
  const steps: Step[] = [
    { code: LOAD, k: ARCHITECTURE_AT },
    { code: JUMP_EQUAL, jumpTrue: 1, k: AUDIT_ARCHITECTURE[architecture] },
    { code: RETURN, k: KILL_PROCESS },
    { code: LOAD, k: NUMBER_AT },
    ...profile.looked.flatMap((rule) => stepsOf(rule, architecture)),
    ...rangesOf(profile, architecture).flatMap(stepsOfRange),
    { code: RETURN, k: ANSWERS.unknown },
  ];
  const bytes = Buffer.alloc(steps.length * STEP_BYTES);
  for (const [at, step] of steps.entries()) write(step, bytes, at * STEP_BYTES);
  return bytes;
}

/** The architecture of this machine; the wall of a kernel that makes its calls otherwise cannot be put up. */
export function ownArchitecture(): Architecture {
  if (process.arch === 'x64' || process.arch === 'arm64') return process.arch;
  throw new AppError('outside-failed', `there is no filter of system calls for ${process.arch}`, {
    expected: 'a machine with x86_64 or aarch64',
    advice: 'Run backtests on another machine.',
  });
}

function stepsOf({ call, argument, mask, values, otherwise }: ArgumentRule, architecture: Architecture): Step[] {
  const number = call[architecture];
  if (number === null) return [];
  const look: Step[] = [
    { code: LOAD, k: ARGUMENTS_AT + argument * 8 },
    { code: AND, k: mask },
    ...values.flatMap((value): Step[] => [
      { code: JUMP_EQUAL, jumpFalse: 1, k: value },
      { code: RETURN, k: ANSWERS.allow },
    ]),
    { code: RETURN, k: ANSWERS[otherwise] },
  ];
  return [{ code: JUMP_EQUAL, jumpFalse: look.length, k: number }, ...look];
}

interface Range {
  readonly verdict: Verdict;
  readonly from: number;
  /** The last one in it. */
  until: number;
}

function rangesOf({ allowed, refused }: Profile, architecture: Architecture): readonly Range[] {
  const numbered = (calls: readonly SystemCall[], verdict: Verdict) =>
    calls.flatMap(({ [architecture]: number }) => (number === null ? [] : [{ number, verdict }]));
  const all = [...numbered(allowed, 'allow'), ...numbered(refused, 'refuse')].sort((a, b) => a.number - b.number);
  const ranges: Range[] = [];
  for (const { number, verdict } of all) {
    const last = ranges.at(-1);
    if (last?.verdict === verdict && last.until === number - 1) last.until = number;
    else ranges.push({ verdict, from: number, until: number });
  }
  return ranges;
}

function stepsOfRange({ verdict, from, until }: Range): readonly Step[] {
  return [
    { code: JUMP_AT_LEAST, jumpFalse: 2, k: from },
    { code: JUMP_ABOVE, jumpTrue: 1, k: until },
    { code: RETURN, k: ANSWERS[verdict] },
  ];
}

function write({ code, jumpTrue = 0, jumpFalse = 0, k }: Step, bytes: Buffer, at: number): void {
  bytes.writeUInt16LE(code, at);
  bytes.writeUInt8(jumpTrue, at + 2);
  bytes.writeUInt8(jumpFalse, at + 3);
  bytes.writeUInt32LE(k, at + 4);
}
