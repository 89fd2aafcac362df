import { describe, expect, it } from 'vitest';
import { parseRule } from '../../src/evidence/rule.ts';
import { AppError, renderError } from '../../src/kernel/app-error.ts';
import { ruleText } from './some-rule.ts';

describe('parseRule', () => {
  it('reads a rule file', () => {
    const rule = parseRule(ruleText(), 'rules/calls.yml');

    expect(rule).toMatchObject({ id: 'test/calls', skill: 'ops', class: 'soft', examples: { bad: ['f()'] } });
  });

  it.each([
    ['an unknown field', `${ruleText()}reason: none\n`, ['rules/calls.yml:17', 'unknown key "reason"']],
    ['a missing field', ruleText().replace('why: It is a test.\n', ''), ['rules/calls.yml', '"why"']],
    ['a class that is none', ruleText().replace('class: soft', 'class: firm'), ['rules/calls.yml:4', 'hard, soft']],
    ['a code of verdicts alone', ruleText().replace('EXECUTION_RISK', 'OK'), ['rules/calls.yml:6', 'SECURITY_RISK']],
    ['an id without family', ruleText().replace('test/calls', 'calls'), ['rules/calls.yml:1', 'leak/negative-shift']],
    ['code to execute', `${ruleText()}script: 'rm -rf .'\n`, ['rules/calls.yml:17', 'script']],
    ['an unknown matcher', ruleText().replace('regex:', 'regexp:'), ['rules/calls.yml:13', 'regexp', 'rule.has']],
    ['no bad example', ruleText().replace('[f()]', '[]'), ['rules/calls.yml:15', 'bad under examples']],
    ['an empty rule', ruleText('rule: {}\n'), ['rules/calls.yml:11', 'at least one matcher']],
    ['nothing to find', ruleText(''), ['"rule"', 'rule, given, detect']],
    [
      'two ways of finding',
      ruleText('detect: secret-literal\nrule: { kind: call }\n'),
      ['rules/calls.yml:11', 'only one of'],
    ],
    [
      'a pattern beside a detector',
      ruleText('detect: secret-literal\nimports: [os]\n'),
      ['rules/calls.yml:12', 'knows what'],
    ],
    ['a detector of another language', ruleText('detect: guard-removed\n'), ['rules/calls.yml:7', 'any, which']],
    ['an example without a change', ruleText().replace('[f()]', '[{ path: 1 }]'), ['rules/calls.yml:15', 'examples']],
    ['a detector that is none', ruleText('detect: magic\n'), ['rules/calls.yml:11', 'secret-literal']],
    [
      'a path pattern with negation',
      ruleText("paths: { only: ['!src'] }\nrule: { kind: call }\n"),
      ['rules/calls.yml:11', 'path pattern'],
    ],
    [
      'a name that is none',
      ruleText("rule: { kind: call, has: { resolves: 'a b' } }\n"),
      ['rules/calls.yml:11', 'sklearn.model_selection.KFold'],
    ],
    ['YAML that is none', ruleText('rule: {\n'), ['rules/calls.yml:', 'not valid YAML']],
    ['syntax for texts', ruleText().replace('language: python', 'language: text'), ['rules/calls.yml', 'detect']],
  ])('names file, line and field for %s', (_, text, expected) => {
    const told = refusal(text);

    for (const part of expected) expect(told).toContain(part);
  });

  it.each([
    ['a kind that the language has not', 'rule: { kind: calls }\n', 'rule', '`calls` is invalid'],
    ['a broken regular expression', "rule: { kind: call, regex: '(' }\n", 'rule', 'unclosed group'],
    ['an unknown utility', 'rule: { matches: nothing }\n', 'rule', '`nothing` is not defined'],
    ['an unknown syntax field', 'rule: { kind: call, has: { field: fun, kind: call } }\n', 'rule', 'invalid field fun'],
    ['a broken name pattern', "given: { name: '(', value: { kind: integer } }\n", 'given', 'unclosed group'],
    ['a broken excuse', 'rule: { kind: call }\nexcused_by: { kind: calls }\n', 'excused_by', '`calls` is invalid'],
  ])('tells what the syntax engine says against %s', (_, finds, field, reason) => {
    const told = refusal(ruleText(finds));

    expect(told).toContain(`${field} is refused by the syntax engine`);
    expect(told).toContain(reason);
    expect(told).toMatch(/^rules\/calls\.yml:1[12]: /);
  });

  it.each(['resolves: os.getenv', 'holds: { kind: number }'])(
    'refuses %s outside Python, whose imports it follows',
    (matcher) => {
      const text = ruleText(`rule: { kind: call_expression, has: { ${matcher} } }\n`).replace('python', 'typescript');

      expect(refusal(text)).toContain('Python files only');
    },
  );
});

function refusal(text: string): string {
  try {
    parseRule(text, 'rules/calls.yml');
  } catch (error) {
    if (error instanceof AppError) return renderError(error);
    throw error;
  }
  throw new Error('the rule was accepted');
}
