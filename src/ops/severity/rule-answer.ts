import type { OpsSeverity } from '../../kernel/ops-severity.ts';
import type { DiagnosisCode } from '../diagnosis/code.ts';
import type { OpsRole } from '../playbook/playbook.ts';
import { RULE_IDS, type RuleId } from '../state/rule.ts';

/** What a rule of the state asks for once it is true. */
export interface RuleAnswer {
  readonly severity: OpsSeverity;
  /** Who acts (manual §4). */
  readonly owner: OpsRole;
  /** The playbook to follow; null where the step says it all. */
  readonly code: DiagnosisCode | null;
  /** The first step, as it stands after a colon. */
  readonly step: string;
}

const POD: RuleAnswer = {
  severity: 'P0',
  owner: 'platform_owner',
  code: 'POD_DOWN',
  step: 'find out why a critical pod is down and bring it back',
};
const MEMORY: RuleAnswer = {
  severity: 'P0',
  owner: 'platform_owner',
  code: 'INFRA_SATURATED',
  step: 'find the pod that is killed for memory, and compare its use with its limits',
};
const PROCESSORS: RuleAnswer = {
  severity: 'P1',
  owner: 'platform_owner',
  code: 'INFRA_SATURATED',
  step: 'start no further runs, and find what uses the processors',
};
const FAILED_RUNS: RuleAnswer = {
  severity: 'P1',
  owner: 'mlops_maintainer',
  code: 'PIPELINE_DEGRADED',
  step: 'group the failed runs by step and error',
};
const REJECTED: RuleAnswer = {
  severity: 'P1',
  owner: 'mlops_maintainer',
  code: 'NO_CANDIDATES',
  step: 'read why candidates are rejected in Grafana, Testing & Backtest',
};
const STALE: RuleAnswer = {
  severity: 'P2',
  owner: 'ml_owner',
  code: 'MODEL_STALE',
  step: 'find out why the model was not refreshed',
};

const ANSWERS: Readonly<Record<RuleId, RuleAnswer>> = {
  R1_POD_DOWN: POD,
  R2_PVC: { ...MEMORY, step: 'free the full volume, old artifacts first' },
  R3_OOM_LOOP: MEMORY,
  O1_SUCCESS_LT_70: FAILED_RUNS,
  O2_PASS_ZERO_X3: REJECTED,
  O3_CORE_STALE_14: STALE,
  O4_NO_CANDIDATE_3D: REJECTED,
  O5_CPU_SATURATED: PROCESSORS,
  Y1_SUCCESS_70_90: { ...FAILED_RUNS, severity: 'P3' },
  Y2_SORTINO_NEG_RECURRENT: {
    severity: 'P2',
    owner: 'ml_owner',
    code: 'EXECUTION_MISMATCH',
    step: 'read how the trades of the crypto end: sl_pct, tp_pct, timeout_pct',
  },
  Y3_NONCORE_STALE_7: { ...STALE, severity: 'P3' },
  Y4_CORE_STALE_7: { ...STALE, severity: 'P3' },
  Y5_OOM_1_2: { ...MEMORY, severity: 'P2' },
  Y5_CPU_70_90: { ...PROCESSORS, severity: 'P3', step: 'watch the processors' },
  Y6_LATENCY: {
    severity: 'P3',
    owner: 'mlops_maintainer',
    code: 'RUN_TOO_LONG',
    step: 'find the step that blocks in Airflow',
  },
  Y7_NO_RECENT_USEFUL_RUN: {
    severity: 'P2',
    owner: 'operator',
    code: 'NO_CANDIDATES',
    step: 'look whether the runs of the night ended, and start launch__discovery if none did',
  },
  Y8_CHALLENGERS: {
    severity: 'P3',
    owner: 'ml_owner',
    code: null,
    step: 'decide on the promotion of the challengers that wait, which the operator approves',
  },
};

/** What a rule asks for; null for a rule that this room does not know. */
export function answerTo(rule: string): RuleAnswer | null {
  const id = RULE_IDS.find((each) => each === rule);
  return id === undefined ? null : ANSWERS[id];
}
