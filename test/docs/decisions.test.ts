import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BINDING_KINDS } from '../../src/adr/binding/why.ts';
import { ADR_RULES } from '../../src/adr/finding.ts';
import { readRecord } from '../../src/adr/reading.ts';
import { rowsBelow } from './markdown-table.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/decisions.md'), 'utf8');

describe('the page of the decision records', () => {
  it('tells every rule of the linter as the linter knows it, and no other', () => {
    const rules = Object.entries(ADR_RULES).map(([id, { severity, asks }]) => [id, severity, asks]);

    expect(rowsBelow(page, ['rule', 'weight', 'what it asks for'])).toEqual(rules);
  });

  it('shows an invariant of each rule, in a form that is read', () => {
    const blocks = page.match(/```yaml\n[\s\S]*?\n```\n/g) ?? [];

    const record = readRecord(
      'docs/adr/0001-a.md',
      `# 1. A\n\n- Status: Accepted\n\n## Invariants\n\n${blocks.join('\n')}`,
    );

    expect(record).toMatchObject({ kind: 'record', flaws: [] });
    const rules = record.kind === 'record' ? record.invariants.map(({ rule }) => rule) : [];
    expect(new Set(rules)).toEqual(new Set(['forbid-import', 'forbid-pattern', 'require-together', 'max-value']));
    expect(rules).toHaveLength(6);
  });

  it('names what binds, the strongest first', () => {
    const named = [...page.matchAll(/^\d\. `([a-z]+)`:/gm)].map(([, kind]) => kind);

    expect(named).toEqual([...BINDING_KINDS]);
  });
});
