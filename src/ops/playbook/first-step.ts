import type { DiagnosisCode } from '../diagnosis/code.ts';
import type { OpsRole } from './playbook.ts';

/** Who begins with a code (manual §4), and what with, as it stands after a colon. */
export interface FirstStep {
  readonly owner: OpsRole;
  readonly step: string;
}

const step = (owner: OpsRole, words: string): FirstStep => ({ owner, step: words });

/** The first step of each code; the playbook has the others. */
export const FIRST_STEPS: Readonly<Record<DiagnosisCode, FirstStep>> = {
  POD_DOWN: step('platform_owner', 'find out why a critical pod is down and bring it back, then start the run again'),
  INFRA_SATURATED: step('platform_owner', 'relieve the platform, then start the run again'),
  PIPELINE_DEGRADED: step('mlops_maintainer', 'group the failed runs by step and error'),
  INCONCLUSIVE_TOOLING: step('mlops_maintainer', 'repair the tooling, and believe no figure of this run'),
  NO_CANDIDATES: step('mlops_maintainer', 'read why candidates are rejected in Grafana, Testing & Backtest'),
  ML_USELESS: step('ml_owner', 'read buy_rate, and look at the labelling if it is over 50 %'),
  SCREENING_OVERFIT: step('ml_owner', 'see whether the grid is too large or something leaks into screening'),
  ML_UNSTABLE: step('ml_owner', 'read f1_buy of every fold and find the one that stands out'),
  EXECUTION_MISMATCH: step('ml_owner', 'look at how the trades end'),
  ML_MARGINAL: step('ml_owner', 'try another horizon, or leave this crypto'),
  ML_EXPLOITABLE: step('operator', 'go on to walk-forward validation with launch__walkforward'),
  ML_SOLID: step('operator', 'go on to walk-forward validation with launch__walkforward'),
  DIAG_INCOMPLETE: step('mlops_maintainer', 'find out what nobody knows'),
  OBSERVABILITY_BLIND: step('platform_owner', 'bring the monitoring back, and look at the pods by hand until then'),
  RUN_TOO_LONG: step('mlops_maintainer', 'find the step that blocks in Airflow'),
  MODEL_STALE: step('ml_owner', 'find out why the model was not refreshed'),
};

/** The code whose playbook answers a golden signal (manual §2) that is not healthy; null where none does. */
export function codeOfSignal(signal: string): DiagnosisCode | null {
  return CODE_OF_SIGNAL.get(signal) ?? null;
}

const CODE_OF_SIGNAL: ReadonlyMap<string, DiagnosisCode> = new Map([
  ['infra_health', 'INFRA_SATURATED'],
  ['pipeline_success_rate', 'PIPELINE_DEGRADED'],
  ['pipeline_latency', 'RUN_TOO_LONG'],
  ['f1_buy_delta_vs_baseline', 'ML_USELESS'],
  ['screening_testing_gap', 'SCREENING_OVERFIT'],
  ['std_f1_buy', 'ML_UNSTABLE'],
  ['sortino', 'EXECUTION_MISMATCH'],
  ['sl_pct', 'EXECUTION_MISMATCH'],
  ['timeout_pct', 'EXECUTION_MISMATCH'],
  ['model_freshness', 'MODEL_STALE'],
]);
