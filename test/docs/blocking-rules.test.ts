import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { RULE_WORDS } from '../../src/gates/rules/check/rules-words.ts';
import { settleRules } from '../../src/gates/rules/settled-rule.ts';
import { BUILT_IN } from '../gates/rules/some-facts.ts';
import { rowsBelow } from './markdown-table.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/blocking-rules.md'), 'utf8');

describe('the page of the blocking rules', () => {
  it('lists the built-in rules of the catalog in their order, with their teams and whether they may be waived', () => {
    const rows = rowsBelow(page, ['rule', 'requires', 'awake where', 'team', 'may be waived']);

    const listed = rows.map(([id = '', , , team = '', waivable]) => [id.replaceAll('`', ''), team, waivable]);
    const known = BUILT_IN.map(({ id, owner, waivable }) => [id, owner.slice(1, -1), waivable ? 'yes' : 'no']);
    expect(listed).toEqual(known);
  });

  it('explains every answer that there is', () => {
    const rows = rowsBelow(page, ['answer', 'means', 'lets a required check pass']);

    const explained = rows.map(([answer = '']) => answer.replaceAll('`', ''));
    expect(explained.toSorted()).toEqual(Object.keys(RULE_WORDS).toSorted());
  });

  it('shows an example that the program takes', () => {
    const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];

    const { rules } = settleRules(parseConfig(example), BUILT_IN);

    expect(rules).toHaveLength(BUILT_IN.length + 1);
    expect(rules.at(-1)?.require.approval).toEqual({ kind: 'team', team: 'acme/data', count: 1 });
  });
});
