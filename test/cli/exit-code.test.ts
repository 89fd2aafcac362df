import { describe, expect, it } from 'vitest';
import { exitCodeOf, exitCodeOfError } from '../../src/cli/exit-code.ts';
import type { VerdictStatus } from '../../src/committee/verdict.ts';
import type { ErrorCode } from '../../src/kernel/app-error.ts';
import { accepted } from '../fixtures/sessions.ts';

type Case = readonly [status: VerdictStatus, blocking: number, advisory: number];

const ASKED: readonly Case[] = [
  ['ACCEPTED', 0, 0],
  ['ACCEPTED_WITH_CHANGES', 0, 0],
  ['REJECTED', 1, 1],
  ['INCONCLUSIVE', 3, 3],
];

const REHEARSED: readonly Case[] = [
  ['ACCEPTED', 3, 0],
  ['ACCEPTED_WITH_CHANGES', 3, 0],
  ['REJECTED', 1, 1],
  ['INCONCLUSIVE', 3, 0],
];

function codeOf(status: VerdictStatus, rehearsal: boolean, enforcement: 'blocking' | 'advisory'): number {
  const { verdict } = accepted();
  return exitCodeOf({ verdict: { ...verdict, status }, rehearsal, enforcement });
}

describe('the exit code', () => {
  it.each(ASKED)(
    'of a session that is %s is %i where verdicts block, %i where they advise',
    (status, blocking, advisory) => {
      expect([codeOf(status, false, 'blocking'), codeOf(status, false, 'advisory')]).toEqual([blocking, advisory]);
    },
  );

  it.each(REHEARSED)(
    'of a rehearsal that is %s is %i where verdicts block, %i where they advise',
    (status, blocking, advisory) => {
      expect([codeOf(status, true, 'blocking'), codeOf(status, true, 'advisory')]).toEqual([blocking, advisory]);
    },
  );

  it.each<[ErrorCode, number]>([
    ['bad-input', 2],
    ['bad-config', 2],
    ['outside-failed', 4],
    ['broken', 4],
  ])('of the error %s is %i', (code, exitCode) => {
    expect(exitCodeOfError(code)).toBe(exitCode);
  });
});
