import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedRule } from '../evidence/shipped-rules.ts';
import { someRule } from '../evidence/some-rule.ts';
import { RULE_PAGES, renderRulePage, renderRuleTable, rulePages } from './rule-page.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('the pages of the rules', () => {
  it('are those of the rules that there are, and no other', () => {
    const standing = readdirSync(join(ROOT, RULE_PAGES)).map((name) => `${RULE_PAGES}/${name}`);

    expect(standing.toSorted()).toEqual(
      rulePages()
        .map(({ path }) => path)
        .toSorted(),
    );
  });

  it('tell in their order what, why, examples, how to mend, to allow and to switch off', () => {
    const page = renderRulePage(shippedRule('leak/backfill'), 'skills/ml-engineer/rules/leak-backfill.yml');

    const words = page.replaceAll(/```[\s\S]*?```/g, '');
    expect([...words.matchAll(/^#+ .*$/gm)].map(([heading]) => heading)).toEqual([
      '# `leak/backfill`: A hole is filled from the future',
      '## Why',
      '## Bad: what it finds',
      '## Good: what it leaves alone',
      '## How to mend',
      '## How to allow a line',
      '## How to switch it off, or weigh it otherwise',
    ]);
    expect(page).toContain('`# conclave: allow leak/backfill <reason>` behind the code');
    expect(page).toContain('| hard | major | DATA_LEAKAGE | ml-engineer |');
  });

  it.each(['leak/negative-shift', 'sec/unsafe-load', 'sec/secret-literal'])(
    'send to a waiver where no comment lifts: %s',
    (id) => {
      const page = renderRulePage(shippedRule(id), 'x.yml');

      expect(page).toContain('/conclave waive <finding> <reason>');
      expect(page).not.toContain('# conclave: allow');
    },
  );

  it('show a change as a diff, with what it needs to be known around it', () => {
    const bad = {
      path: 'src/risk.py',
      before: 'a = 1\nb = 2\n',
      after: 'a = 1\n',
      others: { 'tests/test_x.py': 'x\n' },
      critical: ['src/risk.py'],
      requirements: { 'requirements.txt': 'pandas\n' },
    };
    const rule = someRule(undefined, { examples: { bad: [bad], good: ['```\ncode\n```\n'] } });

    const page = renderRulePage(rule, 'x.yml');

    expect(page).toContain('`src/risk.py`:\n\n```diff\n a = 1\n-b = 2\n```');
    expect(page).toContain('with `tests/test_x.py` added:\n\n```python\nx\n```');
    expect(page).toContain('where `requirements.txt` (requirements) holds:\n\n```text\npandas\n```');
    expect(page).toContain('where `critical`: `["src/risk.py"]`');
    expect(page).toContain('````python\n```\ncode\n```\n````');
  });

  it('stand in one table, sorted by id', () => {
    const table = renderRuleTable([someRule(undefined, { id: 'b/two' }), someRule(undefined, { id: 'a/one' })]);

    expect(table.split('\n').filter((line) => line.startsWith('| ['))).toEqual([
      '| [`a/one`](a-one.md) | A call of f | soft | minor | EXECUTION_RISK | ops |',
      '| [`b/two`](b-two.md) | A call of f | soft | minor | EXECUTION_RISK | ops |',
    ]);
  });
});
