import type { Reason } from '../../gate.ts';
import type { RuleAnswer, RuleResult, RulesReport } from '../rule-report.ts';

/** The sign before a rule's line. */
export const RULE_SIGNS: Readonly<Record<RuleAnswer, string>> = {
  pass: '✓',
  fail: '✗',
  exempt: '–',
  asleep: '○',
  waived: '~',
  pending: '…',
  unknown: '!',
};

/** The answer in words, as a reader knows it. */
export const RULE_WORDS: Readonly<Record<RuleAnswer, string>> = {
  pass: 'pass',
  fail: 'fail',
  exempt: 'exempt',
  asleep: 'asleep',
  waived: 'waived',
  pending: 'waiting',
  unknown: 'unknown',
};

/** In the order in which a reader needs them. */
const ORDER: readonly RuleAnswer[] = ['fail', 'unknown', 'pending', 'waived', 'pass', 'exempt', 'asleep'];

/** The rules as people read them: what blocks first; equal ones keep their order. */
export function byWeight(rules: readonly RuleResult[]): readonly RuleResult[] {
  return rules.toSorted((left, right) => ORDER.indexOf(left.answer) - ORDER.indexOf(right.answer));
}

/** Whether a rule asks of this change. */
export function asks({ answer }: RuleResult): boolean {
  return answer !== 'exempt' && answer !== 'asleep';
}

/** The reason of a rule that a reader needs first. */
export function leadOf({ reasons }: RuleResult): Reason {
  return reasons[0] ?? { level: 'notice', key: 'none', text: 'no reason was given' };
}

/** What to do about a rule that does not pass: how to mend the reason, else what the rule itself says. */
export function deedFor(rule: RuleResult): string {
  if (rule.answer === 'pass' || rule.answer === 'waived' || rule.answer === 'exempt') return '';
  const { mend } = leadOf(rule);
  if (rule.answer !== 'fail') return mend ?? '';
  return mend === undefined ? rule.message : `${rule.message} ${mend}`;
}

const MOST_NAMED = 4;

/** What the check is titled: which rules fail, or why nothing does; made of names and the product's own words. */
export function titleOfRules({ rules, conclusion }: Pick<RulesReport, 'rules' | 'conclusion'>): string {
  const asking = rules.filter(asks);
  const of = (answer: RuleAnswer) => rules.filter((rule) => rule.answer === answer);
  const counted = (found: readonly RuleResult[], one: string, many: string) =>
    `${found.length} of ${asking.length} ${asking.length === 1 ? 'rule' : 'rules'} ${found.length === 1 ? one : many}: ${list(found)}`;
  if (conclusion === 'failure') return counted(of('fail'), 'fails', 'fail');
  if (conclusion === 'action_required') {
    return asking.length === 0
      ? 'No rule was asked'
      : counted(of('unknown'), 'could not be judged', 'could not be judged');
  }
  if (conclusion === 'pending') return counted(of('pending'), 'waits', 'wait');
  if (asking.length === 0) return tellSilence(rules);
  const waived = of('waived');
  if (waived.length > 0) return `No rule fails; waived: ${list(waived)}`;
  return asking.length === 1
    ? `The one rule that asks passes: ${list(asking)}`
    : `All ${asking.length} rules that ask pass`;
}

function tellSilence(rules: readonly RuleResult[]): string {
  if (rules.length === 0) return 'There are no blocking rules';
  const asleep = rules.filter(({ answer }) => answer === 'asleep').length;
  if (asleep === rules.length) return `All ${asleep} rules are asleep`;
  return `No rule asks of this change: ${rules.length - asleep} exempt, ${asleep} asleep`;
}

function list(rules: readonly RuleResult[]): string {
  const names = rules.slice(0, MOST_NAMED).map(({ id }) => id);
  const left = rules.length - names.length;
  return `${names.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}
