import { describe, expect, it } from 'vitest';
import type { RuleFacts } from '../../../src/gates/rules/rule-facts.ts';
import type { RuleAnswer } from '../../../src/gates/rules/rule-report.ts';
import { wantedFacts, wantedRecords } from '../../../src/gates/rules/wanted-facts.ts';
import { recordText } from '../../adr/some-records.ts';
import { someChange, someFile } from '../some-pull.ts';
import {
  CRITICAL_RECORD,
  checks,
  judged,
  known,
  recordsOf,
  ruleText,
  running,
  settled,
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

/** It passes whenever it asks. */
const asking = (when: string) => ({ when, require: 'check: { name: ci }' });
const green = { checks: checks(['ci', 'success']) };
const touching = (...paths: readonly (string | ReturnType<typeof someFile>)[]) => ({
  ...green,
  change: someChange(...paths),
});
const deleted = someFile('src/a.py', { status: 'deleted' });
const moved = someFile('lib/a.py', { status: 'renamed', previousPath: 'src/a.py' });
const BACKFILL = running('leak/backfill');
const seen = (...hits: ReturnType<typeof someHit>[]) => known({ hits, unread: [], rules: [BACKFILL] });
const blind = known({ hits: [], unread: [{ path: 'src/a.py', reason: 'over 2 MB' }], rules: [BACKFILL] });
const off = known({ hits: [], unread: [], rules: [running('leak/backfill', 'off')] });
const RECORDS = { 'docs/adr/0007-what.md': CRITICAL_RECORD, 'docs/adr/0008-else.md': recordText() };

const conditions: readonly Case[] = [
  { what: 'no condition asks always', rule: { require: 'check: { name: ci }' }, facts: green, answer: 'pass' },
  { what: 'a touched path asks', rule: asking('paths: [src/**]'), facts: touching('src/a.py'), answer: 'pass' },
  { what: 'either path of a rename asks', rule: asking('paths: [src/**]'), facts: touching(moved), answer: 'pass' },
  {
    what: 'an exception does not ask',
    rule: asking('paths: [src/**], except: ["**/*.md"]'),
    facts: { ...touching('src/a.md'), before: known(['src/a.py']) },
    answer: 'exempt',
  },
  {
    what: 'another path does not ask',
    rule: asking('paths: [src/**]'),
    facts: { ...touching('a.py'), before: known(['src/a.py']) },
    answer: 'exempt',
  },
  { what: 'paths that nobody has sleep', rule: asking('paths: [src/**]'), facts: touching('a.py'), answer: 'asleep' },
  {
    what: 'a status that is meant asks',
    rule: asking('paths: [src/**], status: [deleted]'),
    facts: touching(deleted),
    answer: 'pass',
  },
  {
    what: 'another status does not ask',
    rule: asking('paths: [src/**], status: [added]'),
    facts: { ...touching(deleted), before: known(['src/a.py']) },
    answer: 'exempt',
  },
  {
    what: 'critical means the critical modules',
    rule: asking('paths: critical'),
    facts: { ...touching('src/a.py'), critical: ['src/**'] },
    answer: 'pass',
  },
  {
    what: 'a base branch that is meant asks',
    rule: asking('base: ["release/*"]'),
    facts: { ...green, baseBranch: 'release/2' },
    answer: 'pass',
  },
  {
    what: 'another base does not ask',
    rule: asking('base: ["release/*"]'),
    facts: { ...green, baseBranch: 'main' },
    answer: 'exempt',
  },
  {
    what: 'a label asks, in whatever letters',
    rule: asking('labels: [Hotfix]'),
    facts: { ...green, labels: known(['hotfix']) },
    answer: 'pass',
  },
  {
    what: 'labels that nobody knows leave it unknown',
    rule: asking('labels: [hotfix]'),
    facts: { ...green, labels: UNKNOWN },
    answer: 'unknown',
  },
  {
    what: 'evidence asks by its id',
    rule: asking('evidence: [leak/backfill]'),
    facts: { ...green, evidence: seen(someHit('leak/backfill')) },
    answer: 'pass',
  },
  {
    what: 'evidence asks by its family',
    rule: asking('evidence: ["leak/*"]'),
    facts: { ...green, evidence: seen(someHit('leak/backfill')) },
    answer: 'pass',
  },
  {
    what: 'evidence asks by its class',
    rule: asking('evidence: [soft]'),
    facts: { ...green, evidence: seen(someHit('leak/backfill', { class: 'hard' })) },
    answer: 'asleep',
  },
  {
    what: 'no evidence does not ask',
    rule: asking('evidence: [leak/backfill]'),
    facts: { ...green, evidence: seen() },
    answer: 'exempt',
  },
  {
    what: 'evidence that is off sleeps',
    rule: asking('evidence: [leak/backfill]'),
    facts: { ...green, evidence: off },
    answer: 'asleep',
  },
  {
    what: 'a file that no rule could read leaves it unknown',
    rule: asking('evidence: [leak/backfill]'),
    facts: { ...green, evidence: blind },
    answer: 'unknown',
  },
  {
    what: 'a record that binds asks by its number',
    rule: asking('adrs: [7]'),
    facts: { ...green, records: recordsOf(RECORDS, 'src/a.py') },
    answer: 'pass',
  },
  {
    what: 'a record asks by its path',
    rule: asking('adrs: ["docs/adr/0007*"]'),
    facts: { ...green, records: recordsOf(RECORDS, 'src/a.py') },
    answer: 'pass',
  },
  {
    what: 'a record that does not bind does not ask',
    rule: asking('adrs: [8]'),
    facts: { ...green, records: recordsOf(RECORDS, 'src/a.py') },
    answer: 'exempt',
  },
  {
    what: 'a convention that is missing puts it to sleep',
    rule: { require: 'check: { name: ci }', more: 'needs: [mkdocs.yml]' },
    facts: green,
    answer: 'asleep',
  },
  {
    what: 'files that nobody could list leave it unknown',
    rule: { require: 'check: { name: ci }', more: 'needs: [mkdocs.yml]' },
    facts: { ...green, before: UNKNOWN },
    answer: 'unknown',
  },
];

describe('a condition', () => {
  it.each(conditions)('$what', ({ rule, facts, answer }) => {
    expect(judged(ruleText(rule), someFacts(facts)).answer).toBe(answer);
  });

  it('says that its exceptions leave out every path there is, not that there is none', () => {
    const rule = ruleText(asking('paths: [src/**], except: [src/**]'));

    const { answer, reasons } = judged(rule, someFacts({ ...touching('a.py'), before: known(['src/a.py']) }));

    expect(answer).toBe('asleep');
    expect(reasons[0]?.text).toBe('"except" leaves out all that the base branch holds of src/**.');
  });
});

describe('what is looked up', () => {
  it.each([
    {
      what: 'nothing for a rule that does not ask',
      text: asking('base: [other]'),
      wanted: { checks: false, approvals: false },
    },
    {
      what: 'checks for a rule that hangs on one',
      text: asking('base: [main]'),
      wanted: { checks: true, evidence: false },
    },
    {
      what: 'evidence for a rule on decisions that state invariants',
      text: { require: 'adr: { respected: critical }' },
      wanted: { evidence: true, approvals: false },
    },
    {
      what: 'no evidence for a rule on decisions without invariants',
      text: { require: 'adr: { respected: [8] }' },
      wanted: { evidence: false },
    },
    {
      what: 'a team also for a rule that does not ask, so that one that is not there is told early',
      text: { when: 'base: [other]', require: 'approval: { team: acme/risk }' },
      wanted: { approvals: false, teams: ['acme/risk'] },
    },
  ])('is $what', ({ text, wanted }) => {
    expect(wantedFacts(settled(ruleText(text)).rules, someFacts({ records: recordsOf(RECORDS) }))).toMatchObject(
      wanted,
    );
  });

  it('is nothing that takes long for the built-in rules in a repository without their conventions', () => {
    const { rules } = settled(null);

    expect(wantedRecords(rules, someFacts())).toEqual(['critical', 'critical']);
    expect(wantedFacts(rules, someFacts())).toEqual({ evidence: false, approvals: false, teams: [], checks: true });
  });
});
