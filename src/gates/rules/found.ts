import type { Reason } from '../gate.ts';
import type { RuleAnswer } from './rule-report.ts';

/** What one requirement of a rule came to. */
export interface Found {
  readonly answer: Exclude<RuleAnswer, 'waived' | 'exempt'>;
  readonly reasons: readonly Reason[];
}

/** A requirement that holds. */
export function passed(text: string): Found {
  return { answer: 'pass', reasons: [{ level: 'notice', key: 'pass', text }] };
}

/** A requirement that does not hold. */
export function failed(...reasons: readonly Omit<Reason, 'level'>[]): Found {
  return { answer: 'fail', reasons: reasons.map((reason) => ({ level: 'failure', ...reason })) };
}

/** A requirement that the repository has no use for. */
export function sleeps(key: string, text: string, mend?: string): Found {
  return { answer: 'asleep', reasons: [{ level: 'notice', key, text, ...(mend !== undefined && { mend }) }] };
}

/** A requirement of which the outcome is still to come. */
export function waits(key: string, text: string): Found {
  return { answer: 'pending', reasons: [{ level: 'warning', key, text }] };
}

/** A requirement that could not be judged, which never passes. */
export function unjudged(key: string, text: string, mend?: string): Found {
  return { answer: 'unknown', reasons: [{ level: 'failure', key, text, ...(mend !== undefined && { mend }) }] };
}
