import type { Severity } from '../../kernel/severity.ts';
import type { RuleStanding } from '../account.ts';
import type { EvidenceRule } from '../rule.ts';
import { ruleHelpMarkdown, ruleHelpText, rulePage, ruleTags } from '../rule-help.ts';
import { levelOfHit } from './result.ts';
import { cut } from './words.ts';

/** GitHub cuts longer descriptions. */
const LONGEST_DESCRIPTION = 1_024;
const LONGEST_NAME = 255;

/** A rule as a SARIF reporting descriptor, in the words of its file. */
export function sarifRule({ rule, own, runs }: RuleStanding, pages: string | null) {
  const { id, title, message, why } = rule;
  const level = levelOfHit(rule);
  return {
    id,
    name: cut(title, LONGEST_NAME),
    shortDescription: { text: cut(title, LONGEST_DESCRIPTION) },
    fullDescription: { text: cut(`${message} ${why}`, LONGEST_DESCRIPTION) },
    help: { text: ruleHelpText(rule), markdown: ruleHelpMarkdown(rule) },
    ...(pages !== null && !own && { helpUri: `${pages}/${rulePage(id)}` }),
    defaultConfiguration: { enabled: true, level },
    properties: {
      tags: ruleTags(rule),
      precision: PRECISIONS[runs === 'off' ? rule.class : runs],
      'problem.severity': PROBLEMS[level],
      ...securityOf(rule),
    },
  };
}

/** What is hard counts by itself; what is soft is a hint that somebody has to look at. */
const PRECISIONS = { hard: 'very-high', soft: 'medium' } as const;

/** The words of the same meaning that GitHub knows from CodeQL. */
const PROBLEMS = { error: 'error', warning: 'warning', note: 'recommendation' } as const;

/** From 9 on GitHub calls it critical, from 7 high, from 4 medium, below low. */
const SECURITY_SEVERITIES: Readonly<Record<Severity, string>> = {
  blocker: '9.1',
  major: '8.0',
  minor: '5.0',
  note: '3.0',
};

function securityOf({ code, severity }: EvidenceRule) {
  return code === 'SECURITY_RISK' ? { 'security-severity': SECURITY_SEVERITIES[severity] } : {};
}
