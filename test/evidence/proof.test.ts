import { describe, expect, it } from 'vitest';
import { disprove, linesFoundBy } from '../../src/evidence/proof.ts';
import { shippedRule } from './shipped-rules.ts';
import { someRule } from './some-rule.ts';

describe('disprove', () => {
  it('accepts a rule whose examples hold', () => {
    expect(disprove(someRule())).toEqual([]);
  });

  it('refuses a rule that matches everything by its own good example', () => {
    const rule = someRule('rule: { kind: call }\n');

    expect(disprove(rule)).toEqual([{ kind: 'good', index: 0, reason: 'the rule finds line 1' }]);
  });

  it('refuses a rule that finds nothing in its bad example', () => {
    const rule = someRule('rule: { kind: list }\n');

    expect(disprove(rule)).toEqual([{ kind: 'bad', index: 0, reason: 'the rule finds nothing in it' }]);
  });

  it('refuses an example that is no code', () => {
    const rule = someRule(undefined, { examples: { bad: ['f(\n'], good: ['g()'] } });

    expect(disprove(rule)).toEqual([{ kind: 'bad', index: 0, reason: 'line 1: syntax error' }]);
  });

  it('refuses a rule that finds most lines of ordinary code, whatever its examples say', () => {
    const rule = someRule("rule: { kind: identifier, not: { regex: '^g$' } }\n");

    expect(disprove(rule)).toMatchObject([
      { kind: 'ordinary', reason: expect.stringMatching(/^the rule finds \d+ of \d+ lines of ordinary code$/) },
    ]);
  });

  it('runs an example that is a change, with what the repository says', () => {
    const rule = shippedRule('test/critical-untested');
    const changed = { path: 'src/a.py', before: 'x = 1\n', after: 'x = 2\n', critical: ['src/**'] };
    const tested = { ...changed, others: { 'tests/test_a.py': 'def test_a(): ...\n' } };
    const examples = { bad: [changed, tested], good: [tested, changed] };

    expect(disprove({ ...rule, examples })).toEqual([
      { kind: 'bad', index: 1, reason: 'the rule finds nothing in it' },
      { kind: 'good', index: 1, reason: 'the rule finds line 1' },
    ]);
  });

  it('looks at examples wherever they stand', () => {
    expect(linesFoundBy({ ...someRule(), paths: { only: ['src/**'], case: 'exact' } }, 'f()')).toEqual([1]);
  });
});
