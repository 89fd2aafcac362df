import { describe, expect, it } from 'vitest';
import type { LedgerState } from '../../../src/committee/ledger/entry.ts';
import { type FindingGroup, weighQuality } from '../../../src/committee/ledger/quality.ts';

type Counts = Partial<Readonly<Record<LedgerState, number>>>;

/** Findings of one rule and some skills, so many at each state. */
function raised(rule: string | null, skills: readonly string[], counts: Counts): readonly FindingGroup[] {
  const states = ['open', 'fixed', 'waived', 'dismissed', 'superseded'] as const;
  return states.flatMap((state) => {
    const count = counts[state] ?? 0;
    return count === 0 ? [] : [{ rule, skills, state, count }];
  });
}

const pointedOut = (groups: readonly FindingGroup[]) =>
  weighQuality(groups).pointedOut.map(({ kind, name }) => `${kind} ${name}`);

describe('the quality of findings', () => {
  it('counts what became of them, by rule and by skill, the most dismissed first', () => {
    const groups = [
      ...raised('leak/backfill', ['ml-engineer'], { open: 2, fixed: 6, dismissed: 2 }),
      ...raised('risk/zero-cost', ['crypto-trader'], { open: 1, waived: 1, dismissed: 3, superseded: 4 }),
    ];

    const { all, rules, skills } = weighQuality(groups);

    expect(all).toEqual({
      raised: 19,
      fates: { open: 3, fixed: 6, waived: 1, dismissed: 5, superseded: 4, decided: 12, dismissedShare: 5 / 12 },
    });
    expect(rules.map(({ name, raised: count, fates }) => [name, count, fates?.dismissedShare])).toEqual([
      ['risk/zero-cost', 9, 0.75],
      ['leak/backfill', 10, 0.25],
    ]);
    expect(skills.map(({ name }) => name)).toEqual(['crypto-trader', 'ml-engineer']);
  });

  it('counts a finding of several skills once in each, also when both seats of one raised it', () => {
    const groups = raised(null, ['ops', 'architect', 'ops'], { fixed: 3 });

    const { all, skills } = weighQuality(groups);

    expect(all.raised).toBe(3);
    expect(skills.map(({ name, raised: count }) => [name, count])).toEqual([
      ['architect', 3],
      ['ops', 3],
    ]);
  });

  it('counts what seats raised without a rule, and rules without a seat, apart', () => {
    const groups = [...raised(null, ['ops'], { open: 1 }), ...raised('leak/backfill', [], { open: 2 })];

    const { rules, skills } = weighQuality(groups);

    expect(rules.map(({ name, raised: count }) => [name, count])).toEqual([
      ['leak/backfill', 2],
      [null, 1],
    ]);
    expect(skills.map(({ name, raised: count }) => [name, count])).toEqual([
      [null, 2],
      ['ops', 1],
    ]);
  });

  it.each([
    ['more than half of twenty', { fixed: 9, dismissed: 11 }, ['rule r', 'skill ops']],
    ['more than half, waived ones among the others', { waived: 9, dismissed: 11 }, ['rule r', 'skill ops']],
    ['exactly half', { fixed: 10, dismissed: 10 }, []],
    ['all of nineteen', { dismissed: 19 }, []],
    ['all of nineteen beside open and superseded ones', { dismissed: 19, open: 50, superseded: 50 }, []],
    ['none', { fixed: 50 }, []],
  ])('points out a rule and a skill of which %s were dismissed, or does not', (_, counts, expected) => {
    expect(pointedOut(raised('r', ['ops'], counts))).toEqual(expected);
  });

  it('points out neither seats without a rule nor rules without a seat as such', () => {
    const groups = [...raised(null, ['ops'], { dismissed: 15 }), ...raised('r', [], { dismissed: 15 })];

    expect(pointedOut([...groups, ...groups])).toEqual(['rule r', 'skill ops']);
  });

  it('judges nothing before somebody decided enough', () => {
    expect(weighQuality(raised('r', ['ops'], { dismissed: 19 })).canJudge).toBe(false);
    expect(weighQuality(raised('r', ['ops'], { dismissed: 1, fixed: 19 })).canJudge).toBe(true);
  });

  it('knows no fates where nobody knows a state', () => {
    const {
      all,
      rules,
      pointedOut: noise,
      canJudge,
    } = weighQuality([{ rule: 'r', skills: [], state: null, count: 30 }]);

    expect(all).toEqual({ raised: 30, fates: null });
    expect(rules).toEqual([{ name: 'r', raised: 30, fates: null }]);
    expect({ noise, canJudge }).toEqual({ noise: [], canJudge: false });
  });

  it('is empty of nothing', () => {
    const { all, rules, skills } = weighQuality([]);

    expect(all.raised).toBe(0);
    expect(all.fates?.dismissedShare).toBeNull();
    expect([rules, skills]).toEqual([[], []]);
  });
});
