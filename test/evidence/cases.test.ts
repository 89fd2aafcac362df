import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scanChange } from '../../src/evidence/scan.ts';
import { changeOf } from './change-of.ts';
import { shippedRules } from './shipped-rules.ts';

const Expected = z.object({
  rule: z.string(),
  path: z.string(),
  line: z.int(),
  side: z.enum(['before', 'after']).default('after'),
});
const Case = z.object({
  id: z.string(),
  files: z.array(z.object({ path: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  expect: z.array(Expected),
});

const FILE = process.env.CASES_EVIDENCE ?? join(import.meta.dirname, '../fixtures/cases/evidence.json');
const { cases } = z.object({ cases: z.array(Case).min(1) }).parse(JSON.parse(readFileSync(FILE, 'utf8')));
const rules = shippedRules().map(({ rule }) => rule);

describe('the shared evidence cases', () => {
  it.each(cases)('finds exactly what $id expects', ({ files, expect: expected }) => {
    const known = expected.filter(({ rule }) => rules.some(({ id }) => id === rule));

    const { hits } = scanChange(changeOf(files), rules);

    expect(hits.map(spell).toSorted()).toEqual(known.map(spell).toSorted());
  });
});

function spell({ rule, path, line, side }: z.infer<typeof Expected>): string {
  return `${rule} ${path}:${line} ${side}`;
}
