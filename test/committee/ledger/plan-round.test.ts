import { describe, expect, it } from 'vitest';
import type { Baseline } from '../../../src/committee/ledger/baseline.ts';
import { fullReasonWords, planRound, type RoundNow } from '../../../src/committee/ledger/plan-round.ts';
import { FullReason } from '../../../src/committee/ledger/round.ts';
import { HEADS, SESSIONS } from './some-ledger.ts';

const baseline: Baseline = {
  session: SESSIONS[0],
  head: HEADS[0],
  base_branch: 'main',
  configuration: 'c1',
  session_type: 'pr_review',
  seats: ['ops/first', 'ops/second'],
  coverage: { files: [], share: 1 },
};
const now: RoundNow = {
  baseBranch: 'main',
  configuration: 'c1',
  sessionType: 'pr_review',
  seats: ['ops/first', 'ops/second'],
  asked: null,
  deltaReading: 'read',
};
const past = { baseline, hasSessions: true };

describe('the plan of a round', () => {
  it('reads what changed since the baseline when nothing speaks against it', () => {
    const plan = planRound(now, past);

    expect(plan).toEqual({
      kind: 'delta',
      baseline,
      why: 'It reads what changed since 1111111, which was read in full.',
    });
  });

  it('rests on a baseline that more seats have read than sit now', () => {
    expect(planRound({ ...now, seats: ['ops/second'] }, past).kind).toBe('delta');
  });

  it.each([
    ['first', {}, { baseline: null, hasSessions: false }],
    ['asked', { asked: 'full' }, past],
    ['incomplete-baseline', {}, { baseline: null, hasSessions: true }],
    ['base-changed', { baseBranch: 'release' }, past],
    ['configuration-changed', { configuration: 'c2' }, past],
    ['session-type-changed', { sessionType: 'plan_review' }, past],
    ['seats-changed', { seats: ['ops/first', 'ml-engineer/first'] }, past],
    ['baseline-gone', { deltaReading: 'gone' }, past],
    ['unrelated', { deltaReading: 'unrelated' }, past],
  ] as const)('reads everything: %s', (because, differs, before) => {
    const plan = planRound({ ...now, ...differs }, before);

    expect(plan).toEqual({ kind: 'full', because, why: fullReasonWords[because] });
  });

  it('tells the first of several reasons in their order', () => {
    const all: Partial<RoundNow>[] = [
      { asked: 'full' },
      { baseBranch: 'release' },
      { configuration: 'c2' },
      { sessionType: 'general' },
      { seats: ['architect/first'] },
      { deltaReading: 'gone' },
    ];

    const told = all.map((_, at) => planRound(Object.assign({}, now, ...all.slice(at)), past));

    expect(told.map((plan) => plan.kind === 'full' && plan.because)).toEqual([
      'asked',
      'base-changed',
      'configuration-changed',
      'session-type-changed',
      'seats-changed',
      'baseline-gone',
    ]);
  });

  it('has a sentence for every reason', () => {
    expect(Object.keys(fullReasonWords).sort()).toEqual([...FullReason.options].sort());
    for (const words of Object.values(fullReasonWords)) expect(words).toMatch(/^[A-Z].*\.$/);
  });
});
