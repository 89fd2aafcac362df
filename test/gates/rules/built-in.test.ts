import { describe, expect, it } from 'vitest';
import { judgeRules } from '../../../src/gates/rules/judge-rules.ts';
import type { RuleFacts } from '../../../src/gates/rules/rule-facts.ts';
import type { RuleAnswer } from '../../../src/gates/rules/rule-report.ts';
import { someChange, someFile } from '../some-pull.ts';
import {
  BUILT_IN,
  CRITICAL_RECORD,
  checks,
  known,
  recordsOf,
  running,
  settled,
  someFacts,
  someHit,
  UNKNOWN,
} from './some-facts.ts';

const RISK = 'src/risk/limits.py';
const FEATURES = 'src/feature_store/bars.py';
const RBAC = 'k8s/rbac/roles.yaml';
const RECORD = 'docs/adr/0007-what.md';
const ARCHITECTURE = 'docs/architecture.md';
const TRAINING = 'src/training/fit.py';

const approvedBy = (team: string, ...members: readonly string[]): Partial<RuleFacts> => ({
  approvals: known(['rae', 'sam'].map((login) => ({ login, onHead: true }))),
  teams: new Map([[team, { kind: 'read', members }]]),
});
const evidence = (rule: string, ...hits: ReturnType<typeof someHit>[]) =>
  known({ hits, unread: [], rules: [running(rule)] });
const bound = { records: recordsOf({ [RECORD]: CRITICAL_RECORD }, 'src/a.py'), change: someChange('src/a.py') };
const brokenRecord = { id: 'adr:7', title: 'What was decided', path: RECORD, line: 9 };
const critical = { critical: ['src/risk/**'], change: someChange(RISK) };
const structural = { before: known([ARCHITECTURE]), change: someChange(someFile('Dockerfile', { status: 'added' })) };
const developed = { before: known(['mkdocs.yml']), labels: known(['Developed']) };

interface Case {
  readonly id: string;
  readonly answer: RuleAnswer;
  readonly facts: Partial<RuleFacts>;
  readonly says: string;
}

const cases: readonly Case[] = [
  { id: 'critical-decision', answer: 'pass', facts: { ...bound, evidence: evidence('adr/invariant') }, says: 'hold' },
  {
    id: 'critical-decision',
    answer: 'fail',
    facts: { ...bound, evidence: evidence('adr/invariant', someHit('adr/invariant', { record: brokenRecord })) },
    says: 'adr/invariant',
  },
  { id: 'critical-decision', answer: 'asleep', facts: {}, says: 'no critical records' },
  {
    id: 'critical-decision',
    answer: 'exempt',
    facts: { records: recordsOf({ [RECORD]: CRITICAL_RECORD }, 'README.md') },
    says: 'binds this change',
  },
  { id: 'critical-decision', answer: 'unknown', facts: { ...bound, evidence: UNKNOWN }, says: 'nobody answers' },
  {
    id: 'critical-module-tests',
    answer: 'pass',
    facts: { ...critical, evidence: evidence('test/critical-untested') },
    says: 'points at nothing',
  },
  {
    id: 'critical-module-tests',
    answer: 'fail',
    facts: {
      ...critical,
      evidence: evidence('test/critical-untested', someHit('test/critical-untested', { path: RISK })),
    },
    says: 'test/critical-untested',
  },
  { id: 'critical-module-tests', answer: 'asleep', facts: {}, says: 'under critical:' },
  { id: 'critical-module-tests', answer: 'unknown', facts: { ...critical, evidence: UNKNOWN }, says: 'nobody answers' },
  {
    id: 'risk-engine-review',
    answer: 'pass',
    facts: { change: someChange(RISK), ...approvedBy('acme/risk', 'rae') },
    says: 'rae',
  },
  {
    id: 'risk-engine-review',
    answer: 'fail',
    facts: { change: someChange(RISK), ...approvedBy('acme/risk') },
    says: '0 of 1',
  },
  { id: 'risk-engine-review', answer: 'asleep', facts: {}, says: 'holds none of' },
  {
    id: 'risk-engine-review',
    answer: 'exempt',
    facts: { before: known([RISK]), change: someChange('README.md') },
    says: 'is touched',
  },
  {
    id: 'risk-engine-review',
    answer: 'unknown',
    facts: { change: someChange('src/kill_switch.py'), teams: new Map([['acme/risk', { kind: 'absent' }]]) },
    says: 'There is no team acme/risk',
  },
  {
    id: 'security-review',
    answer: 'pass',
    facts: { change: someChange(RBAC), ...approvedBy('acme/security', 'sam') },
    says: 'sam',
  },
  {
    id: 'security-review',
    answer: 'fail',
    facts: { change: someChange('.env.production'), ...approvedBy('acme/security') },
    says: '0 of 1',
  },
  { id: 'security-review', answer: 'asleep', facts: {}, says: 'holds none of' },
  {
    id: 'security-review',
    answer: 'unknown',
    facts: { change: someChange(RBAC), teams: new Map([['acme/security', { kind: 'unreadable', why: '403' }]]) },
    says: 'cannot be read: 403',
  },
  {
    id: 'feature-store-test',
    answer: 'pass',
    facts: { change: someChange(FEATURES, 'tests/test_parity.py') },
    says: 'tests/test_parity.py is modified',
  },
  { id: 'feature-store-test', answer: 'fail', facts: { change: someChange(FEATURES) }, says: 'no file that matches' },
  {
    id: 'feature-store-test',
    answer: 'fail',
    facts: { change: someChange(FEATURES, someFile('tests/test_parity.py', { status: 'deleted' })) },
    says: 'no file that matches',
  },
  { id: 'feature-store-test', answer: 'asleep', facts: { change: someChange('README.md') }, says: 'feature_store' },
  {
    id: 'ml-drift',
    answer: 'pass',
    facts: { change: someChange(TRAINING), checks: checks(['ml/drift', 'neutral']) },
    says: 'ended as neutral',
  },
  {
    id: 'ml-drift',
    answer: 'fail',
    facts: { change: someChange(TRAINING), checks: checks(['ml/drift', 'failure']) },
    says: 'failure',
  },
  { id: 'ml-drift', answer: 'asleep', facts: { change: someChange(TRAINING) }, says: 'no check ml/drift' },
  {
    id: 'ml-drift',
    answer: 'unknown',
    facts: { change: someChange(TRAINING), checks: UNKNOWN },
    says: 'nobody answers',
  },
  {
    id: 'backtest-regression',
    answer: 'pass',
    facts: { checks: checks(['conclave/backtest', 'success']) },
    says: 'success',
  },
  {
    id: 'backtest-regression',
    answer: 'fail',
    facts: { checks: checks(['conclave/backtest', 'failure']) },
    says: 'failure',
  },
  {
    id: 'backtest-regression',
    answer: 'pending',
    facts: { checks: checks(['conclave/backtest', 'pending']) },
    says: 'not done yet',
  },
  { id: 'backtest-regression', answer: 'asleep', facts: {}, says: 'no check conclave/backtest' },
  { id: 'ci-green', answer: 'pass', facts: { checks: checks(['test', 'success'], ['docs', 'skipped']) }, says: 'test' },
  {
    id: 'ci-green',
    answer: 'fail',
    facts: { checks: checks(['test', 'timed_out'], ['lint', 'pending']) },
    says: 'timed out',
  },
  {
    id: 'ci-green',
    answer: 'pending',
    facts: { checks: checks(['test', 'success'], ['lint', 'pending']) },
    says: 'lint',
  },
  { id: 'ci-green', answer: 'asleep', facts: { checks: checks(['conclave/verdict', 'failure']) }, says: 'no check' },
  {
    id: 'architecture-document',
    answer: 'pass',
    facts: { ...structural, change: someChange(someFile('Dockerfile', { status: 'added' }), ARCHITECTURE) },
    says: ARCHITECTURE,
  },
  { id: 'architecture-document', answer: 'fail', facts: structural, says: 'no file that matches' },
  { id: 'architecture-document', answer: 'asleep', facts: { change: structural.change }, says: 'ARCHITECTURE.md' },
  {
    id: 'developed-docs-live',
    answer: 'pass',
    facts: { ...developed, checks: checks(['docs/live', 'success']) },
    says: 'success',
  },
  {
    id: 'developed-docs-live',
    answer: 'fail',
    facts: { ...developed, checks: checks(['docs/live', 'neutral']) },
    says: 'neutral',
  },
  { id: 'developed-docs-live', answer: 'pending', facts: developed, says: 'no check docs/live' },
  { id: 'developed-docs-live', answer: 'asleep', facts: { labels: developed.labels }, says: 'mkdocs.yml' },
  { id: 'developed-docs-live', answer: 'exempt', facts: { before: developed.before }, says: 'None of the labels' },
];

const NAMED = 'rules: [{ include: defaults, teams: { risk: acme/risk, security: acme/security } }]';
const answerOf = (id: string, text: string | null, facts: Partial<RuleFacts>) =>
  judgeRules(settled(text).rules, someFacts(facts)).find((rule) => rule.id === id);

describe('a built-in rule', () => {
  it.each(cases)('$id answers $answer: $says', ({ id, answer, facts, says }) => {
    const result = answerOf(id, NAMED, facts);

    expect(result).toMatchObject({ answer, reasons: [{ text: expect.stringContaining(says) }] });
  });

  it.each(['risk-engine-review', 'security-review'])(
    '%s sleeps while no team is named, and says how to name one',
    (id) => {
      const result = answerOf(id, null, { change: someChange(RISK, RBAC) });

      expect(result).toMatchObject({ answer: 'asleep', owner: null });
      expect(result?.reasons[0]?.mend).toContain('include: defaults, teams:');
    },
  );

  it('is one of ten, each with cases of a pass, a failure and a sleep, and only one may not be waived', () => {
    const ids = BUILT_IN.map(({ id }) => id);

    expect(ids).toHaveLength(10);
    for (const id of ids) {
      const answers = cases.filter((one) => one.id === id).map(({ answer }) => answer);
      expect([id, answers]).toEqual([id, expect.arrayContaining(['pass', 'fail', 'asleep'])]);
    }
    expect(BUILT_IN.filter(({ waivable }) => !waivable).map(({ id }) => id)).toEqual(['developed-docs-live']);
  });
});
