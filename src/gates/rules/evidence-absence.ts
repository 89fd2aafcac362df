import type { NamedHit } from '../../evidence/account.ts';
import type { Reason } from '../gate.ts';
import { type EvidenceWords, isSelected, runningOf } from './evidence-selection.ts';
import { type Found, failed, passed, sleeps, unjudged } from './found.ts';
import type { EvidenceFacts, RuleFacts } from './rule-facts.ts';

/** Whether none of the named evidence rules points at a line; a file that no rule could read is no pass. */
export function judgeAbsence(words: EvidenceWords, { evidence }: Pick<RuleFacts, 'evidence'>): Found {
  if (evidence.kind === 'unknown') return unjudged('evidence unknown', `The evidence is not known: ${evidence.why}.`);
  const running = runningOf(words, evidence.value);
  if (running.length === 0) return sleeps('evidence off', `None of ${words.join(', ')} runs in this repository.`);
  const hits = evidence.value.hits.filter((hit) => isSelected(hit, words));
  if (hits.length > 0) return failed(...hits.map(reasonOf));
  const blind = blindSpot(evidence.value);
  if (blind !== null) return blind;
  return passed(
    running.length === 1 ? `${running.join('')} points at nothing` : `${running.length} rules point at nothing`,
  );
}

/** A hit as the reason of a failure. */
export function reasonOf({ rule, path, line, side, message, mend }: NamedHit): Omit<Reason, 'level'> {
  // A line that was removed has no number after the change.
  const place = side === 'after' ? { path, line } : { path };
  return { key: `evidence ${rule}`, text: `${rule}: ${message}`, mend, ...place };
}

/** What follows from files that the rules could not read; null when they read them all. */
export function blindSpot({ unread }: EvidenceFacts): Found | null {
  const [first] = unread;
  if (first === undefined) return null;
  const more = unread.length === 1 ? '' : `, and ${unread.length - 1} more files`;
  return unjudged(
    'evidence unread',
    `${first.path} could not be read (${first.reason})${more}, so nothing is known of it.`,
  );
}
