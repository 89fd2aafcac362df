import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ADR_RULES } from '../../src/adr/finding.ts';
import { lintTree } from './some-records.ts';

const FILE = process.env.CASES_ADR ?? new URL('../fixtures/cases/adr.json', import.meta.url);
const Place = z.object({ file: z.string(), line: z.number(), rule: z.string() });
const Cases = z.object({
  warnings: z.array(z.string()).min(1),
  corpora: z
    .array(
      z.object({
        id: z.string(),
        why: z.string(),
        config: z.object({ folder: z.string() }),
        files: z.record(z.string(), z.string()),
        expect: z.array(Place),
      }),
    )
    .min(1),
});
const { warnings, corpora } = Cases.parse(JSON.parse(readFileSync(FILE, 'utf8')));

/** What an invariant needs beside id, rule and globs is not asked by these cases. */
const NOT_ASKED = 'adr/invariant-incomplete';

describe('the shared cases of decision records', () => {
  it.each(corpora)('finds exactly what is wrong in $id', ({ files, config, expect: expected }) => {
    const found = lintTree(files, config.folder).filter(({ rule }) => rule !== NOT_ASKED);

    expect(spell(found)).toEqual(spell(expected));
  });

  it('weighs the rules as the cases do', () => {
    const named = Object.entries(ADR_RULES).filter(([, { severity }]) => severity === 'warning');

    expect(named.map(([rule]) => rule).toSorted()).toEqual(warnings.toSorted());
  });
});

function spell(places: readonly z.infer<typeof Place>[]): readonly string[] {
  return [...new Set(places.map(({ file, line, rule }) => `${file}:${line} ${rule}`))].toSorted();
}
