import { describe, expect, it } from 'vitest';
import { findIdle } from '../../../src/gates/rules/idle-rules.ts';
import { known, recordsOf, ruleText, running, settled, someFacts } from './some-facts.ts';

const OWN = '  - { id: ci-green, require: { check: { name: test } }, owner: ada, message: Run the tests again. }\n';

describe('the list of rules', () => {
  it('is the built-in ones without a list, none with an empty one, and only its own without "include: defaults"', () => {
    expect(settled(null).rules).toHaveLength(10);
    expect(settled('rules: []').rules).toEqual([]);
    expect(settled(`rules:\n${OWN}`).rules.map(({ id, line }) => [id, line])).toEqual([['ci-green', 3]]);
  });

  it('takes a rule of its own in the place of the built-in one of that name', () => {
    const { rules } = settled(`rules:\n${OWN}  - include: defaults\n`);

    expect(rules).toHaveLength(10);
    expect(rules.find(({ id }) => id === 'ci-green')).toMatchObject({ owner: 'ada', origin: 'configured', line: 3 });
  });

  it('leaves out what it names, and says where it names what there is not', () => {
    const { rules, notes } = settled('rules:\n  - include: defaults\n    without: [ml-drift, ci-gren]\n');

    expect(rules).toHaveLength(9);
    expect(notes).toMatchObject([{ level: 'warning', line: 3, mend: 'Did you mean "ci-green"?' }]);
  });

  it('names team and owner of the built-in rules by their words', () => {
    const { rules } = settled('rules: [{ include: defaults, teams: { risk: acme/risk } }]');

    const named = rules.filter(({ owner }) => owner === 'acme/risk').map(({ id }) => id);
    expect(named).toEqual(['risk-engine-review', 'backtest-regression']);
  });
});

describe('a warning', () => {
  const facts = someFacts({
    evidence: known({ hits: [], unread: [], rules: [running('leak/backfill')] }),
    records: recordsOf({}),
    teams: new Map([['acme/risk', { kind: 'absent' }]]),
  });

  it.each([
    {
      what: 'paths that are taken back',
      rule: { when: 'paths: [src/**], except: [src/**]', require: 'check: { name: ci }' },
      says: 'can never ask',
    },
    {
      what: 'an evidence rule that there is not',
      rule: { require: 'evidence: { none_of: [leak/backfil] }' },
      says: 'did you mean "leak/backfill"',
    },
    { what: 'a record that there is not', rule: { require: 'adr: { respected: [41] }' }, says: 'ADR-41' },
    { what: 'a team that there is not', rule: { require: 'approval: { team: acme/risk }' }, says: 'no team acme/risk' },
  ])('is given, with its line, of $what', ({ rule, says }) => {
    const idle = findIdle(settled(ruleText(rule)).rules, facts);

    expect(idle).toMatchObject([{ path: '.github/conclave.yml', line: 3, text: expect.stringContaining(says) }]);
  });

  it('is not given of rules that can ask and pass', () => {
    const text = ruleText({ when: 'paths: [src/**]', require: 'evidence: { none_of: [leak/*] }' });

    expect(findIdle(settled(text).rules, facts)).toEqual([]);
  });
});
