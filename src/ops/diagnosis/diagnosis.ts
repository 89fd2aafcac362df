import type { OpsSeverity } from '../../kernel/ops-severity.ts';
import type { DiagnosisCode, ExitCause } from './code.ts';

/** What ails one run, by evidence, and what nobody could exclude. */
export interface Diagnosis {
  readonly run: string | null;
  readonly crypto: string | null;
  readonly principal: DiagnosisCode;
  /** Other bad codes that are true, in the order of the tree. */
  readonly secondary: readonly DiagnosisCode[];
  /** The three axes, never mixed (manual §13.7). */
  readonly infra: 'OK' | 'POD_DOWN' | 'INFRA_SATURATED' | 'PIPELINE_DEGRADED' | 'UNKNOWN' | 'NOT_ASSESSED';
  readonly ml: 'ML_USELESS' | 'ML_MARGINAL' | 'ML_EXPLOITABLE' | 'ML_SOLID' | 'UNKNOWN';
  readonly execution: 'OK' | 'WEAK' | 'NEGATIVE' | 'UNKNOWN';
  /** Hypotheses in the order of the manual. */
  readonly causes: readonly ExitCause[];
  /** Codes before the principal one that could be true as well. */
  readonly cannotExclude: readonly DiagnosisCode[];
  /** Inputs that were refused: `F1_RANGE`, `EXIT_UNIT_OR_SUM`. */
  readonly invalid: readonly string[];
  readonly strategyOk: boolean;
  /** Points of F1 above the baseline, times 100; null where it is unknown. */
  readonly deltaPts: number | null;
  /** The same relative to the baseline, percent; null where it is unknown or the baseline is 0. */
  readonly deltaRelPct: number | null;
  readonly severity: OpsSeverity;
  readonly evidence: readonly DiagnosisEvidence[];
  /** Sentences for people, such as `check leakage or luck`. */
  readonly notes: readonly string[];
}

/** One comparison of the tree. */
export interface DiagnosisEvidence {
  readonly code: DiagnosisCode | ExitCause;
  readonly truth: 'true' | 'false' | 'unknown' | 'not-applicable';
  readonly found: string;
  readonly limit: string;
  readonly origin: string;
}
