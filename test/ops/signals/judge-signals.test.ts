import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../../src/ops/reading.ts';
import type { CryptoFigures } from '../../../src/ops/signals/figures.ts';
import { judgeSignals } from '../../../src/ops/signals/judge-signals.ts';
import { strangersTo } from '../../../src/ops/signals/universe.ts';
import type { Figures } from '../../fixtures/ops-week.ts';
import { CRYPTO, DEFAULTS, factsWith } from '../thresholds/answers.ts';

describe('the golden signals', () => {
  it('are eleven for a house with one crypto, all of them well', () => {
    const findings = judgeSignals(
      { state: factsWith({ models: [{ crypto: 'BTCUSDC', group: 'btc-core', age_d: 2 }] }), cryptos: [CRYPTO] },
      DEFAULTS,
    );

    expect(findings.map(({ signal, crypto, level }) => `${signal} ${crypto ?? 'platform'} ${level}`)).toEqual([
      'infra_health platform ok',
      'pipeline_success_rate platform ok',
      'pipeline_latency platform ok',
      'f1_buy_delta_vs_baseline BTCUSDC ok',
      'screening_testing_gap BTCUSDC ok',
      'std_f1_buy BTCUSDC ok',
      'sortino BTCUSDC ok',
      'sl_pct BTCUSDC ok',
      'timeout_pct BTCUSDC ok',
      'model_freshness BTCUSDC ok',
      'challenger_count platform ok',
    ]);
  });

  it.each<[string, string, Partial<CryptoFigures>, string]>([
    ['delta', 'f1_buy_delta_vs_baseline', {}, 'ok: +12 pts, +24 %'],
    ['a small delta', 'f1_buy_delta_vs_baseline', { f1Buy: known(0.55) }, 'warning: +5 pts, +10 %'],
    ['no delta', 'f1_buy_delta_vs_baseline', { f1Buy: known(0.5) }, 'critical: 0 pts'],
    [
      'a loss against a baseline of 0',
      'f1_buy_delta_vs_baseline',
      { f1Buy: known(0), baselineF1Buy: known(0) },
      'critical: 0 pts',
    ],
    [
      'a gain on a baseline of 0',
      'f1_buy_delta_vs_baseline',
      { baselineF1Buy: known(0) },
      'unknown: +62 pts; the baseline is 0, so nothing is relative to it',
    ],
    [
      'F1 in percent',
      'f1_buy_delta_vs_baseline',
      { f1Buy: known(62) },
      'unknown: f1_buy is 62, which is outside 0 to 1',
    ],
    [
      'no baseline',
      'f1_buy_delta_vs_baseline',
      { baselineF1Buy: unknown('missing', 'no baseline') },
      'unknown: no baseline',
    ],
    [
      'a gap of just 0.3',
      'screening_testing_gap',
      { screeningF1Buy: known(0.8), lastFoldF1Buy: known(0.5) },
      'warning: gap 0.3',
    ],
    [
      'a wide gap',
      'screening_testing_gap',
      { screeningF1Buy: known(0.81), lastFoldF1Buy: known(0.5) },
      'critical: gap 0.31',
    ],
    ['no last fold', 'screening_testing_gap', { lastFoldF1Buy: unknown('stale', 'too old') }, 'unknown: too old'],
    ['an unstable model', 'std_f1_buy', { stdF1Buy: known(0.11) }, 'critical: 0.11'],
    ['a negative deviation', 'std_f1_buy', { stdF1Buy: known(-0.1) }, 'unknown: std_f1_buy is -0.1, which is negative'],
    ['a ratio of 0', 'sortino', { sortino: known(0) }, 'warning: 0'],
    ['a loss', 'sortino', { sortino: known(-0.1) }, 'critical: -0.1'],
    ['no trades', 'sortino', { nTrades: known(0) }, 'unknown: n_trades is 0, so the Sortino ratio says nothing'],
    ['half by stop-loss', 'sl_pct', { slPct: known(50), tpPct: known(20) }, 'warning: 50 %'],
    ['most by stop-loss', 'sl_pct', { slPct: known(55), tpPct: known(20) }, 'critical: 55 %'],
    [
      'shares as fractions',
      'sl_pct',
      { slPct: known(0.55), tpPct: known(0.15), timeoutPct: known(0.3) },
      'unknown: shares of exits are 0.55, 0.15, 0.3, which are fractions where percent are due',
    ],
    [
      'more than a whole',
      'timeout_pct',
      { slPct: known(60), timeoutPct: known(41) },
      'unknown: shares of exits are 60, 45, 41, together more than a whole',
    ],
    [
      'a negative share',
      'timeout_pct',
      { tpPct: known(-5) },
      'unknown: shares of exits are 30, -5, 20, and none can be negative',
    ],
    ['many by timeout', 'timeout_pct', { timeoutPct: known(41), tpPct: null }, 'critical: 41 %'],
  ])('judge %s', (_, signal, set, expected) => {
    const findings = judgeSignals({ state: factsWith({}), cryptos: [{ ...CRYPTO, ...set }] }, DEFAULTS);

    const finding = findings.find((each) => each.signal === signal);
    expect(`${finding?.level}: ${finding?.found}`).toBe(expected);
    expect([finding?.crypto, finding?.origin]).toEqual(['BTCUSDC', 'manual §2']);
  });

  it.each<[string, string, Figures, string]>([
    ['a pod', 'infra_health', { infra: { pods_down: ['mlflow'], cpu_pct: 75 } }, 'critical: down: mlflow'],
    ['two warnings', 'infra_health', { infra: { oom_24h: 1, cpu_pct: 75 } }, 'warning: 1 OOMKill in 24 h; CPU 75 %'],
    [
      'what is bad before what is unknown',
      'infra_health',
      { infra: { oom_24h: null, cpu_pct: 75 } },
      'warning: CPU 75 %',
    ],
    [
      'what is unknown before what is well',
      'infra_health',
      { infra: { pvc_pct: null } },
      'unknown: pvc_pct is not given',
    ],
    ['runs that fail', 'pipeline_success_rate', { pipeline: { success_7d: 20 } }, 'critical: 50 %'],
    ['runs at double length', 'pipeline_latency', { pipeline: { latency_ratio: 2.5 } }, 'critical: 2.5 times the p95'],
    ['ages that nobody knows', 'model_freshness', { models: undefined }, 'unknown: models is not given'],
    ['an old model', 'model_freshness', { models: [{ crypto: 'A', age_d: 15 }] }, 'critical: 15 d'],
    ['challengers', 'challenger_count', { challengers_pending: 11 }, 'critical: 11 challengers'],
  ])('judge %s', (_, signal, set, expected) => {
    const findings = judgeSignals({ state: factsWith(set), cryptos: [] }, DEFAULTS);

    const finding = findings.find((each) => each.signal === signal);
    expect(`${finding?.level}: ${finding?.found}`).toBe(expected);
  });

  it('name the line that a figure is beyond', () => {
    const findings = judgeSignals({ state: factsWith({}), cryptos: [{ ...CRYPTO, stdF1Buy: known(0.12) }] }, DEFAULTS);

    expect(findings.find(({ signal }) => signal === 'std_f1_buy')?.limit).toBe('more than 0.1');
    expect(findings.find(({ signal }) => signal === 'sl_pct')?.limit).toBe('35 to 50 %');
  });
});

describe('the universe', () => {
  it('names each crypto that it does not have, once, with the nearest that it has', () => {
    const universe = ['BTCUSDC', 'SOLUSDC'];

    expect(strangersTo(universe, ['BTCUSDC', 'BTCUSD', 'DOGE', 'DOGE'])).toEqual([
      'BTCUSD is not in the universe; did you mean BTCUSDC?',
      'DOGE is not in the universe',
    ]);
  });

  it('holds every crypto where nobody wrote one down', () => {
    expect(strangersTo([], ['BTCUSDC'])).toEqual([]);
  });
});
