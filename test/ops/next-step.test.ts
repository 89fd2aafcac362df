import { describe, expect, it } from 'vitest';
import { nextStepOfDiagnosis, nextStepOfState } from '../../src/ops/next-step.ts';
import { findPatterns } from '../../src/ops/patterns/find-patterns.ts';
import { known } from '../../src/ops/reading.ts';
import type { SignalFinding } from '../../src/ops/state/state.ts';
import { diagnosed, LINES, PLATFORM } from './diagnosis/some-run.ts';
import { HEALTHY_STATE, judged } from './severity/some-state.ts';

type Changes = Readonly<Record<string, unknown>>;
const infra = (changes: Changes) => ({ infra: { ...HEALTHY_STATE.infra, ...changes } });

describe('the next step of a state', () => {
  it.each<[string, Changes]>([
    ['Operator: nothing to do, normal operation.', {}],
    [
      'Platform owner, now: free the full volume, old artifacts first (PVC 91 %, more than 85 %); playbook INFRA_SATURATED.',
      infra({ pvc_pct: 91, cpu_pct: 95 }),
    ],
    [
      'Platform owner, within the hour: bring the monitoring back, and look at the pods by hand until then (pods_down is not given); playbook OBSERVABILITY_BLIND.',
      { infra: {}, pipeline: { runs_7d: 10, success_7d: 5, latency_ratio: 1 } },
    ],
    [
      'Platform owner, today: find out what nobody knows, for R3_OOM_LOOP (oom_24h is not given); playbook DIAG_INCOMPLETE.',
      { ...infra({ oom_24h: null }), challengers_pending: 7 },
    ],
    [
      'MLOps maintainer, today: find out what nobody knows, for Y8_CHALLENGERS (challengers_pending is not given); playbook DIAG_INCOMPLETE.',
      { challengers_pending: null },
    ],
    [
      'ML owner, when there is time: decide on the promotion of the challengers that wait, which the operator approves (7 challengers, more than 5).',
      { challengers_pending: 7 },
    ],
  ])('is: %s', (sentence, changes) => {
    expect(nextStepOfState(judged(changes)).sentence).toBe(sentence);
  });

  it('is about what wants somebody soonest, not about what stands first', () => {
    const verdict = judged({
      models: [{ crypto: 'BTCUSDC', group: 'btc-core', age_d: 20 }],
      runs: { ...HEALTHY_STATE.runs, last_candidate_age_d: 5 },
    });

    expect(verdict.fired).toEqual(['O3_CORE_STALE_14', 'O4_NO_CANDIDATE_3D']);
    expect(nextStepOfState(verdict)).toMatchObject({ severity: 'P1', playbook: 'NO_CANDIDATES' });
  });

  it.each([
    ['of a house in which no rule is true', {}],
    ['of one in which something less urgent is true', { challengers_pending: 7 }],
  ])('is about a pattern that was an incident, %s', (_, changes) => {
    const patterns = findPatterns(
      { trialScores: known([known(-1_000), known(-1_000)]), minutesWithoutProgress: known(45), trainSamples: null },
      LINES,
    );

    expect(nextStepOfState(judged(changes, [], patterns))).toEqual({
      sentence:
        'MLOps maintainer, within the hour: keep the logs of the pod, then have the platform owner stop it (NO_PROGRESS: no progress for 45 min, more than 20 min); playbook RUN_TOO_LONG.',
      ...{ owner: 'mlops_maintainer', severity: 'P1', playbook: 'RUN_TOO_LONG' },
    });
  });

  it('is about what nobody knows where that raised the state, unless a pattern is more urgent', () => {
    const nobody = { trialScores: null, minutesWithoutProgress: null, trainSamples: null };
    const failed = findPatterns({ ...nobody, trialScores: known([known(-1_000)]) }, LINES);
    const stuck = findPatterns({ ...nobody, minutesWithoutProgress: known(45) }, LINES);
    const unsure = { challengers_pending: null };

    expect(nextStepOfState(judged(unsure, [], failed))).toMatchObject({ playbook: 'DIAG_INCOMPLETE' });
    expect(nextStepOfState(judged(unsure, [], stuck))).toMatchObject({ playbook: 'RUN_TOO_LONG' });
  });

  it('is about the worst golden signal where no rule is true', () => {
    const signal = (crypto: string, level: SignalFinding['level'], found: string): SignalFinding => {
      return { signal: 'std_f1_buy', crypto, level, found, limit: 'more than 0.1', origin: 'manual §2' };
    };

    const step = nextStepOfState(
      judged({}, [signal('SOLUSDC', 'warning', '0.07'), signal('ADAUSDC', 'critical', '0.2')]),
    );

    expect(step).toEqual({
      sentence:
        'ML owner, today: read f1_buy of every fold and find the one that stands out (ADAUSDC: std_f1_buy 0.2, more than 0.1); playbook ML_UNSTABLE.',
      owner: 'ml_owner',
      severity: 'P2',
      playbook: 'ML_UNSTABLE',
    });
  });
});

describe('the next step of a diagnosis', () => {
  it.each<[string, Changes]>([
    ['Operator, when there is time: go on to walk-forward validation with launch__walkforward (ML_SOLID, 12 pts).', {}],
    [
      'ML owner, when there is time: improve how the trades end, as for a mismatch (ML_SOLID, execution WEAK, platform OK).',
      { sortino: 0.3 },
    ],
    [
      'Operator, when there is time: diagnose again with the figures of the platform (ML_SOLID, execution OK, platform NOT_ASSESSED).',
      { platform: 'not_assessed' },
    ],
    [
      'ML owner, today: look at how the trades end (f1_buy over baseline 12 pts; sortino -0.2; suspected: SL_TOO_TIGHT, sl_pct 55 %); playbook EXECUTION_MISMATCH.',
      { sortino: -0.2, sl_pct: 55, tp_pct: 25 },
    ],
    [
      'ML owner, today: look at how the trades end (f1_buy over baseline 12 pts; sortino -0.2; no cause is suspected); playbook EXECUTION_MISMATCH.',
      { sortino: -0.2 },
    ],
    [
      'MLOps maintainer, today: find out what nobody knows (ML_UNSTABLE cannot be excluded: std_f1_buy is not given); playbook DIAG_INCOMPLETE.',
      { std_f1_buy: undefined },
    ],
    [
      'MLOps maintainer, today: find out what nobody knows (PIPELINE_DEGRADED and 2 more cannot be excluded: success_rate_pct is not given); playbook DIAG_INCOMPLETE.',
      { platform: { ...PLATFORM, success_rate_pct: undefined }, std_f1_buy: undefined, sortino: undefined },
    ],
    [
      'Platform owner, within the hour: relieve the platform, then start the run again (CPU 95 %); playbook INFRA_SATURATED.',
      { platform: { ...PLATFORM, cpu_pct: 95 } },
    ],
  ])('is: %s', (sentence, changes) => {
    expect(nextStepOfDiagnosis(diagnosed(changes)).sentence).toBe(sentence);
  });
});
