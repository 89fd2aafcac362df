import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { firstPartyModules } from '../../src/evidence/first-party.ts';
import { scanChange } from '../../src/evidence/scan.ts';
import { NO_SURROUNDINGS, type Surroundings } from '../../src/evidence/surroundings.ts';
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
  config: z.object({ requirements: z.array(z.string()), critical: z.array(z.string()) }),
  files: z.array(z.object({ path: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  expect: z.array(Expected),
});

const FILE = process.env.CASES_EVIDENCE ?? join(import.meta.dirname, '../fixtures/cases/evidence.json');
const { cases } = z.object({ cases: z.array(Case).min(1) }).parse(JSON.parse(readFileSync(FILE, 'utf8')));
const rules = shippedRules().map(({ rule }) => rule);

describe('the shared evidence cases', () => {
  it.each(cases)('finds exactly what $id expects', (one) => {
    const { hits } = scanChange(changeOf(one.files), rules, surroundingsOf(one));

    expect(hits.map(spell).toSorted()).toEqual(one.expect.map(spell).toSorted());
  });
});

/** What the configuration and the files of a case say about its repository; files that do not change stand there too. */
function surroundingsOf({ config, files }: z.infer<typeof Case>): Surroundings {
  const there = files.flatMap(({ path, after }) => (after === null ? [] : [{ path, text: after }]));
  return {
    ...NO_SURROUNDINGS,
    critical: config.critical,
    requirements: config.requirements.map((path) => there.find((file) => file.path === path) ?? { path, text: null }),
    firstParty: firstPartyModules(there.map(({ path }) => path)),
  };
}

function spell({ rule, path, line, side }: z.infer<typeof Expected>): string {
  return `${rule} ${path}:${line} ${side}`;
}
