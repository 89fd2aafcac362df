import { isCandidate } from '../finding.ts';
import { type Hearing, ruleOn } from '../verdict.ts';

/**
 * Whether later reviews may rest on a session: every seated skill and enough seats were heard, enough was read, no
 * weighty claim waits for the other model, not all abstained, and in a rehearsal some rule covers what was read. What
 * was confirmed does not matter: a rejected change can have been read whole. A session that is not complete never
 * takes the place of a baseline.
 */
export function isComplete(hearing: Hearing): boolean {
  const waiting = hearing.findings.filter((one) => isCandidate(one) && one.standing.kind === 'unanswered');
  return ruleOn({ ...hearing, findings: waiting }).missing.length === 0;
}
