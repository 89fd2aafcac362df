/** The closed taxonomy (manual §7), with the extensions that the manual's own playbooks need. */
export const DIAGNOSIS_CODES = [
  'POD_DOWN',
  'INFRA_SATURATED',
  'PIPELINE_DEGRADED',
  'INCONCLUSIVE_TOOLING',
  'NO_CANDIDATES',
  'ML_USELESS',
  'SCREENING_OVERFIT',
  'ML_UNSTABLE',
  'EXECUTION_MISMATCH',
  'ML_MARGINAL',
  'ML_EXPLOITABLE',
  'ML_SOLID',
  'DIAG_INCOMPLETE',
  'OBSERVABILITY_BLIND',
  'RUN_TOO_LONG',
  'MODEL_STALE',
] as const;
export type DiagnosisCode = (typeof DIAGNOSIS_CODES)[number];

/** Hypotheses about a mismatch (manual §7); none is ever proven by its share alone. */
export const EXIT_CAUSES = ['SL_TOO_TIGHT', 'TP_TOO_AMBITIOUS', 'HORIZON_TOO_SHORT', 'UNDETERMINED'] as const;
export type ExitCause = (typeof EXIT_CAUSES)[number];
