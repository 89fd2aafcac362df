import { rounded } from '../figure-words.ts';
import type { Thresholds } from '../thresholds.ts';
import type { DiagnosisCode } from './code.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { Measured } from './measured.ts';

const PLATFORM_CODES = ['POD_DOWN', 'INFRA_SATURATED', 'PIPELINE_DEGRADED'] as const;

/** What of the tree the platform's axis is read from. */
export interface PlatformTruths {
  readonly code: DiagnosisCode;
  readonly truth: string;
}

/** The platform's axis: its first code that is true, else unknown where one is. */
export function infraOf(truths: readonly PlatformTruths[], { platform }: Measured): Diagnosis['infra'] {
  if (platform === 'not_assessed') return 'NOT_ASSESSED';
  const truthOf = (code: DiagnosisCode) => truths.find((each) => each.code === code)?.truth;
  const ailing = PLATFORM_CODES.find((code) => truthOf(code) === 'true');
  if (ailing !== undefined) return ailing;
  return PLATFORM_CODES.some((code) => truthOf(code) === 'unknown') ? 'UNKNOWN' : 'OK';
}

/** The model's axis: up to each line belongs to the smaller word, so 5 is marginal and 10 exploitable. */
export function mlOf({ deltaPts }: Measured, lines: Thresholds): Diagnosis['ml'] {
  if (!deltaPts.known) return 'UNKNOWN';
  if (deltaPts.value <= 0) return 'ML_USELESS';
  if (deltaPts.value <= lines.ml_marginal_pts) return 'ML_MARGINAL';
  return deltaPts.value <= lines.ml_exploitable_pts ? 'ML_EXPLOITABLE' : 'ML_SOLID';
}

/** The axis of execution: 0 and the line itself are weak. */
export function executionOf({ sortino }: Measured, lines: Thresholds): Diagnosis['execution'] {
  if (!sortino.known) return 'UNKNOWN';
  const ratio = rounded(sortino.value);
  if (ratio < 0) return 'NEGATIVE';
  return ratio > lines.sortino_ok ? 'OK' : 'WEAK';
}
