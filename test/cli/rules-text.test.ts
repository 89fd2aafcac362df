import { expect, it } from 'vitest';
import { renderRulesText } from '../../src/cli/rules/report-text.ts';
import { reportMisruled } from '../../src/gates/rules/conclude-rules.ts';

it('a configuration that cannot be read is told with its advice line by line, and not as a warning', () => {
  const report = reportMisruled({
    what: 'id under rules[0] is "Rule"',
    where: '.github/conclave.yml:3',
    expected: 'a name in lower case',
    advice: 'also line 3: unknown key "whn" under rules[0]\nalso line 4: missing key "message" under rules[1]',
  });

  expect(renderRulesText(report, { columns: 80, colours: false })).toBe(
    [
      'Blocking rules: No rule was asked',
      '',
      '.github/conclave.yml:3: The configuration is wrong: id under rules[0] is "Rule".',
      '→ Expected a name in lower case.',
      '  also line 3: unknown key "whn" under rules[0]',
      '  also line 4: missing key "message" under rules[1]',
      '',
    ].join('\n'),
  );
});
