import { ConfigFile } from '../../../src/config/config.ts';
import { diagnose } from '../../../src/ops/diagnosis/diagnose.ts';
import type { Diagnosis } from '../../../src/ops/diagnosis/diagnosis.ts';
import { readDiagnosisInput } from '../../../src/ops/diagnosis/input.ts';

export const LINES = ConfigFile.parse({ version: 1 }).ops.thresholds;

/** A healthy platform. */
export const PLATFORM = { pods_down: [], oom_24h: 0, pvc_pct: 40, cpu_pct: 35, success_rate_pct: 97.5 };

/** A run of which nothing is bad, as a file gives it. */
export const HEALTHY = {
  run: 'r-1',
  crypto: 'SOLUSDC',
  platform: PLATFORM,
  f1_buy: 0.62,
  baseline_f1_buy: 0.5,
  std_f1_buy: 0.04,
  screening_f1_buy: 0.64,
  last_fold_f1_buy: 0.6,
  same_period: true,
  sortino: 0.9,
  n_trades: 120,
  sl_pct: 30,
  tp_pct: 50,
  timeout_pct: 20,
  run_complete: true,
  candidates_passed: 3,
  trial_scores: [0.4, 0.5, 0.45],
  s22a1_status: 'OK',
};

/** The diagnosis of a healthy run with some figures changed. */
export function diagnosed(changes: Readonly<Record<string, unknown>>): Diagnosis {
  return diagnose(readDiagnosisInput({ ...HEALTHY, ...changes }, 'run.json'), LINES);
}
