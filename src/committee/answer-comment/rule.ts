import type { RuleAnswer } from '../../gates/rules/rule-report.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { drawLogin } from '../comment/decisions.ts';
import { drawCommit } from '../comment/where.ts';

/** What is said of a waiver of a blocking rule. */
export type RuleWaiverAnswer =
  | {
      readonly kind: 'rule-waived';
      readonly rule: string;
      readonly by: string;
      readonly head: string;
      readonly reason: string;
    }
  /** There is no rule of that name here; the nearest one, null where none is near. */
  | { readonly kind: 'rule-unknown'; readonly rule: string; readonly near: string | null }
  | { readonly kind: 'rule-not-waivable'; readonly rule: string; readonly owner: string | null }
  /** There is nothing to waive: the rule gives another answer. */
  | { readonly kind: 'rule-not-failing'; readonly rule: string; readonly answer: RuleAnswer };

const LONGEST_REASON = 2_000;
const NOTHING = 'Nothing was recorded.';

/** Says which rule was waived for how long, or why there was nothing to waive. */
export function renderRuleWaiver(answer: RuleWaiverAnswer): string {
  const rule = inlineCode(answer.rule);
  switch (answer.kind) {
    case 'rule-unknown': {
      const meant = answer.near === null ? '' : ` Did you mean ${inlineCode(`rule:${answer.near}`)}?`;
      return `**There is no blocking rule ${rule} here.**${meant} ${NOTHING}`;
    }
    case 'rule-not-waivable': {
      const owner = answer.owner === null ? '' : ` Speak with ${inlineCode(answer.owner)}, who answers for it.`;
      return `**The rule ${rule} may not be waived.**${owner} ${NOTHING}`;
    }
    case 'rule-not-failing':
      return `**The rule ${rule} ${STATES[answer.answer]}.** ${NOTHING}`;
    case 'rule-waived': {
      const { by, head, reason } = answer;
      return [
        `**The rule ${rule} is waived** by ${drawLogin(by)} at ${drawCommit(head)}: ${plainText(reason, LONGEST_REASON)}`,
        `The check ${inlineCode('conclave/rules')} is written anew. The waiver holds for this commit and for the reasons that it fails for now.`,
      ].join('\n\n');
    }
    default:
      return answer satisfies never;
  }
}

const STATES: Readonly<Record<RuleAnswer, string>> = {
  pass: 'passes, so that there is nothing to waive',
  fail: 'fails',
  exempt: 'does not ask of this change, so that there is nothing to waive',
  asleep: 'is asleep, so that there is nothing to waive',
  waived: 'is waived already',
  pending: 'waits for a check that has not ended, so that there is nothing to waive yet',
  unknown: 'could not be judged; mend first what stands in its way',
};
