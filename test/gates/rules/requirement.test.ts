import { describe, expect, it } from 'vitest';
import type { RuleFacts } from '../../../src/gates/rules/rule-facts.ts';
import type { RuleAnswer } from '../../../src/gates/rules/rule-report.ts';
import { recordText } from '../../adr/some-records.ts';
import {
  CRITICAL_RECORD,
  checks,
  judged,
  known,
  recordsOf,
  ruleText,
  running,
  someFacts,
  someHit,
  UNKNOWN,
} from './some-facts.ts';

interface Case {
  readonly what: string;
  readonly rule: Parameters<typeof ruleText>[0];
  readonly facts: Partial<RuleFacts>;
  readonly answer: RuleAnswer;
}

const green = { checks: checks(['ci', 'success']) };
const BACKFILL = running('leak/backfill');
const seen = (...hits: ReturnType<typeof someHit>[]) => known({ hits, unread: [], rules: [BACKFILL] });
const blind = known({ hits: [], unread: [{ path: 'src/a.py', reason: 'over 2 MB' }], rules: [BACKFILL] });
const off = known({ hits: [], unread: [], rules: [running('leak/backfill', 'off')] });
const RECORDS = { 'docs/adr/0007-what.md': CRITICAL_RECORD, 'docs/adr/0008-else.md': recordText() };

const approvals = (...given: readonly (readonly [login: string, onHead: boolean])[]) =>
  known(given.map(([login, onHead]) => ({ login, onHead })));
const team = (...members: readonly string[]) => new Map([['acme/risk', { kind: 'read', members } as const]]);

const requirements: readonly Case[] = [
  {
    what: 'two approvals of two',
    rule: { require: 'approval: { team: acme/risk, count: 2 }' },
    facts: { approvals: approvals(['rae', true], ['sam', true]), teams: team('rae', 'sam') },
    answer: 'pass',
  },
  {
    what: 'one approval of two',
    rule: { require: 'approval: { team: acme/risk, count: 2 }' },
    facts: { approvals: approvals(['rae', true], ['sam', true]), teams: team('rae') },
    answer: 'fail',
  },
  {
    what: 'an approval of an earlier commit',
    rule: { require: 'approval: { team: acme/risk }' },
    facts: { approvals: approvals(['rae', false]), teams: team('rae') },
    answer: 'fail',
  },
  {
    what: 'reviews that nobody could read',
    rule: { require: 'approval: { team: acme/risk }' },
    facts: { approvals: UNKNOWN, teams: team('rae') },
    answer: 'unknown',
  },
  {
    what: 'a listed user, in whatever letters',
    rule: { require: 'approval: { users: [Rae] }' },
    facts: { approvals: approvals(['rae', true]) },
    answer: 'pass',
  },
  {
    what: 'another user',
    rule: { require: 'approval: { users: [rae] }' },
    facts: { approvals: approvals(['sam', true]) },
    answer: 'fail',
  },
  { what: 'a check that is not there', rule: { require: 'check: { name: ci }' }, facts: {}, answer: 'pending' },
  {
    what: 'a check that was skipped',
    rule: { require: 'check: { name: ci }' },
    facts: { checks: checks(['ci', 'skipped']) },
    answer: 'fail',
  },
  {
    what: 'a status where a run of an app is asked for',
    rule: { require: 'check: { name: ci, app: github-actions }' },
    facts: { checks: checks(['ci', 'success', null]) },
    answer: 'pending',
  },
  {
    what: 'a check of the same name by two apps, one of which fails',
    rule: { require: 'check: { name: ci }' },
    facts: { checks: checks(['ci', 'success'], ['ci', 'failure', 'other']) },
    answer: 'fail',
  },
  {
    what: 'a pattern of names',
    rule: { require: 'check: { name: "ci / *" }' },
    facts: { checks: checks(['ci / a', 'success'], ['lint', 'failure']) },
    answer: 'pass',
  },
  {
    what: 'a file that is there',
    rule: { require: 'artefact: { path: docs/plan.md }' },
    facts: { after: known(['docs/plan.md']) },
    answer: 'pass',
  },
  {
    what: 'a file that is not there',
    rule: { require: 'artefact: { path: docs/plan.md }' },
    facts: { after: known(['docs/other.md']) },
    answer: 'fail',
  },
  {
    what: 'a file that is there and was not changed',
    rule: { require: 'artefact: { path: docs/plan.md, changed: true }' },
    facts: { after: known(['docs/plan.md']) },
    answer: 'fail',
  },
  {
    what: 'files that nobody could list',
    rule: { require: 'artefact: { path: docs/plan.md }' },
    facts: { after: UNKNOWN },
    answer: 'unknown',
  },
  {
    what: 'no evidence',
    rule: { require: 'evidence: { none_of: [hard] }' },
    facts: { evidence: seen() },
    answer: 'pass',
  },
  {
    what: 'evidence',
    rule: { require: 'evidence: { none_of: [hard] }' },
    facts: { evidence: seen(someHit('leak/backfill')) },
    answer: 'fail',
  },
  {
    what: 'no evidence and a file that no rule could read',
    rule: { require: 'evidence: { none_of: [hard] }' },
    facts: { evidence: blind },
    answer: 'unknown',
  },
  {
    what: 'a record without invariants',
    rule: { require: 'adr: { respected: [8] }' },
    facts: { records: recordsOf(RECORDS) },
    answer: 'asleep',
  },
  {
    what: 'one part that passes and one that fails',
    rule: { require: 'check: { name: ci }, artefact: { path: a.md }' },
    facts: green,
    answer: 'fail',
  },
  {
    what: 'one part that passes and one that sleeps',
    rule: { require: 'check: { name: ci }, evidence: { none_of: [hard] }' },
    facts: { ...green, evidence: off },
    answer: 'asleep',
  },
];

describe('a requirement', () => {
  it.each(requirements)('is answered $answer by $what', ({ rule, facts, answer }) => {
    expect(judged(ruleText(rule), someFacts(facts)).answer).toBe(answer);
  });

  it('points at the line of what it found', () => {
    const facts = someFacts({ evidence: seen(someHit('leak/backfill', { path: 'src/a.py', line: 7 })) });

    const { reasons } = judged(ruleText({ require: 'evidence: { none_of: [leak/backfill] }' }), facts);

    expect(reasons).toMatchObject([{ path: 'src/a.py', line: 7, mend: 'Mend it.' }]);
  });
});
