import { redactSecrets } from '../../change/secrets.ts';
import type { Complaint } from '../../kernel/complaint.ts';
import { reasonOfComplaint } from '../complaint-reason.ts';
import type { Reason } from '../gate.ts';
import type { RuleResult, RulesConclusion, RulesReport } from './rule-report.ts';
import type { WaivedRules } from './waive-rules.ts';

/** What the rules say of a pull request; a credential that its author wrote is not repeated. */
export function reportRules({ rules, waivers, notes }: WaivedRules): RulesReport {
  return {
    rules: rules.map((rule) => ({ ...rule, reasons: rule.reasons.map(withoutSecrets) })),
    conclusion: conclude(rules),
    notes: notes.map(withoutSecrets),
    waivers,
  };
}

function withoutSecrets(reason: Reason): Reason {
  const { text, mend } = reason;
  return { ...reason, text: redact(text), ...(mend !== undefined && { mend: redact(mend) }) };
}

function redact(text: string): string {
  return redactSecrets('rules', text).text;
}

/**
 * A failing rule outweighs everything, then one that could not be judged, then one that waits: only what is decided lets
 * a required check pass, and nothing passed at all is no success.
 */
function conclude(rules: readonly RuleResult[]): RulesConclusion {
  const answers = rules.map(({ answer }) => answer);
  if (answers.includes('fail')) return 'failure';
  if (answers.includes('unknown')) return 'action_required';
  if (answers.includes('pending')) return 'pending';
  if (answers.includes('waived')) return 'neutral';
  return answers.includes('pass') ? 'success' : 'neutral';
}

/** No rule was asked, since the configuration cannot be read; nothing passes in silence. */
export function reportMisruled(complaint: Complaint): RulesReport {
  return { rules: [], conclusion: 'action_required', notes: [reasonOfComplaint(complaint)], waivers: [] };
}

/** The report for a queued commit that is no longer the head: its reviews and checks speak of other commits. */
export function reportMoved(): RulesReport {
  const reason: Reason = {
    level: 'failure',
    key: 'queued head',
    text: 'The queued commit is no longer the head of the pull request, so no rule is judged on it.',
    mend: 'Take the pull request out of the merge queue, wait for its check, and queue it again.',
  };
  return { rules: [], conclusion: 'action_required', notes: [reason], waivers: [] };
}
