import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConfigFile } from '../../src/config/config.ts';
import { compareText } from '../../src/kernel/compare-text.ts';
import { diagnose } from '../../src/ops/diagnosis/diagnose.ts';
import type { Diagnosis } from '../../src/ops/diagnosis/diagnosis.ts';
import { readDiagnosisInput } from '../../src/ops/diagnosis/input.ts';
import { readStateInput } from '../../src/ops/state/input.ts';
import { judgeState } from '../../src/ops/state/judge-state.ts';
import type { StateVerdict } from '../../src/ops/state/state.ts';

const Case = z.strictObject({
  id: z.string(),
  kind: z.enum(['state', 'diagnosis']),
  why: z.string(),
  input: z.record(z.string(), z.json()),
  /** Only the fields to be asserted. */
  expect: z.record(z.string(), z.json()).refine((fields) => Object.keys(fields).length > 0),
});
type Case = z.infer<typeof Case>;

const FILE = process.env.CASES_OPS ?? join(import.meta.dirname, '../fixtures/cases/ops.json');
const { cases } = z.object({ cases: z.array(Case).min(1) }).parse(JSON.parse(readFileSync(FILE, 'utf8')));

const { thresholds, core_groups } = ConfigFile.parse({ version: 1 }).ops;

describe('the shared cases of operations', () => {
  it.each(cases)('answers $id ($kind): $why', (given) => {
    const answer = Object.entries(given.kind === 'state' ? judge(given) : diagnosed(given));

    const asserted = answer.filter(([field]) => field in given.expect).map(([field, value]) => [field, asSet(value)]);
    const expected = Object.entries(given.expect).map(([field, value]) => [field, asSet(value)]);
    expect(Object.fromEntries(asserted)).toEqual(Object.fromEntries(expected));
  });
});

function judge({ id, input }: Case): StateVerdict {
  const context = { asOf: '2026-03-28T07:00:00Z', signalFindings: [], floor: 'YELLOW' } as const;
  return judgeState(readStateInput(input, `${id}.json`), thresholds, { ...context, coreGroups: core_groups });
}

/** A diagnosis with the names that the cases give its fields. */
function diagnosed({ id, input }: Case): object {
  const diagnosis: Diagnosis = diagnose(readDiagnosisInput(input, `${id}.json`), thresholds);
  const { cannotExclude, strategyOk, deltaPts, deltaRelPct, ...others } = diagnosis;
  return {
    ...others,
    cannot_exclude: cannotExclude,
    strategy_ok: strategyOk,
    delta_pts: deltaPts,
    delta_rel: deltaRelPct,
  };
}

/** Lists compare as sets. */
function asSet(value: unknown): unknown {
  return Array.isArray(value) ? [...new Set(value.map(String))].toSorted(compareText) : value;
}
