import { ConfigFile } from '../../../src/config/config.ts';
import type { OpsConfig } from '../../../src/config/ops-config.ts';
import { SIGNALS, SignalName } from '../../../src/kernel/signal-name.ts';
import type { SignalAnswer } from '../../../src/ops/signal-answer.ts';

/** Configuration in which each of these signals is asked of `prometheus`, by its own name. */
export function opsWith(signals: readonly SignalName[], more: Readonly<Record<string, unknown>> = {}): OpsConfig {
  return ConfigFile.parse({
    version: 1,
    ops: {
      sources: { prometheus: { kind: 'prometheus' } },
      signals: Object.fromEntries(signals.map((name) => [name, { source: 'prometheus', query: name }])),
      universe: { BTCUSDC: 'btc-core', SOLUSDC: 'defi' },
      ...more,
    },
  }).ops;
}

/** Every signal there is. */
export const allSignals: readonly SignalName[] = SignalName.options;

const SAMPLED_AT = '2026-11-20T07:00:00.000Z';

/** Healthy figures by signal. */
const HEALTHY: Readonly<Partial<Record<SignalName, number | readonly number[]>>> = {
  runs_7d: 40,
  success_7d: 39,
  pvc_pct: 40,
  cpu_pct: 35,
  latency_ratio: 1,
  run_hours: 1,
  last_useful_age_h: 6,
  full_universe_runs_3d: 3,
  last_candidate_age_d: 0.3,
  challengers_pending: 1,
  pass_counts: [2, 1, 3],
  model_age_d: 2,
  sortino: [0.9, 0.7, 0.8],
  f1_buy: 0.62,
  baseline_f1_buy: 0.5,
  std_f1_buy: 0.04,
  screening_f1_buy: 0.64,
  last_fold_f1_buy: 0.6,
  n_trades: 120,
  sl_pct: 30,
  tp_pct: 50,
  timeout_pct: 20,
  trial_scores: [0.61, 0.6, 0.62],
  train_samples: 4_000,
};

/** A healthy answer for every signal; both cryptos have the same figures. */
export function healthyAnswers(): Record<SignalName, SignalAnswer> {
  return Object.fromEntries(allSignals.map((name) => [name, healthyAnswer(name)])) as Record<SignalName, SignalAnswer>;
}

function healthyAnswer(name: SignalName): SignalAnswer {
  const healthy = HEALTHY[name] ?? 0;
  const one = typeof healthy === 'number' ? healthy : 0;
  const list = typeof healthy === 'number' ? [healthy] : healthy;
  const both = <T>(value: T) => new Map([['BTCUSDC', value] as const, ['SOLUSDC', value] as const]);
  const { form } = SIGNALS[name];
  switch (form) {
    case 'number':
      return { form, value: one, sampledAt: SAMPLED_AT };
    case 'names':
      return { form, names: [], sampledAt: SAMPLED_AT };
    case 'recent':
      return { form, values: list, sampledAt: SAMPLED_AT };
    case 'by-crypto':
      return { form, of: both(one), sampledAt: SAMPLED_AT };
    case 'recent-by-crypto':
      return { form, of: both(list), sampledAt: SAMPLED_AT };
    default:
      return form satisfies never;
  }
}
