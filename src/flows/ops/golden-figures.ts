import type { OpsConfig } from '../../config/ops-config.ts';
import type { SignalName } from '../../kernel/signal-name.ts';
import { type Reading, unknown } from '../../ops/reading.ts';
import type { CryptoFigures, GoldenFigures } from '../../ops/signals/figures.ts';
import type { StateFacts } from '../../ops/state/facts.ts';
import type { SignalFinding } from '../../ops/state/state.ts';
import { cryptosOf, pickCrypto, pickRecentByCrypto, type Readings } from './pick-reading.ts';

type Ops = Pick<OpsConfig, 'universe' | 'signals'>;

/** The figures of the golden signals (manual §2): those of the state, and one set for each crypto that is known. */
export function goldenFigures(readings: Readings, ops: Ops, state: StateFacts): GoldenFigures {
  return {
    state,
    cryptos: cryptosOf(ops.universe, cryptosIn(readings)).map((symbol) => figuresOf(symbol, readings, ops)),
  };
}

/** Every crypto that a source names, each once. */
export function cryptosIn(readings: Readings): readonly string[] {
  const named = [...readings.values()].flatMap((reading) =>
    reading.known && (reading.form === 'by-crypto' || reading.form === 'recent-by-crypto')
      ? [...reading.value.keys()]
      : [],
  );
  return [...new Set(named)];
}

function figuresOf(symbol: string, readings: Readings, { signals }: Ops): CryptoFigures {
  return {
    crypto: symbol,
    f1Buy: pickCrypto(readings, 'f1_buy', symbol),
    baselineF1Buy: pickCrypto(readings, 'baseline_f1_buy', symbol),
    stdF1Buy: pickCrypto(readings, 'std_f1_buy', symbol),
    screeningF1Buy: pickCrypto(readings, 'screening_f1_buy', symbol),
    lastFoldF1Buy: pickCrypto(readings, 'last_fold_f1_buy', symbol),
    sortino: newestSortino(readings, symbol),
    nTrades: signals.n_trades === undefined ? null : pickCrypto(readings, 'n_trades', symbol),
    slPct: pickCrypto(readings, 'sl_pct', symbol),
    tpPct: signals.tp_pct === undefined ? null : pickCrypto(readings, 'tp_pct', symbol),
    timeoutPct: pickCrypto(readings, 'timeout_pct', symbol),
  };
}

function newestSortino(readings: Readings, symbol: string): Reading {
  const series = pickRecentByCrypto(readings, 'sortino');
  if (!series.known) return series;
  return series.value.get(symbol)?.[0] ?? unknown('missing', `sortino has no run of ${symbol}`);
}

/** What each golden signal of a crypto is made of. */
const MADE_OF: Readonly<Record<string, readonly SignalName[]>> = {
  f1_buy_delta_vs_baseline: ['f1_buy', 'baseline_f1_buy'],
  screening_testing_gap: ['screening_f1_buy', 'last_fold_f1_buy'],
  std_f1_buy: ['std_f1_buy'],
  sortino: ['sortino'],
  sl_pct: ['sl_pct'],
  timeout_pct: ['timeout_pct'],
};

/** Findings of golden signals that somebody measures; the names of those that nobody does. */
export function measuredOnly(
  findings: readonly SignalFinding[],
  signals: Ops['signals'],
): { readonly findings: readonly SignalFinding[]; readonly unmeasured: readonly string[] } {
  const isUnmeasured = (signal: string) => MADE_OF[signal]?.every((name) => signals[name] === undefined) ?? false;
  return {
    findings: findings.filter(({ signal }) => !isUnmeasured(signal)),
    unmeasured: Object.keys(MADE_OF).filter(isUnmeasured),
  };
}
