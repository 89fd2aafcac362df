import type { AppError } from './app-error.ts';

/** What was wrong, in the words of an error for people. */
export interface Complaint {
  readonly what: string;
  /** `file:line`; null when it happened nowhere in particular. */
  readonly where: string | null;
  readonly expected: string | null;
  readonly advice: string | null;
}

/** The facts of an error, as a check or a comment tells them. */
export function complaintOf({ message, facts }: Pick<AppError, 'message' | 'facts'>): Complaint {
  const { where = null, expected = null, advice = null } = facts;
  return { what: message, where, expected, advice };
}
