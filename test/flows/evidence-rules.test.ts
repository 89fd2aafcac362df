import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { chooseRules, runningRules, standRules } from '../../src/flows/evidence-rules.ts';
import { someRule } from '../evidence/some-rule.ts';

const SHIPPED = [someRule(undefined, { id: 'leak/b' }), someRule(undefined, { id: 'leak/a' })];
const OWN = [someRule(undefined, { id: 'own/c', class: 'hard' })];

const stand = (evidence: string) =>
  standRules({ shipped: SHIPPED, own: OWN }, parseConfig(`version: 1\nevidence: ${evidence}\n`));

describe('the standing of rules', () => {
  it('is that of their files where nothing is decided, sorted by id', () => {
    const { rules, notes } = stand('{}');

    expect(rules.map(({ rule, own, runs, decision }) => [rule.id, own, runs, decision])).toEqual([
      ['leak/a', false, 'soft', null],
      ['leak/b', false, 'soft', null],
      ['own/c', true, 'hard', null],
    ]);
    expect(notes).toEqual([]);
  });

  it('is what the repository decides, also about its own rules', () => {
    const { rules } = stand('{ off: [{ rule: own/c, reason: not needed any more }], class: { leak/a: hard } }');

    expect(runningRules(rules).map(({ id, class: weight }) => [id, weight])).toEqual([
      ['leak/a', 'hard'],
      ['leak/b', 'soft'],
    ]);
    expect(rules.at(-1)).toMatchObject({ runs: 'off', decision: { reason: 'not needed any more' } });
  });

  it('tells a decision about a rule that there is not', () => {
    expect(stand('{ off: [leak/aa, nothing/like-it] }').notes).toEqual([
      '.github/conclave.yml decides about leak/aa, which is no rule; perhaps leak/a is meant',
      '.github/conclave.yml decides about nothing/like-it, which is no rule',
    ]);
  });
});

describe('the choice of rules', () => {
  it('is all of them, or those that are named', () => {
    const { rules } = stand('{}');

    expect(chooseRules(rules, null)).toBe(rules);
    expect(chooseRules(rules, ['leak/b']).map(({ rule }) => rule.id)).toEqual(['leak/b']);
  });

  it.each([
    ['unknown', '{}', 'leak/aa', 'unknown rule "leak/aa"'],
    ['off', '{ off: [leak/a] }', 'leak/a', 'the rule leak/a is off: no reason given'],
  ])('refuses one that is %s', (_, evidence, id, words) => {
    expect(() => chooseRules(stand(evidence).rules, [id])).toThrow(words);
  });
});
