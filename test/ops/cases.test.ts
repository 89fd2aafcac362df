import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConfigFile } from '../../src/config/config.ts';
import { compareText } from '../../src/kernel/compare-text.ts';
import { readStateInput } from '../../src/ops/state/input.ts';
import { judgeState } from '../../src/ops/state/judge-state.ts';
import type { StateVerdict } from '../../src/ops/state/state.ts';

const Input = z.record(z.string(), z.json());
const Names = z.array(z.string());

const StateCase = z.object({
  id: z.string(),
  kind: z.literal('state'),
  why: z.string(),
  input: Input,
  expect: z.strictObject({
    state: z.string(),
    fired: Names.optional(),
    unknown: Names.optional(),
    confidence: z.string().optional(),
  }),
});

const FILE = process.env.CASES_OPS ?? join(import.meta.dirname, '../fixtures/cases/ops.json');
const { cases } = z
  .object({
    cases: z.array(z.discriminatedUnion('kind', [StateCase, z.object({ kind: z.literal('diagnosis') })])).min(1),
  })
  .parse(JSON.parse(readFileSync(FILE, 'utf8')));

const { thresholds, core_groups } = ConfigFile.parse({ version: 1 }).ops;

describe('the shared cases of the state', () => {
  it.each(cases.filter((each) => each.kind === 'state'))('judges $id: $why', ({ id, input, expect: expected }) => {
    const facts = readStateInput(input, `${id}.json`);

    const verdict = judgeState(facts, thresholds, {
      asOf: '2026-03-28T07:00:00Z',
      coreGroups: core_groups,
      signalFindings: [],
      floor: 'YELLOW',
    });

    for (const [field, value] of Object.entries(expected)) {
      expect(sorted(verdict[field as keyof StateVerdict]), field).toEqual(sorted(value));
    }
    expect(verdict.evidence.every(({ found, limit }) => found !== '' && limit !== '')).toBe(true);
  });
});

/** Lists compare as sets. */
function sorted(value: unknown): unknown {
  return Array.isArray(value) ? value.map(String).toSorted(compareText) : value;
}
