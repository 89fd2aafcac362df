import type { Reason } from '../gate.ts';
import { judgeApproval } from './approval.ts';
import { judgeArtefact } from './artefact.ts';
import { silenceOf } from './condition.ts';
import { judgeAbsence } from './evidence-absence.ts';
import type { Found } from './found.ts';
import { judgeCheck } from './head-check.ts';
import { judgeRespect } from './record-respect.ts';
import type { RuleFacts } from './rule-facts.ts';
import type { RuleResult } from './rule-report.ts';
import type { SettledRule } from './settled-rule.ts';

/** Lets every rule answer, in order; nobody's waiver is looked at. */
export function judgeRules(rules: readonly SettledRule[], facts: RuleFacts): readonly RuleResult[] {
  return rules.map((rule) => judgeRule(rule, facts));
}

function judgeRule(rule: SettledRule, facts: RuleFacts): RuleResult {
  const { id, owner, message, waivable } = rule;
  const silence = silenceOf(rule, facts);
  if (silence !== null) {
    return { id, owner, message, waivable, answer: silence.answer, reasons: [silence.reason] };
  }
  const found = requirements.flatMap((judge) => judge(rule, facts) ?? []);
  const answer = WORST_FIRST.find((one) => found.some((each) => each.answer === one)) ?? 'unknown';
  return { id, owner, message, waivable, answer, reasons: decisiveFirst(found, answer) };
}

type Judge = (rule: SettledRule, facts: RuleFacts) => Found | null;

const requirements: readonly Judge[] = [
  ({ require: { approval } }, facts) => (approval === undefined ? null : judgeApproval(approval, facts)),
  ({ require: { check } }, facts) => (check === undefined ? null : judgeCheck(check, facts)),
  ({ require: { artefact } }, facts) => (artefact === undefined ? null : judgeArtefact(artefact, facts)),
  ({ require: { evidence } }, facts) => (evidence === undefined ? null : judgeAbsence(evidence.none_of, facts)),
  ({ require: { adr } }, facts) => (adr === undefined ? null : judgeRespect(adr.respected, facts)),
];

/** One part that is not there keeps the whole from passing. */
const WORST_FIRST: readonly Found['answer'][] = ['fail', 'unknown', 'pending', 'asleep', 'pass'];

function decisiveFirst(found: readonly Found[], answer: Found['answer']): readonly Reason[] {
  const decisive = found.filter((each) => each.answer === answer);
  const others = found.filter((each) => each.answer !== answer);
  return [...decisive, ...others].flatMap(({ reasons }) => reasons);
}
