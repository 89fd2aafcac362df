import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listPeriods, periodOf } from '../../../src/gates/audit/period.ts';

const versions = [
  { name: 'v1.0', commits: new Set(['a']) },
  { name: 'v1.1', commits: new Set(['b']) },
];

describe('periods', () => {
  it('list every month of the days, over the turn of the year', () => {
    const days = { since: '2025-11-30', until: '2026-02-01' };

    expect(listPeriods({ per: 'month', days, sprintDays: 14, versions })).toEqual([
      ...['2025-11', '2025-12', '2026-01', '2026-02'],
    ]);
  });

  it('put a merge without a version, or without a commit, under what is unreleased', () => {
    const order = {
      per: 'version' as const,
      days: { since: '2026-05-01', until: '2026-05-31' },
      sprintDays: 14,
      versions,
    };
    const merge = (mergeCommit: string | null) => periodOf({ mergedAt: '2026-05-02T00:00:00Z', mergeCommit }, order);

    expect(['b', 'c', null].map(merge)).toEqual(['v1.1', 'unreleased', 'unreleased']);
  });

  it('hold every merge of the days in exactly one that is listed', () => {
    const day = fc.integer({ min: 0, max: 800 }).map((offset) => new Date(Date.UTC(2025, 0, 1 + offset)));
    const chosen = fc.record({
      ends: fc.tuple(day, day),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      sprintDays: fc.integer({ min: 1, max: 366 }),
      per: fc.constantFrom('month' as const, 'sprint' as const),
    });

    fc.assert(
      fc.property(chosen, ({ ends, part, sprintDays, per }) => {
        const [first, last] = ends.map(Number).toSorted((left, right) => left - right) as [number, number];
        const days = { since: iso(first).slice(0, 10), until: iso(last).slice(0, 10) };
        const mergedAt = iso(Math.floor(first + part * (last - first + 86_399_000)));
        const order = { per, days, sprintDays, versions: [] };

        const listed = listPeriods(order).filter((each) => each === periodOf({ mergedAt, mergeCommit: null }, order));

        expect(listed).toHaveLength(1);
      }),
    );
  });
});

function iso(time: number): string {
  return new Date(time).toISOString();
}
