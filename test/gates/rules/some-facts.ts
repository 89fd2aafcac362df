import { readFileSync } from 'node:fs';
import { bindingDecisions } from '../../../src/adr/binding.ts';
import type { NamedHit, RuleStanding } from '../../../src/evidence/account.ts';
import { judgeRules } from '../../../src/gates/rules/judge-rules.ts';
import type { HeadCheck, Known, RuleFacts } from '../../../src/gates/rules/rule-facts.ts';
import type { RuleResult } from '../../../src/gates/rules/rule-report.ts';
import { parseRuleCatalog, type SettledRules, settleRules } from '../../../src/gates/rules/settled-rule.ts';
import { recordText, someRecord } from '../../adr/some-records.ts';
import { shippedRule } from '../../evidence/shipped-rules.ts';
import { someChange, someConfig } from '../some-pull.ts';

const CATALOG = new URL('../../../catalog/rules.yaml', import.meta.url);

/** The built-in rules as they stand in the catalog. */
export const BUILT_IN = parseRuleCatalog(readFileSync(CATALOG, 'utf8'), 'catalog/rules.yaml');

/** What is known. */
export function known<T>(value: T): Known<T> {
  return { kind: 'known', value };
}

/** What is not known. */
export const UNKNOWN = { kind: 'unknown', why: 'nobody answers' } as const;

/** A pull request of which everything is known and nothing is touched; the given parts are others. */
export function someFacts(given: Partial<RuleFacts> = {}): RuleFacts {
  return {
    head: 'a1b2c3d4e5f6',
    baseBranch: 'main',
    labels: known([]),
    change: someChange(),
    critical: [],
    before: known([]),
    after: known([]),
    evidence: known({ hits: [], unread: [], rules: [] }),
    records: known({ records: [], binding: [] }),
    approvals: known([]),
    teams: new Map(),
    checks: known([]),
    ...given,
  };
}

/** A rule that runs as its file says, or is off. */
export function running(id: string, runs?: RuleStanding['runs']): RuleStanding {
  const rule = shippedRule(id);
  return { rule, own: false, runs: runs ?? rule.class, decision: null };
}

/** A hit of a rule. */
export function someHit(rule: string, given: Partial<NamedHit> = {}): NamedHit {
  const { severity, code, skill } = shippedRule(rule);
  return {
    ...{ rule, class: 'hard', severity, code, skill, path: 'src/a.py', line: 3, side: 'after', quote: 'x' },
    ...{ message: 'It was found.', mend: 'Mend it.', record: null, allowed: null, symbol: null, finding: 'F-01234567' },
    ...given,
  };
}

/** The newest runs of checks on the head, by name. */
export function checks(...states: readonly (readonly [name: string, state: string, app?: string | null])[]) {
  return known(states.map(([name, state, app = 'github-actions']): HeadCheck => ({ name, state, app })));
}

/** The decisions of a folder of records at the base, and those that bind a change of some paths. */
export function recordsOf(texts: Readonly<Record<string, string>>, ...paths: readonly string[]) {
  const records = Object.entries(texts).map(([path, text]) => someRecord(text, path));
  return known({ records, binding: bindingDecisions(someChange(...paths), records) });
}

const INVARIANT = `
## Invariants

\`\`\`yaml
- id: no-requests
  rule: forbid-import
  applies_to: [src/**]
  modules: [requests]
\`\`\`
`;

/** A record that is critical and forbids an import below \`src\`. */
export const CRITICAL_RECORD = recordText({ status: 'Accepted (critical)', rest: INVARIANT });

/** The rules of a configuration, by the lines behind \`version: 1\`. */
export function settled(text: string | null): SettledRules {
  return settleRules(someConfig(text), BUILT_IN);
}

/** The answer of the one rule of a configuration. */
export function judged(text: string, facts: RuleFacts): RuleResult {
  const [result, ...others] = judgeRules(settled(text).rules, facts);
  if (result === undefined || others.length > 0) throw new Error(`${others.length + 1} rules, not one`);
  return result;
}

/** A rule of a configuration, from its parts in YAML. */
export function ruleText(parts: { readonly when?: string; readonly require: string; readonly more?: string }): string {
  const { when, require, more = '' } = parts;
  return [
    'rules:',
    '  - id: some-rule',
    ...(when === undefined ? [] : [`    when: { ${when} }`]),
    `    require: { ${require} }`,
    '    owner: acme/platform',
    '    message: Do what the rule asks for.',
    `${more === '' ? '' : `    ${more}`}`,
  ].join('\n');
}
