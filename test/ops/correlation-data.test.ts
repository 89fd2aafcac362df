import { describe, expect, it } from 'vitest';
import { readCorrelationData } from '../../src/ops/correlation-data.ts';
import { diagnose } from '../../src/ops/diagnosis/diagnose.ts';
import { LINES } from './diagnosis/some-run.ts';

const BLOCK = [
  '=== CORRELATION DATA ===',
  'event=platform oom_24h=0 pvc_pct=40 cpu_pct=35 success_rate_pct=97.5',
  'event=ml crypto=SOLUSDC run=r-7 f1_buy=0.62 baseline_f1_buy=0.50 precision_buy=0.6 std_f1_buy=0.04 theta=0.7',
  'event=coherence screening_f1_buy=0.64 last_fold_f1_buy=0.60 same_period=true',
  'event=trading sortino=0.9 n_trades=120 sl_pct=30 tp_pct=50 timeout_pct=20',
  'event=run run_complete=true candidates_passed=3 trial_scores="0.4, 0.5, 0.45"',
  '=== END ===',
];

function diagnosed(lines: readonly string[]) {
  const { runs, malformed } = readCorrelationData(lines.join('\n'), 'test_step.log');
  return { diagnoses: runs.map((facts) => diagnose(facts, LINES)), malformed };
}

/** The block with one of its lines changed. */
function changed(from: string, to: string): readonly string[] {
  expect(BLOCK.join('\n')).toContain(from);
  return BLOCK.map((line) => line.replace(from, to));
}

describe('the block CORRELATION DATA of a log', () => {
  it('is a run that can be diagnosed', () => {
    const { diagnoses, malformed } = diagnosed([
      'some text',
      'event=other sortino=-9',
      ...BLOCK,
      'event=other f1_buy=0',
    ]);

    expect(diagnoses).toHaveLength(1);
    expect(diagnoses[0]).toMatchObject({ run: 'r-7', crypto: 'SOLUSDC', principal: 'ML_SOLID', strategyOk: true });
    expect(malformed).toEqual([]);
  });

  it('is read behind what Airflow writes before each line', () => {
    const prefix = '[2026-03-28, 07:00:00 UTC] {logging_mixin.py:188} INFO - ';

    const { diagnoses } = diagnosed(BLOCK.map((line) => `${prefix}${line}`));

    expect(diagnoses[0]?.principal).toBe('ML_SOLID');
  });

  it('is one run for each crypto and each block', () => {
    const second = BLOCK.map((line) => line.replace('SOLUSDC', 'ADAUSDC').replace('f1_buy=0.62', 'f1_buy=0.49'));
    const third = 'event=ml crypto=XRPUSDC f1_buy=0.4';

    const { diagnoses } = diagnosed([...BLOCK, ...second.slice(0, -1), third]);

    expect(diagnoses.map(({ crypto, principal }) => [crypto, principal])).toEqual([
      ['SOLUSDC', 'ML_SOLID'],
      ['ADAUSDC', 'ML_USELESS'],
      ['XRPUSDC', 'DIAG_INCOMPLETE'],
    ]);
  });

  it.each([
    ['sortino=0.9', 'sortino=nan', ['EXECUTION_MISMATCH']],
    ['std_f1_buy=0.04', 'std_f1_buy=0.04 error=not here', ['ML_USELESS', 'ML_UNSTABLE']],
    ['trial_scores="0.4, 0.5, 0.45"', 'trial_scores=0.4, 0.5', ['INCONCLUSIVE_TOOLING', 'NO_CANDIDATES']],
    ['event=trading', 'event=trading std_f1_buy=0.2', ['ML_UNSTABLE']],
    ['run_complete=true candidates_passed=3', 'run_complete=yes candidates_passed=0', ['NO_CANDIDATES']],
  ])('is incomplete with %s written as %s', (from, to, cannotExclude) => {
    const [diagnosis] = diagnosed(changed(from, to)).diagnoses;

    expect(diagnosis?.principal).toBe('DIAG_INCOMPLETE');
    expect(diagnosis?.cannotExclude).toEqual(cannotExclude);
  });

  it('names the line that it cannot read', () => {
    const { malformed } = diagnosed(changed('theta=0.7', 'error=No module named sympy'));

    expect(malformed).toEqual([
      expect.objectContaining({
        line: 3,
        why: 'the word "module" has no value',
        raw: expect.stringContaining('sympy'),
      }),
    ]);
  });

  it('does not lose a skipped anchor with its line', () => {
    const { diagnoses } = diagnosed(changed('event=run', 'event=run s22a1_status=SKIPPED reason=no parquet'));

    expect(diagnoses[0]?.principal).toBe('INCONCLUSIVE_TOOLING');
  });

  it('says when the platform was not assessed', () => {
    const { diagnoses } = diagnosed(
      BLOCK.map((line) => (line.includes('oom_24h') ? 'event=platform platform=not_assessed' : line)),
    );

    expect(diagnoses[0]).toMatchObject({ infra: 'NOT_ASSESSED', principal: 'ML_SOLID', strategyOk: false });
  });
});

describe('a log without such a block', () => {
  it('is read by the lines of the event correlation_data', () => {
    const text = 'event=other f1_buy=0\nevent=correlation_data crypto=BTCUSDC f1_buy=0.4 baseline_f1_buy=0.5\n';

    const { runs } = readCorrelationData(text, 'test_step.log');

    expect(runs.map((facts) => diagnose(facts, LINES).principal)).toEqual(['ML_USELESS']);
  });

  it('has no run where it has no such line', () => {
    expect(readCorrelationData('event=other f1_buy=0.4\n', 'test_step.log')).toEqual({ runs: [], malformed: [] });
  });
});
