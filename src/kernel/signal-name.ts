import { z } from 'zod';

/**
 * The form of a signal's figures: one number, names, numbers newest first, or one of these for each crypto.
 */
export type SignalForm = 'number' | 'names' | 'recent' | 'by-crypto' | 'recent-by-crypto';

interface SignalKind {
  readonly form: SignalForm;
  /** What is measured, with its unit. */
  readonly says: string;
}

/** Every signal that a state or a diagnosis is made of (manual §0, §2, §7). */
export const SIGNALS = {
  pods_down: { form: 'names', says: 'names of critical pods that are down' },
  pvc_pct: { form: 'number', says: 'fullest persistent volume, percent' },
  oom_24h: { form: 'number', says: 'out-of-memory kills in 24 hours' },
  cpu_pct: { form: 'number', says: 'use of processors, percent' },
  runs_7d: { form: 'number', says: 'pipeline runs that ended in 7 days' },
  success_7d: { form: 'number', says: 'pipeline runs that succeeded in 7 days' },
  latency_ratio: { form: 'number', says: 'duration of runs over the p95 of their past' },
  run_hours: { form: 'number', says: 'duration of the longest run, hours' },
  pass_counts: { form: 'recent', says: 'candidates that passed in each completed run, newest first' },
  last_useful_age_h: { form: 'number', says: 'age of the last useful run, hours' },
  full_universe_runs_3d: { form: 'number', says: 'runs over the whole universe in 3 days' },
  last_candidate_age_d: { form: 'number', says: 'age of the last useful candidate, days' },
  challengers_pending: { form: 'number', says: 'challengers that were registered and not promoted' },
  model_age_d: { form: 'by-crypto', says: 'age of the last useful model, days' },
  sortino: { form: 'recent-by-crypto', says: 'Sortino ratio of each run, newest first' },
  f1_buy: { form: 'by-crypto', says: 'F1 of BUY, 0 to 1' },
  baseline_f1_buy: { form: 'by-crypto', says: 'F1 of BUY of the naive baseline, 0 to 1' },
  std_f1_buy: { form: 'by-crypto', says: 'standard deviation of F1 of BUY over folds' },
  screening_f1_buy: { form: 'by-crypto', says: 'F1 of BUY in screening, 0 to 1' },
  last_fold_f1_buy: { form: 'by-crypto', says: 'F1 of BUY of the last fold, 0 to 1' },
  n_trades: { form: 'by-crypto', says: 'trades of the last run' },
  sl_pct: { form: 'by-crypto', says: 'exits by stop-loss, percent' },
  tp_pct: { form: 'by-crypto', says: 'exits by take-profit, percent' },
  timeout_pct: { form: 'by-crypto', says: 'exits by timeout, percent' },
  trial_scores: { form: 'recent', says: 'scores of the trials of the running search, newest first' },
  minutes_without_progress: { form: 'number', says: 'minutes since a running job last wrote progress' },
  train_samples: { form: 'by-crypto', says: 'samples that a running training was given' },
} as const satisfies Readonly<Record<string, SignalKind>>;

export type SignalName = keyof typeof SIGNALS;

/** A signal's name, as configuration and files write it. */
export const SignalName = z.enum(Object.keys(SIGNALS) as [SignalName, ...SignalName[]]);
