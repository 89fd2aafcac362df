import { z } from 'zod';
import type { Thresholds } from '../thresholds.ts';

/** Every line by name; the compiler refuses a name too few or too many. */
const NAMES = {
  pvc_pct: true,
  pvc_clear_pct: true,
  oom_warning: true,
  oom_critical: true,
  cpu_warning_pct: true,
  cpu_critical_pct: true,
  success_critical_pct: true,
  success_warning_pct: true,
  pass_zero_runs: true,
  core_stale_days: true,
  core_warning_days: true,
  noncore_stale_days: true,
  no_candidate_days: true,
  useful_run_hours: true,
  latency_warning_ratio: true,
  latency_critical_ratio: true,
  run_hours: true,
  sortino_negative_runs: true,
  sortino_window_runs: true,
  challengers_warning: true,
  challengers_critical: true,
  ml_marginal_pts: true,
  ml_exploitable_pts: true,
  f1_delta_warning_pct: true,
  gap_warning: true,
  gap_critical: true,
  std_warning: true,
  std_critical: true,
  sortino_ok: true,
  sl_warning_pct: true,
  sl_critical_pct: true,
  tp_critical_pct: true,
  timeout_warning_pct: true,
  timeout_critical_pct: true,
  sentinel_score: true,
  stuck_minutes: true,
  samples_least: true,
  samples_most: true,
} as const satisfies Readonly<Record<keyof Thresholds, true>>;

/** The name of a line in the configuration, under `ops.thresholds`. */
export const ThresholdName = z.enum(Object.keys(NAMES) as [keyof Thresholds, ...(keyof Thresholds)[]]);
