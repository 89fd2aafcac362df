import { describe, expect, it } from 'vitest';
import type { DiagnosisCode } from '../../../src/ops/diagnosis/code.ts';
import { readDiagnosisInput } from '../../../src/ops/diagnosis/input.ts';
import { type CriterionFacts, judgeCriterion } from '../../../src/ops/playbook/criterion.ts';
import { criterionFactsOfRun, criterionFactsOfState } from '../../../src/ops/playbook/criterion-facts.ts';
import { escalationAfter } from '../../../src/ops/playbook/escalation.ts';
import { playbookFor } from '../../../src/ops/playbook/library.ts';
import { readStateInput } from '../../../src/ops/state/input.ts';
import { HEALTHY, LINES, PLATFORM } from '../diagnosis/some-run.ts';
import { HEALTHY_STATE, judged } from '../severity/some-state.ts';
import { LIBRARY } from './catalog-playbooks.ts';

type Changes = Readonly<Record<string, unknown>>;

function judge(code: DiagnosisCode, facts: CriterionFacts) {
  const playbook = playbookFor(code, LIBRARY);
  if (playbook === null) throw new Error(`no playbook for ${code}`);
  return judgeCriterion(playbook.exit_criterion, facts, LINES);
}

function ofRun(changes: Changes): CriterionFacts {
  return criterionFactsOfRun(readDiagnosisInput({ ...HEALTHY, ...changes }, 'run.json'), LINES);
}

function ofState(changes: Changes): CriterionFacts {
  const input = { ...HEALTHY_STATE, ...changes };
  return criterionFactsOfState(readStateInput(input, 'state.json'), judged(changes));
}

const platform = (changes: Changes) => ({ platform: { ...PLATFORM, ...changes } });

describe('the exit criterion of a run', () => {
  it.each<[DiagnosisCode, Changes, string]>([
    ['EXECUTION_MISMATCH', { sortino: 0.1, sl_pct: 60 }, 'true'],
    ['EXECUTION_MISMATCH', { sortino: 0, sl_pct: 39, tp_pct: 30 }, 'true'],
    ['EXECUTION_MISMATCH', { sortino: 0, sl_pct: 40, tp_pct: 30 }, 'false'],
    ['EXECUTION_MISMATCH', { sortino: null, sl_pct: 40, tp_pct: 30 }, 'unknown'],
    ['EXECUTION_MISMATCH', { sortino: -1, sl_pct: 0.3, tp_pct: 0.4, timeout_pct: 0.3 }, 'unknown'],
    ['ML_USELESS', { f1_buy: 0.575 }, 'false'],
    ['ML_USELESS', { f1_buy: 0.576 }, 'true'],
    ['ML_USELESS', { baseline_f1_buy: 0 }, 'unknown'],
    ['ML_MARGINAL', { f1_buy: 0.55 }, 'false'],
    ['ML_MARGINAL', { f1_buy: 0.551 }, 'true'],
    ['NO_CANDIDATES', { candidates_passed: 0 }, 'false'],
    ['NO_CANDIDATES', { candidates_passed: 1 }, 'true'],
    ['SCREENING_OVERFIT', { screening_f1_buy: 0.8, last_fold_f1_buy: 0.5 }, 'true'],
    ['SCREENING_OVERFIT', { screening_f1_buy: 0.81, last_fold_f1_buy: 0.5 }, 'false'],
    ['SCREENING_OVERFIT', { same_period: false }, 'unknown'],
    ['ML_UNSTABLE', { std_f1_buy: 0.1 }, 'true'],
    ['ML_UNSTABLE', { std_f1_buy: 0.11 }, 'false'],
    ['INCONCLUSIVE_TOOLING', {}, 'true'],
    ['INCONCLUSIVE_TOOLING', { trial_scores: [-1000, -1000] }, 'false'],
    ['INCONCLUSIVE_TOOLING', { trial_scores: undefined, s22a1_status: undefined }, 'unknown'],
    ['DIAG_INCOMPLETE', {}, 'true'],
    ['DIAG_INCOMPLETE', { sortino: null }, 'false'],
    ['POD_DOWN', {}, 'true'],
    ['POD_DOWN', platform({ pods_down: ['db'] }), 'false'],
    ['POD_DOWN', platform({ pods_down: undefined }), 'unknown'],
    ['INFRA_SATURATED', platform({ pvc_pct: 70 }), 'false'],
    ['INFRA_SATURATED', platform({ pvc_pct: 69.9 }), 'true'],
    ['INFRA_SATURATED', platform({ oom_24h: 1 }), 'false'],
    ['INFRA_SATURATED', platform({ cpu_pct: 90.1 }), 'false'],
    ['INFRA_SATURATED', { platform: 'not_assessed' }, 'unknown'],
    ['PIPELINE_DEGRADED', platform({ success_rate_pct: 70 }), 'true'],
    ['PIPELINE_DEGRADED', platform({ success_rate_pct: 69.9 }), 'false'],
  ])('of %s for %j is %s', (code, changes, truth) => {
    expect(judge(code, ofRun(changes)).truth).toBe(truth);
  });

  it('says which half held', () => {
    const { needs, halves, found } = judge('EXECUTION_MISMATCH', ofRun({ sortino: -0.2, sl_pct: 35, tp_pct: 30 }));

    expect({ needs, truths: halves.map(({ truth }) => truth), found }).toEqual({
      needs: 'any',
      truths: ['false', 'true'],
      found: 'sl_pct 35 %',
    });
  });

  it('says which figure nobody knows', () => {
    expect(judge('RUN_TOO_LONG', ofRun({}))).toMatchObject({
      truth: 'unknown',
      found: 'latency_ratio is not given',
      limit: 'latency_ratio less than 1',
    });
  });
});

describe('the exit criterion of a state', () => {
  const infra = (changes: Changes) => ({ infra: { ...HEALTHY_STATE.infra, ...changes } });

  it.each<[DiagnosisCode, Changes, string]>([
    ['POD_DOWN', infra({ pods_down: ['db'] }), 'false'],
    ['INFRA_SATURATED', infra({ pvc_pct: 71 }), 'false'],
    ['INFRA_SATURATED', {}, 'true'],
    ['OBSERVABILITY_BLIND', { infra: {} }, 'false'],
    ['OBSERVABILITY_BLIND', infra({ cpu_pct: null }), 'true'],
    ['DIAG_INCOMPLETE', infra({ cpu_pct: null }), 'false'],
    ['PIPELINE_DEGRADED', { pipeline: { runs_7d: 10, success_7d: 6, latency_ratio: 1 } }, 'false'],
    ['PIPELINE_DEGRADED', { pipeline: { runs_7d: 0, success_7d: 0, latency_ratio: 1 } }, 'unknown'],
    ['RUN_TOO_LONG', { pipeline: { runs_7d: 10, success_7d: 9, latency_ratio: 0.9 } }, 'true'],
    ['NO_CANDIDATES', { runs: { ...HEALTHY_STATE.runs, pass_counts: [0, 4] } }, 'false'],
    ['NO_CANDIDATES', { runs: { ...HEALTHY_STATE.runs, pass_counts: [] } }, 'unknown'],
    ['EXECUTION_MISMATCH', { sortino: [{ crypto: 'SOLUSDC', last: [0.2, -1, -1] }] }, 'true'],
    ['MODEL_STALE', {}, 'true'],
    ['MODEL_STALE', { models: [{ crypto: 'SOLUSDC', group: 'defi', age_d: 8 }] }, 'false'],
    ['MODEL_STALE', { models: [{ crypto: 'SOLUSDC', group: 'defi', age_d: null }] }, 'unknown'],
    ['MODEL_STALE', { models: [] }, 'unknown'],
  ])('of %s for %j is %s', (code, changes, truth) => {
    expect(judge(code, ofState(changes)).truth).toBe(truth);
  });
});

describe('escalation', () => {
  it.each([
    [0, { due: false, to: 'ml_owner', left: 3 }],
    [2, { due: false, to: 'ml_owner', left: 1 }],
    [3, { due: true, to: 'ml_owner', left: 0 }],
    [9, { due: true, to: 'ml_owner', left: 0 }],
  ])('of a mismatch after %d attempts', (attempts, expected) => {
    const playbook = playbookFor('EXECUTION_MISMATCH', LIBRARY);

    expect(playbook === null ? null : escalationAfter(attempts, playbook)).toEqual(expected);
  });
});
