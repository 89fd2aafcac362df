import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { GuardReport } from '../../src/gates/report.ts';
import { GuardCase, guardCase } from './guard-case.ts';

const FILE = process.env.CASES_GATES ?? join(import.meta.dirname, '../fixtures/cases/gates.json');
const { cases } = z.object({ cases: z.array(GuardCase).min(1) }).parse(JSON.parse(readFileSync(FILE, 'utf8')));

describe('the shared cases of the gates', () => {
  it.each(cases)('answers $id: $why', (given) => {
    const { conclusion, lines = {}, ...answers } = given.expect;

    const report = guardCase(given);

    expect(report.conclusion).toBe(conclusion);
    const answered = report.gates.filter(({ id }) => id in answers).map(({ id, answer }) => [id, answer]);
    expect(Object.fromEntries(answered)).toEqual(answers);
    const asked = Object.keys(lines);
    expect(Object.fromEntries(asked.map((gate) => [gate, failingPlaces(report, gate)]))).toEqual(
      Object.fromEntries(Object.entries(lines).map(([gate, places]) => [gate, spellAll(places)])),
    );
    expect(report.gates.every(({ reasons }) => reasons.length > 0)).toBe(true);
  });
});

function failingPlaces({ gates }: GuardReport, id: string): readonly string[] {
  const reasons = gates.find((gate) => gate.id === id)?.reasons ?? [];
  const places = reasons.filter(({ level }) => level === 'failure');
  return spellAll(places.map(({ path = '', line = 0 }) => ({ path, line })));
}

function spellAll(places: readonly { readonly path: string; readonly line: number }[]): readonly string[] {
  return [...new Set(places.map(({ path, line }) => `${path}:${line}`))].toSorted();
}
