import type { Session } from '../committee/session.ts';
import type { ErrorCode } from '../kernel/app-error.ts';

/** What the program tells the shell; the same numbers in a terminal and in Actions. */
export const EXIT = { passed: 0, failed: 1, badInput: 2, inconclusive: 3, outsideFailed: 4 } as const;

/** The exit code of a session: by status, and a rehearsal that does not reject is never a success where verdicts block. */
export function exitCodeOf({
  verdict,
  rehearsal,
  enforcement,
}: Pick<Session, 'verdict' | 'rehearsal' | 'enforcement'>): number {
  if (verdict.status === 'REJECTED') return EXIT.failed;
  if (rehearsal) return enforcement === 'blocking' ? EXIT.inconclusive : EXIT.passed;
  return verdict.status === 'INCONCLUSIVE' ? EXIT.inconclusive : EXIT.passed;
}

/** The exit code of an error. */
export function exitCodeOfError(code: ErrorCode): number {
  switch (code) {
    case 'bad-input':
    case 'bad-config':
      return EXIT.badInput;
    case 'outside-failed':
    case 'broken':
      return EXIT.outsideFailed;
    default:
      return code satisfies never;
  }
}
