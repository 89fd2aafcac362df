import { describe, expect, it } from 'vitest';
import { diagnosed, HEALTHY, PLATFORM } from './some-run.ts';

const platform = (changes: Readonly<Record<string, unknown>>) => ({ platform: { ...PLATFORM, ...changes } });

describe('the principal code', () => {
  it.each([
    ['a critical pod is down', platform({ pods_down: ['scheduler'] }), 'POD_DOWN'],
    ['memory ran out three times', platform({ oom_24h: 3 }), 'INFRA_SATURATED'],
    ['memory ran out twice, which is a warning only', platform({ oom_24h: 2 }), 'ML_SOLID'],
    ['the volume is at 85 %', platform({ pvc_pct: 85 }), 'ML_SOLID'],
    ['the volume is over 85 %', platform({ pvc_pct: 85.1 }), 'INFRA_SATURATED'],
    ['processors are at 90 %', platform({ cpu_pct: 90 }), 'ML_SOLID'],
    ['processors are over 90 %', platform({ cpu_pct: 90.1 }), 'INFRA_SATURATED'],
    ['70 % of runs succeed', platform({ success_rate_pct: 70 }), 'ML_SOLID'],
    ['fewer than 70 % of runs succeed', platform({ success_rate_pct: 69.9 }), 'PIPELINE_DEGRADED'],
    ['no run succeeds', platform({ success_rate_pct: 0 }), 'PIPELINE_DEGRADED'],
    ['every trial has one score', { trial_scores: [0.4, 0.4] }, 'INCONCLUSIVE_TOOLING'],
    ['a single trial has a score', { trial_scores: [0.4] }, 'ML_SOLID'],
    ['one trial has no score', { trial_scores: [0.4, -999] }, 'INCONCLUSIVE_TOOLING'],
    ['a trial is just above what is no score', { trial_scores: [0.4, -998.9] }, 'ML_SOLID'],
    ['a trial is not a number', { trial_scores: [0.4, 'NaN', 0.3] }, 'DIAG_INCOMPLETE'],
    ['the search reports no trial', { trial_scores: [] }, 'DIAG_INCOMPLETE'],
    ['the anchor was skipped', { s22a1_status: 'skipped' }, 'INCONCLUSIVE_TOOLING'],
    ['the anchor is not available', { s22a1_status: null, s22a1_anchor_available: false }, 'INCONCLUSIVE_TOOLING'],
    ['nothing passed on a complete run', { candidates_passed: 0 }, 'NO_CANDIDATES'],
    ['nothing passed so far', { candidates_passed: 0, run_complete: false }, 'DIAG_INCOMPLETE'],
    ['something passed on a run that goes on', { run_complete: false }, 'ML_SOLID'],
    ['half a candidate passed', { candidates_passed: 0.5 }, 'DIAG_INCOMPLETE'],
    ['the model is as the baseline', { f1_buy: 0.5 }, 'ML_USELESS'],
    ['the gap is 0.30 but for the noise of fractions', { screening_f1_buy: 0.8, last_fold_f1_buy: 0.5 }, 'ML_SOLID'],
    ['the gap is over 0.30', { screening_f1_buy: 0.81, last_fold_f1_buy: 0.5 }, 'SCREENING_OVERFIT'],
    ['the deviation is 0.10', { std_f1_buy: 0.1 }, 'ML_SOLID'],
    ['the deviation is over 0.10', { std_f1_buy: 0.11 }, 'ML_UNSTABLE'],
    ['Sortino is negative', { sortino: -0.1 }, 'EXECUTION_MISMATCH'],
    ['there were no trades', { n_trades: 0 }, 'DIAG_INCOMPLETE'],
    ['the gain is 5 points but for the noise of fractions', { f1_buy: 0.55 }, 'ML_MARGINAL'],
    ['the gain is over 5 points', { f1_buy: 0.551 }, 'ML_EXPLOITABLE'],
    ['the gain is 10 points', { f1_buy: 0.6 }, 'ML_EXPLOITABLE'],
    ['the gain is over 10 points', { f1_buy: 0.601 }, 'ML_SOLID'],
  ])('when %s', (_, changes, principal) => {
    expect(diagnosed(changes).principal).toBe(principal);
  });

  it('is the first of the tree, and the others are secondary', () => {
    const { principal, secondary } = diagnosed({
      ...platform({ cpu_pct: 95, success_rate_pct: 50 }),
      std_f1_buy: 0.2,
      sortino: -1,
    });

    expect(principal).toBe('INFRA_SATURATED');
    expect(secondary).toEqual(['PIPELINE_DEGRADED', 'ML_UNSTABLE', 'EXECUTION_MISMATCH']);
  });

  it('stands although an earlier one is unknown, which is then named', () => {
    const { principal, cannotExclude } = diagnosed({
      ...platform({ pvc_pct: 'NaN' }),
      std_f1_buy: null,
      last_fold_f1_buy: null,
      f1_buy: 0.4,
    });

    expect(principal).toBe('ML_USELESS');
    expect(cannotExclude).toEqual(['INFRA_SATURATED']);
  });
});

describe('what is unknown', () => {
  const figures = Object.keys(HEALTHY).filter(
    (key) => !['run', 'crypto', 'n_trades', 'sl_pct', 'tp_pct', 'timeout_pct', 's22a1_status'].includes(key),
  );
  const decided = ['trial_scores', 'run_complete'];

  it.each(figures.filter((key) => !decided.includes(key)))('is never praise: %s is missing', (key) => {
    const { principal, strategyOk } = diagnosed({ [key]: undefined });

    expect({ principal, strategyOk }).toEqual({ principal: 'DIAG_INCOMPLETE', strategyOk: false });
  });

  it.each(Object.keys(PLATFORM))('is never praise: %s of the platform is not a number', (key) => {
    const { principal, infra, strategyOk } = diagnosed(platform({ [key]: 'NaN' }));

    expect({ principal, infra, strategyOk }).toEqual({
      principal: 'DIAG_INCOMPLETE',
      infra: 'UNKNOWN',
      strategyOk: false,
    });
  });

  it.each([
    ['pvc_pct', 0.91],
    ['cpu_pct', 0.95],
    ['success_rate_pct', 1],
    ['pvc_pct', 101],
    ['oom_24h', -1],
  ])('is a figure in the wrong unit: %s is %d', (key, value) => {
    expect(diagnosed(platform({ [key]: value })).principal).toBe('DIAG_INCOMPLETE');
  });

  it('does not hold up a run without a search, an audit or a list of pods', () => {
    const changes = { trial_scores: undefined, s22a1_status: undefined, ...platform({ pods_down: undefined }) };

    const { principal, evidence } = diagnosed(changes);

    expect(principal).toBe('ML_SOLID');
    expect(evidence.filter(({ truth }) => truth === 'not-applicable').map(({ code }) => code)).toEqual([
      'POD_DOWN',
      'INCONCLUSIVE_TOOLING',
    ]);
  });

  it('does not hold up a run that reports neither candidates nor completeness', () => {
    expect(diagnosed({ run_complete: undefined, candidates_passed: undefined }).principal).toBe('ML_SOLID');
  });
});
