import { type EvidenceRule, parseRule } from '../../src/evidence/rule.ts';

const HEAD = `id: test/calls
title: A call of f
skill: ops
class: soft
severity: minor
code: EXECUTION_RISK
language: python
message: f is called.
why: It is a test.
mend: Call g.
`;

const EXAMPLES = `examples:
  bad: [f()]
  good: [g()]
`;

const CALLS_F = `rule:
  kind: call
  has: { field: function, regex: '^f$' }
`;

/** The text of a complete rule file around the lines that say what it finds. */
export function ruleText(finds = CALLS_F): string {
  return HEAD + finds + EXAMPLES;
}

/** A rule that finds what the given lines say, by default each call of `f`. */
export function someRule(finds = CALLS_F, changes: Partial<EvidenceRule> = {}): EvidenceRule {
  return { ...parseRule(ruleText(finds), 'test.yml'), ...changes };
}
