import type { OpsSeverity } from '../../kernel/ops-severity.ts';
import type { DiagnosisCode } from '../diagnosis/code.ts';

/** The severity of each code on the scale of alerts (manual §8); saturation by processors alone is milder. */
const SEVERITY_OF: Readonly<Record<DiagnosisCode, OpsSeverity>> = {
  POD_DOWN: 'P0',
  INFRA_SATURATED: 'P0',
  PIPELINE_DEGRADED: 'P1',
  INCONCLUSIVE_TOOLING: 'P2',
  NO_CANDIDATES: 'P1',
  ML_USELESS: 'P2',
  SCREENING_OVERFIT: 'P2',
  ML_UNSTABLE: 'P2',
  EXECUTION_MISMATCH: 'P2',
  ML_MARGINAL: 'P3',
  ML_EXPLOITABLE: 'P3',
  ML_SOLID: 'P3',
  DIAG_INCOMPLETE: 'P2',
  OBSERVABILITY_BLIND: 'P1',
  RUN_TOO_LONG: 'P3',
  MODEL_STALE: 'P2',
};

/** How fast a code wants somebody; `cpuAlone` is that only the processors are saturated, which is no outage. */
export function severityOfCode(code: DiagnosisCode, { cpuAlone }: { readonly cpuAlone: boolean }): OpsSeverity {
  return code === 'INFRA_SATURATED' && cpuAlone ? 'P1' : SEVERITY_OF[code];
}
