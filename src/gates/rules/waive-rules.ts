import type { Reason } from '../gate.ts';
import type { RuleResult, RuleWaiver } from './rule-report.ts';

/** Key and path of every reason for which a rule fails, sorted and each once: by them a new failure is told. */
export function marksOf({ reasons }: Pick<RuleResult, 'reasons'>): readonly string[] {
  const failing = reasons.filter(({ level }) => level === 'failure');
  const marks = failing.map(({ key, path }) => (path === undefined ? key : `${key} in ${path}`));
  return [...new Set(marks)].toSorted();
}

/** The answers with what people decided about the failing ones, and the decisions that were used. */
export interface WaivedRules {
  readonly rules: readonly RuleResult[];
  readonly waivers: readonly RuleWaiver[];
  readonly notes: readonly Reason[];
}

/**
 * Lets a failing rule be waived by the first decision that names it at this very head, while nothing fails there that
 * did not fail then. A rule that may not be waived stays as it is, whatever is on record.
 */
export function waiveRules(judged: readonly RuleResult[], waivers: readonly RuleWaiver[], head: string): WaivedRules {
  const used: RuleWaiver[] = [];
  const notes: Reason[] = [];
  const rules = judged.map((rule) => {
    const naming = rule.answer === 'fail' ? waivers.filter((waiver) => waiver.rule === rule.id) : [];
    const last = naming.at(-1);
    if (last === undefined) return rule;
    const marks = marksOf(rule);
    const counts = (waiver: RuleWaiver) => waiver.head === head && marks.every((mark) => waiver.marks.includes(mark));
    const counting = rule.waivable ? naming.find(counts) : undefined;
    if (counting === undefined) {
      notes.push(rule.waivable ? lapsed(last) : refused(last));
      return rule;
    }
    used.push(counting);
    return waived(rule, counting);
  });
  return { rules, waivers: used, notes };
}

const SHORT_SHA = 7;

function lapsed({ rule, by, head }: RuleWaiver): Reason {
  return {
    level: 'warning',
    key: `waiver lapsed ${rule}`,
    text: `The waiver of ${rule} by @${by} was given at ${head.slice(0, SHORT_SHA)}; the rule fails at another commit or for another reason now.`,
    mend: `Mend it, or ask anew with /conclave waive rule:${rule} and a reason.`,
  };
}

function refused({ rule, by }: RuleWaiver): Reason {
  const text = `The waiver of ${rule} by @${by} changes nothing: the rule may not be waived any more.`;
  return { level: 'warning', key: `waiver refused ${rule}`, text };
}

/** What failed stays to be read, as a warning. */
function waived(rule: RuleResult, { by, head, reason }: RuleWaiver): RuleResult {
  const decision: Reason = {
    level: 'notice',
    key: 'waived',
    text: `waived by @${by} at ${head.slice(0, SHORT_SHA)}: "${reason}"`,
  };
  const kept = rule.reasons.map((each): Reason => (each.level === 'failure' ? { ...each, level: 'warning' } : each));
  return { ...rule, answer: 'waived', reasons: [decision, ...kept] };
}
