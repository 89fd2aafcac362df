import type { ToldState } from '../../../src/cli/ops/told-state.ts';
import type { RuleResult, StateVerdict } from '../../../src/ops/state/state.ts';

const MORNING = '2026-11-21T07:10:00.000Z';

function rule(id: string, told: Partial<RuleResult> & Pick<RuleResult, 'state' | 'found' | 'limit'>): RuleResult {
  return { rule: id, truth: 'false', origin: 'manual §0, §2', signals: [], sampledAt: null, ...told };
}

const PVC = rule('R2_PVC', {
  ...{ state: 'RED', found: 'PVC 40 %', limit: 'more than 85 %', origin: 'manual §0, read as §2 critical' },
  ...{ signals: ['pvc_pct'], sampledAt: '2026-11-21T07:08:30.000Z' },
});
const SUCCESS = rule('O1_SUCCESS_LT_70', {
  ...{ state: 'ORANGE', truth: 'true', found: '63.5 % of runs succeeded in 7 d (127 of 200)', limit: 'less than 70 %' },
  ...{ signals: ['runs_7d', 'success_7d'], sampledAt: '2026-11-21T07:09:00.000Z' },
});
const CORE_OLD = rule('O3_CORE_STALE_14', {
  ...{ state: 'ORANGE', truth: 'unknown', limit: 'more than 14 d', origin: 'manual §0', signals: ['model_age_d'] },
  found: 'model_age_d was not asked: the source warehouse has no address here (CONCLAVE_SOURCE_WAREHOUSE_URL)',
});
const OOM = rule('Y5_OOM_1_2', {
  ...{ state: 'YELLOW', truth: 'true', found: '1 OOMKill in 24 h', limit: '1 to 2', origin: 'manual §2' },
  signals: ['oom_24h'],
});

const VERDICT: StateVerdict = {
  ...{ state: 'ORANGE', confidence: 'partial', raisedBy: 'rules', asOf: MORNING },
  ...{ fired: ['O1_SUCCESS_LT_70', 'Y5_OOM_1_2'], unknown: ['O3_CORE_STALE_14'] },
  evidence: [PVC, SUCCESS, CORE_OLD, OOM],
  signals: [
    signal('ETHUSDC', 'sl_pct', { level: 'warning', found: '41 %', limit: '35 % or more' }),
    signal('BTCUSDC', 'std_f1_buy', { level: 'critical', found: '0.12', limit: 'more than 0.1' }),
    signal('SOLUSDC', 'f1_buy', {
      level: 'unknown',
      found: 'f1_buy is stale: 9 h old, 1 h allowed',
      limit: 'under 15 %',
    }),
    signal('BTCUSDC', 'sl_pct', { level: 'ok', found: '20 %', limit: '35 % or more' }),
  ],
  patterns: [
    {
      ...{ pattern: 'SENTINEL_SCORES', crypto: null, signal: 'trial_scores', truth: 'true', found: '12 of 12 trials' },
      ...{ limit: 'a score of at most -999', origin: 'manual §17.4', next: 'Read the log of such a trial.' },
    },
    {
      ...{ pattern: 'NO_PROGRESS', crypto: null, signal: 'minutes_without_progress', truth: 'false' },
      ...{ found: 'no progress for 3 min', limit: 'more than 20 min', origin: 'manual §17.5', next: 'Keep the logs.' },
    },
  ],
  notes: ['DOGEUSDC is in no group, so it is judged as core'],
};

function signal(
  crypto: string,
  name: string,
  told: Pick<StateVerdict['signals'][number], 'level' | 'found' | 'limit'>,
) {
  return { crypto, signal: name, origin: 'manual §2', ...told };
}

/** A state that a rule raised, with all that can stand on the screen. */
export const ORANGE: ToldState = {
  verdict: VERDICT,
  next: {
    sentence:
      'MLOps maintainer, within the hour: look at the last failed runs (63.5 %, less than 70 %); playbook PIPELINE_DEGRADED.',
    ...{ owner: 'mlops_maintainer', severity: 'P1', playbook: 'PIPELINE_DEGRADED', logins: ['ana', 'ben'] },
  },
  subject: 'quant',
  from: '27 requests to 3 sources',
  asked: {
    runs_7d: { source: 'warehouse', query: "select count(*) from runs where ended > now() - interval '7 days'" },
    pvc_pct: { source: 'prometheus', query: 'max(volume_used_pct)' },
  },
  validUntil: '2026-11-21T08:40:00.000Z',
};

/** A state that nothing but missing figures raised. */
export const BLIND: ToldState = {
  ...ORANGE,
  verdict: {
    ...VERDICT,
    ...{ confidence: 'blind', raisedBy: 'unknowns', fired: [], unknown: ['R2_PVC', 'O1_SUCCESS_LT_70'] },
    evidence: [
      { ...PVC, truth: 'unknown', found: 'pvc_pct is empty: prometheus answered with no series', sampledAt: null },
      { ...SUCCESS, truth: 'unknown', found: 'runs_7d: prometheus did not answer within 5 s', sampledAt: null },
      { ...CORE_OLD, truth: 'false', found: 'oldest: BTCUSDC 2 d' },
    ],
    signals: [],
    patterns: [],
    notes: [],
  },
  next: {
    sentence: 'Platform owner, within the hour: bring monitoring back; playbook OBSERVABILITY_BLIND.',
    ...{ owner: 'platform_owner', severity: 'P1', playbook: 'OBSERVABILITY_BLIND', logins: [] },
  },
};

/** A house that is well by evidence. */
export const GREEN: ToldState = {
  ...ORANGE,
  verdict: {
    ...VERDICT,
    ...{
      state: 'GREEN',
      confidence: 'full',
      raisedBy: 'nothing',
      fired: [],
      unknown: [],
      signals: [],
      patterns: [],
      notes: [],
    },
    evidence: [PVC, { ...CORE_OLD, truth: 'false', found: 'oldest: BTCUSDC 2 d' }],
  },
  next: {
    sentence: 'Operator: nothing to do, normal operation.',
    ...{ owner: 'operator', severity: null, playbook: null, logins: [] },
  },
};
