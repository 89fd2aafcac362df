import { describe, expect, it } from 'vitest';
import { closesUpTo, planCuts, planNoise, readTimeline } from '../../../src/backtest/proofs/cuts.ts';
import type { WholeSymbol } from '../../../src/backtest/proofs/growth.ts';
import { START, someBars } from '../../flows/backtest/leaks/memory-host.ts';

const HOUR = 3_600_000;
const whole = (warmup: number, asked: readonly number[]): WholeSymbol => ({
  warmup,
  looksAtPositions: false,
  columns: new Map(),
  asked: asked.map((bar) => ({ bar, text: 'x' })),
});

describe('the closes of a run', () => {
  it('are merged by time, and begin with the first question', () => {
    const series = [someBars(10), someBars(10, { symbol: 'Y', start: START + 4 * HOUR })];

    const timeline = readTimeline(series, [whole(7, [8]), whole(2, [4, 9])]);

    expect(timeline).toEqual({ closes: 14, firstAsked: 7, decided: [9, 14] });
    expect(closesUpTo(series, 'Y', 4)).toBe(9);
    expect(closesUpTo(series, 'X', 0)).toBe(1);
  });
});

describe('cuts', () => {
  const timeline = { closes: 100_000, firstAsked: 21, decided: [5_000, 70_001] };

  it('are everywhere up to the bound', () => {
    expect(planCuts({ ...timeline, closes: 50_000 }, { warmup: 20, seed: 1 })).toEqual({ kind: 'every' });
  });

  it('are above it the first two warm-ups, the decisions, and others up to the end', () => {
    const plan = planCuts(timeline, { warmup: 100, seed: 1 });

    const cuts = plan.kind === 'sampled' ? plan.cuts : [];
    expect(cuts.slice(0, 200)).toEqual(Array.from({ length: 200 }, (_, index) => 21 + index));
    expect(cuts).toEqual(expect.arrayContaining([5_000, 70_001, 100_000]));
    expect(cuts).toEqual([...new Set(cuts)].sort((one, other) => one - other));
    expect(cuts.length).toBeLessThan(600);
  });

  it('lie elsewhere by another seed, which a strategy cannot know', () => {
    const places = [1, 2].map((seed) => planCuts(timeline, { warmup: 100, seed }));
    const [one, other] = places.map((plan) => new Set(plan.kind === 'sampled' ? plan.cuts.slice(200) : []));
    const noise = [1, 2].map((seed) => planNoise({ ...timeline, decided: [] }, { most: 64, seed }));

    expect([...(one ?? [])].filter((cut) => other?.has(cut)).length).toBeLessThan(20);
    expect(noise[0]).not.toEqual(noise[1]);
  });

  it('are bounded by work where there are very many bars', () => {
    const decided = Array.from({ length: 9_000 }, (_, index) => 1_000 * (index + 1));
    const plan = planCuts({ closes: 10_000_000, firstAsked: 1, decided }, { warmup: 0, seed: 1 });

    expect(plan.kind === 'sampled' ? plan.cuts.length : 0).toBeLessThanOrEqual(128 + 2 * 40);
  });

  it('of noise ascend, each after a question and before a bar', () => {
    const cuts = planNoise({ closes: 300, firstAsked: 21, decided: [] }, { most: 64, seed: 1 });

    expect(cuts).toHaveLength(64);
    expect(cuts[0]).toBeGreaterThanOrEqual(21);
    expect(cuts.at(-1)).toBe(299);
    expect(new Set(cuts).size).toBe(64);
    expect(planNoise({ closes: 20, firstAsked: 21, decided: [] }, { most: 64, seed: 1 })).toEqual([]);
  });
});
