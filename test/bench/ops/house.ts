import { ConfigFile } from '../../../src/config/config.ts';
import type { OpsConfig } from '../../../src/config/ops-config.ts';
import { SIGNALS, SignalName } from '../../../src/kernel/signal-name.ts';
import { openMetricsOf, type Series, steady } from '../../fakes/prometheus/series.ts';

/** The moment that the state is asked for. */
export const AT = new Date('2026-03-10T12:00:00Z');

/** Symbols of the universe. */
export const CRYPTOS: readonly string[] = Array.from(
  { length: 40 },
  (_, index) => `C${String(index).padStart(2, '0')}USDC`,
);

/** Twenty-five signals: all but two that only a search under way has. */
export const MEASURED: readonly SignalName[] = SignalName.options.filter(
  (name) => name !== 'trial_scores' && name !== 'minutes_without_progress',
);

/** Healthy figures; one for whatever is not named. */
const FIGURES: Readonly<Partial<Record<SignalName, number>>> = {
  pods_down: 0,
  pvc_pct: 40,
  oom_24h: 0,
  cpu_pct: 35,
  runs_7d: 40,
  success_7d: 39,
  pass_counts: 2,
  model_age_d: 2,
  sortino: 0.8,
  f1_buy: 0.62,
  baseline_f1_buy: 0.5,
  std_f1_buy: 0.04,
  screening_f1_buy: 0.64,
  last_fold_f1_buy: 0.6,
  n_trades: 120,
  sl_pct: 30,
  tp_pct: 50,
  timeout_pct: 20,
  train_samples: 4_000,
};

const RUNS = 7;
const FROM = '2026-03-10T11:30:00Z';
const UNTIL = AT.toISOString();

/** Series of every signal in OpenMetrics text: one, one a crypto, or one a run of each of the last days. */
export function houseSeries(): string {
  return openMetricsOf(MEASURED.flatMap(seriesOf));
}

function seriesOf(name: SignalName): readonly Series[] {
  const value = FIGURES[name] ?? 1;
  const { form } = SIGNALS[name];
  const now = steady(FROM, UNTIL, { value });
  switch (form) {
    case 'number':
      return [{ name, samples: now }];
    case 'names':
      return [{ name, labels: { pod: 'api-0' }, samples: now }];
    case 'by-crypto':
      return CRYPTOS.map((crypto) => ({ name, labels: { crypto }, samples: now }));
    case 'recent':
      return runsOf(name, {}, value);
    case 'recent-by-crypto':
      return CRYPTOS.flatMap((crypto) => runsOf(name, { crypto }, value));
    default:
      return form satisfies never;
  }
}

function runsOf(name: string, labels: Readonly<Record<string, string>>, value: number): readonly Series[] {
  return Array.from({ length: RUNS }, (_, day) => {
    const from = new Date(AT.getTime() - (day * 24 + 2) * 3_600_000).toISOString();
    return {
      name,
      labels: { ...labels, run: `r${RUNS - day}` },
      samples: steady(from, UNTIL, { value, everyMinutes: 5 }),
    };
  });
}

/** Configuration that asks for every signal, each with its freshness. */
export function houseConfig(): OpsConfig {
  const signals = Object.fromEntries(MEASURED.map((name) => [name, signalOf(name)]));
  const universe = Object.fromEntries(CRYPTOS.map((crypto, index) => [crypto, index < 2 ? 'btc-core' : 'rest']));
  return ConfigFile.parse({ version: 1, ops: { sources: { prometheus: { kind: 'prometheus' } }, signals, universe } })
    .ops;
}

function signalOf(name: SignalName): Readonly<Record<string, string>> {
  const query = SIGNALS[name].form === 'names' ? `${name} > 0` : name;
  return { source: 'prometheus', query, freshness: `max(timestamp(${name}))` };
}
