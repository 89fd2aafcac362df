import { describe, expect, it } from 'vitest';
import { diagnosed, PLATFORM } from './some-run.ts';

describe('the three axes', () => {
  it.each([
    [{}, { infra: 'OK', ml: 'ML_SOLID', execution: 'OK', strategyOk: true }],
    [{ f1_buy: 0.58 }, { infra: 'OK', ml: 'ML_EXPLOITABLE', execution: 'OK', strategyOk: true }],
    [{ f1_buy: 0.53 }, { infra: 'OK', ml: 'ML_MARGINAL', execution: 'OK', strategyOk: false }],
    [{ sortino: 0.5 }, { infra: 'OK', ml: 'ML_SOLID', execution: 'WEAK', strategyOk: false }],
    [{ sortino: -0.01 }, { infra: 'OK', ml: 'ML_SOLID', execution: 'NEGATIVE', strategyOk: false }],
    [{ platform: 'not_assessed' }, { infra: 'NOT_ASSESSED', ml: 'ML_SOLID', execution: 'OK', strategyOk: false }],
    [{ platform: undefined }, { infra: 'UNKNOWN', ml: 'ML_SOLID', execution: 'OK', strategyOk: false }],
    [
      { platform: { ...PLATFORM, pvc_pct: null, success_rate_pct: 40 } },
      { infra: 'PIPELINE_DEGRADED', ml: 'ML_SOLID', execution: 'OK', strategyOk: false },
    ],
  ])('of %j', (changes, axes) => {
    expect(diagnosed(changes)).toMatchObject(axes);
  });

  it('lets a run be praised whose platform nobody assessed on purpose, and says so', () => {
    const { principal, notes } = diagnosed({ platform: 'not_assessed' });

    expect(principal).toBe('ML_SOLID');
    expect(notes).toEqual(['The platform was not assessed, so that no strategy is called good.']);
  });
});

describe('the gain over the baseline', () => {
  it('is told in points and relative to it', () => {
    expect(diagnosed({ f1_buy: 0.55 })).toMatchObject({ deltaPts: 5, deltaRelPct: 10 });
  });

  it('is known in points only over a baseline of 0', () => {
    expect(diagnosed({ baseline_f1_buy: 0 })).toMatchObject({ principal: 'ML_SOLID', deltaPts: 62, deltaRelPct: null });
  });

  it('is a plain zero where both are equal', () => {
    expect(Object.is(diagnosed({ f1_buy: 0.5 }).deltaPts, 0)).toBe(true);
  });

  it('makes a marginal model with a good Sortino suspicious', () => {
    expect(diagnosed({ f1_buy: 0.53 }).notes).toEqual([
      'Sortino is good although the model hardly beats the baseline: check for leakage or luck.',
    ]);
  });
});

describe('the suspected causes of a mismatch', () => {
  it.each([
    [{ sl_pct: 55, tp_pct: 15, timeout_pct: 30 }, ['SL_TOO_TIGHT', 'TP_TOO_AMBITIOUS']],
    [{ sl_pct: 20, tp_pct: 39, timeout_pct: 41 }, ['HORIZON_TOO_SHORT']],
    [{ sl_pct: 50, tp_pct: 20, timeout_pct: 30 }, ['UNDETERMINED']],
    [{ sl_pct: 55, tp_pct: null, timeout_pct: 'NaN' }, ['SL_TOO_TIGHT']],
  ])('of %j', (shares, causes) => {
    const { principal, causes: found } = diagnosed({ sortino: -0.3, ...shares });

    expect(principal).toBe('EXECUTION_MISMATCH');
    expect(found).toEqual(causes);
  });

  it.each([
    ['fractions', { sl_pct: 0.55, tp_pct: 0.15, timeout_pct: 0.3 }],
    ['more than a whole', { sl_pct: 60, tp_pct: 30, timeout_pct: 10.6 }],
    ['negative', { sl_pct: 60, tp_pct: -1, timeout_pct: 30 }],
  ])('are not read from shares that are %s', (_, shares) => {
    const { causes, invalid, notes } = diagnosed({ sortino: -0.3, ...shares });

    expect({ causes, invalid }).toEqual({ causes: ['UNDETERMINED'], invalid: ['EXIT_UNIT_OR_SUM'] });
    expect(notes.join(' ')).toContain('they were dropped');
  });

  it('are read from shares that sum to a little more by rounding', () => {
    expect(diagnosed({ sortino: -0.3, sl_pct: 60, tp_pct: 30, timeout_pct: 10.5 }).invalid).toEqual([]);
  });

  it('are not asked for without a mismatch', () => {
    expect(diagnosed({ sl_pct: 70, tp_pct: 10, timeout_pct: 20 }).causes).toEqual([]);
  });
});

describe('scores out of range', () => {
  it.each(['f1_buy', 'baseline_f1_buy', 'screening_f1_buy', 'last_fold_f1_buy'])('%s is dropped and named', (key) => {
    const { principal, invalid, notes } = diagnosed({ [key]: 62 });

    expect({ principal, invalid }).toEqual({ principal: 'DIAG_INCOMPLETE', invalid: ['F1_RANGE'] });
    expect(notes).toEqual([`F1_RANGE: ${key} is 62, which is outside 0 to 1; it was dropped.`]);
  });
});

describe('the severity of a diagnosis', () => {
  it.each([
    ['P0', { platform: { ...PLATFORM, pods_down: ['db'] } }],
    ['P0', { platform: { ...PLATFORM, oom_24h: 3, cpu_pct: 95 } }],
    ['P0', { platform: { ...PLATFORM, pvc_pct: 91 } }],
    ['P1', { platform: { ...PLATFORM, cpu_pct: 95 } }],
    ['P1', { platform: { ...PLATFORM, success_rate_pct: 60 } }],
    ['P1', { candidates_passed: 0 }],
    ['P2', { f1_buy: 0.4 }],
    ['P2', { sortino: null }],
    ['P3', { f1_buy: 0.53 }],
    ['P3', { sortino: 0.2 }],
  ])('is %s for %j', (severity, changes) => {
    expect(diagnosed(changes).severity).toBe(severity);
  });
});
