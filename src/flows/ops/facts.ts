import type { OpsConfig } from '../../config/ops-config.ts';
import { unknown } from '../../ops/reading.ts';
import type { ModelAge, SortinoSeries, StateFacts } from '../../ops/state/facts.ts';
import {
  cryptosOf,
  mapReading,
  pickByCrypto,
  pickNames,
  pickNumber,
  pickRecent,
  pickRecentByCrypto,
  type Readings,
} from './pick-reading.ts';

/** The facts of the state, as sources gave them; `reservations` are those of the sources. */
export function stateFacts(
  readings: Readings,
  ops: Pick<OpsConfig, 'universe' | 'signals'>,
  reservations: readonly string[] = [],
): StateFacts {
  return {
    infra: {
      podsDown: pickNames(readings, 'pods_down'),
      pvcPct: pickNumber(readings, 'pvc_pct'),
      oom24h: pickNumber(readings, 'oom_24h'),
      cpuPct: pickNumber(readings, 'cpu_pct'),
    },
    pipeline: {
      runs7d: pickNumber(readings, 'runs_7d'),
      success7d: pickNumber(readings, 'success_7d'),
      latencyRatio: pickNumber(readings, 'latency_ratio'),
      runHours: ops.signals.run_hours === undefined ? null : pickNumber(readings, 'run_hours'),
    },
    runs: {
      passCounts: pickRecent(readings, 'pass_counts'),
      lastUsefulAgeH: pickNumber(readings, 'last_useful_age_h'),
      fullUniverseRuns3d: pickNumber(readings, 'full_universe_runs_3d'),
      lastCandidateAgeD: pickNumber(readings, 'last_candidate_age_d'),
    },
    models: mapReading(pickByCrypto(readings, 'model_age_d'), (ages) => modelAges(ages, ops.universe)),
    sortino: mapReading(pickRecentByCrypto(readings, 'sortino'), (series) => sortinoSeries(series, ops.universe)),
    challengersPending: pickNumber(readings, 'challengers_pending'),
    reservations,
  };
}

/** A crypto of the universe without a figure is unknown; one that is in no group is judged as core. */
function modelAges(ages: ReadonlyMap<string, ModelAge['ageD']>, universe: OpsConfig['universe']): readonly ModelAge[] {
  return cryptosOf(universe, ages.keys()).map((symbol) => ({
    crypto: symbol,
    group: Object.hasOwn(universe, symbol) ? (universe[symbol] ?? null) : null,
    ageD: ages.get(symbol) ?? unknown('missing', `model_age_d has no figure of ${symbol}`),
  }));
}

/** A crypto of the universe without a series has no runs, which is too few to judge. */
function sortinoSeries(
  series: ReadonlyMap<string, SortinoSeries['last']>,
  universe: OpsConfig['universe'],
): readonly SortinoSeries[] {
  return cryptosOf(universe, series.keys()).map((symbol) => ({ crypto: symbol, last: series.get(symbol) ?? [] }));
}
