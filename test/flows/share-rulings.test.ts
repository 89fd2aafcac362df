import { describe, expect, it } from 'vitest';
import type { FindingToRule } from '../../src/committee/ledger/to-rule.ts';
import { MOST_RULINGS } from '../../src/committee/opinion.ts';
import { assembleChange } from '../../src/dossier/assemble.ts';
import { splitIntoReadings } from '../../src/dossier/reading.ts';
import { estimateTokens } from '../../src/finops/estimate.ts';
import { largestShare, measureReading, shareRulings } from '../../src/flows/share-rulings.ts';
import { makeWideChange } from '../fixtures/wide-change.ts';

const frame = { sessionType: 'pr_review', question: null, issue: null, description: null, notes: [] } as const;
const dossier = assembleChange(frame, makeWideChange(12), { hits: [], attributes: [] });
const split = { allowance: 4_000, countTokens: estimateTokens, edges: [] };
const readings = splitIntoReadings(dossier, split).map(measureReading);
const pathsOf = (index: number) => readings[index]?.dossier.parts.map(({ path }) => path) ?? [];

function toRule(number: number, path: string, now = '1 | x'): FindingToRule {
  const id = `F-${number.toString(16).padStart(8, '0')}`;
  return { id, severity: 'major', code: 'TEST_GAP', claim: 'It fails.', path, quote: 'x', now, seats: ['ops/first'] };
}

function many(count: number, path: string): readonly FindingToRule[] {
  return Array.from({ length: count }, (_, index) => toRule(index, path));
}

describe('shareRulings', () => {
  it('asks about nothing in a first review', () => {
    expect(shareRulings(readings, null).map(({ toRule }) => toRule)).toEqual(readings.map(() => null));
  });

  it('puts a finding where its file is read, and one without a file to the first reading', () => {
    expect(readings.length).toBeGreaterThan(1);
    const there = toRule(1, pathsOf(1)[0] ?? '');
    const nowhere = toRule(2, 'src/deleted.py');

    const shared = shareRulings(readings, [there, nowhere]);

    expect(shared.map(({ toRule }) => toRule)).toEqual(readings.map((_, index) => [[nowhere], [there]][index] ?? []));
  });

  it('asks about every one, in as many readings as it takes, of the files that they are about', () => {
    const path = pathsOf(1)[0] ?? '';
    const own = many(2 * MOST_RULINGS + 1, path);

    const shared = shareRulings(readings, own);

    expect(shared).toHaveLength(readings.length + 2);
    expect(shared.flatMap(({ toRule }) => toRule)).toEqual(own);
    expect(shared.map(({ toRule }) => toRule?.length).filter(Boolean)).toEqual([MOST_RULINGS, MOST_RULINGS, 1]);
    expect(shared[2]?.dossier.parts.every((part) => part.path === path)).toBe(true);
    expect(shared[2]?.dossier.parts).not.toHaveLength(0);
    expect(shared[2]?.tokens).toBeLessThan(readings[1]?.tokens ?? 0);
  });
});

describe('largestShare', () => {
  it('is made of the longest texts, so that any share fits where it fits', () => {
    const long = toRule(99, 'a.py', 'x'.repeat(500));

    expect(largestShare([...many(MOST_RULINGS, 'a.py'), long])).toHaveLength(MOST_RULINGS);
    expect(largestShare([...many(MOST_RULINGS, 'a.py'), long])[0]).toBe(long);
  });
});
