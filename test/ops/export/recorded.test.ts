import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { prometheusRules } from '../../../src/ops/export/prometheus-rules.ts';
import { type RuleTest, removeFolder, testRules } from './promtool.ts';
import { MINUTES, watchedOps } from './watched-state.ts';

const folder = join(tmpdir(), `conclave-rules-${process.pid}-recorded`);

afterAll(() => removeFolder(folder));

const steady = (value: number | null, minutes = MINUTES) => Array.from({ length: minutes + 1 }, () => value);
const until = (value: number, minute: number) => steady(null).map((_, at) => (at <= minute ? value : null));

const signal = { source: 'prometheus', max_age: '10m', by: 'crypto', run: 'run', window: '2h' };

/** Signals with a freshness, under other names than usual. */
const aged = watchedOps({
  signals: {
    pvc_pct: { ...signal, query: 'pvc', freshness: 'pvc_seen' },
    cpu_pct: { ...signal, query: 'cpu' },
    model_age_d: { ...signal, query: 'age', by: 'symbol', freshness: 'timestamp(age_seen)' },
    f1_buy: { ...signal, query: 'f1', freshness: 'timestamp(f1_seen)' },
    ...Object.fromEntries(
      (['baseline_f1_buy', 'screening_f1_buy', 'last_fold_f1_buy', 'std_f1_buy'] as const).map((name) => [
        name,
        { ...signal, query: name },
      ]),
    ),
    sortino: { ...signal, query: 'sortino' },
    sl_pct: { ...signal, query: 'sl' },
    tp_pct: { ...signal, query: 'tp' },
  },
});

/** Each crypto with F1, baseline, screening, last fold, deviation and Sortino ratio, and the code that follows. */
const CODES: readonly (readonly [code: string | null, figures: readonly (number | null)[], points: number])[] = [
  ['ML_USELESS', [0.5, 0.5, 0.6, 0.6, 0.02, 1], 0],
  ['ML_MARGINAL', [0.55, 0.5, 0.6, 0.6, 0.02, null], 5],
  ['ML_EXPLOITABLE', [0.6, 0.5, 0.8, 0.5, 0.1, 1], 10],
  ['ML_SOLID', [0.601, 0.5, 0.6, 0.6, 0.02, 1], 10.1],
  ['SCREENING_OVERFIT', [0.7, 0.5, 0.81, 0.5, 0.2, -1], 0.31],
  ['ML_UNSTABLE', [0.7, 0.5, 0.6, 0.6, 0.11, -1], 0.11],
  ['EXECUTION_MISMATCH', [0.7, 0.5, 0.6, 0.6, 0.02, -0.1], 20],
  [null, [0.7, 0.5, 0.6, 0.6, 0.02, null], 0],
  [null, [1.7, 0.5, 0.6, 0.6, 0.02, 1], 0],
];

const FIGURES = ['f1', 'baseline_f1_buy', 'screening_f1_buy', 'last_fold_f1_buy', 'std_f1_buy', 'sortino'];

const codeSeries = Object.fromEntries(
  CODES.flatMap(([, figures], crypto) =>
    FIGURES.map((name, place) => {
      const run = name === 'sortino' ? ',run="1"' : '';
      return [`${name}{crypto="C${crypto}"${run}}`, steady(figures[place] ?? null)] as const;
    }),
  ),
);

const tests: readonly RuleTest[] = [
  {
    id: 'freshness',
    rules: prometheusRules(aged, 'prometheus'),
    series: {
      // Of the tenth minute, so that it is too old from the twenty-first on.
      pvc: steady(91),
      pvc_seen: steady(600),
      'cpu{host="a"}': steady(10),
      'cpu{host="b"}': steady(20),
      'age{symbol="BTCUSDC"}': steady(3),
      'age{symbol="SOLUSDC"}': steady(3),
      'age_seen{symbol="BTCUSDC"}': steady(1),
      'age_seen{symbol="SOLUSDC"}': until(1, 10),
      'sl{crypto="A"}': steady(0.4),
      'tp{crypto="A"}': steady(0.5),
      'sl{crypto="B"}': steady(40),
      'tp{crypto="B"}': steady(50),
      'sl{crypto="C"}': steady(70),
      'tp{crypto="C"}': steady(50),
    },
    checks: [
      { minute: 20, expr: 'conclave:pvc_pct', gives: [{ labels: 'conclave:pvc_pct', value: 91 }] },
      { minute: 30, expr: 'conclave:pvc_pct', gives: [] },
      { minute: 30, expr: 'conclave:cpu_pct', gives: [] },
      {
        minute: 10,
        expr: 'max by (crypto) (conclave:model_age_d)',
        gives: ['BTCUSDC', 'SOLUSDC'].map((crypto) => ({ labels: `{crypto="${crypto}"}`, value: 3 })),
      },
      {
        minute: 30,
        expr: 'max by (crypto) (conclave:model_age_d)',
        gives: [{ labels: '{crypto="BTCUSDC"}', value: 3 }],
      },
      { minute: 30, expr: 'sum by (crypto) (conclave:sl_pct)', gives: [{ labels: '{crypto="B"}', value: 40 }] },
    ],
  },
  {
    id: 'codes',
    rules: prometheusRules(aged, 'prometheus'),
    series: { ...codeSeries, f1_seen: steady(1) },
    checks: [
      {
        minute: MINUTES,
        expr: 'group by (crypto, code) (conclave:diagnosis)',
        gives: CODES.flatMap(([code], crypto) =>
          code === null ? [] : [{ labels: `{crypto="C${crypto}", code="${code}"}`, value: 1 }],
        ),
      },
      {
        minute: MINUTES,
        expr: 'max by (crypto) (conclave:diagnosis)',
        gives: CODES.flatMap(([code, , points], crypto) =>
          code === null ? [] : [{ labels: `{crypto="C${crypto}"}`, value: points }],
        ),
      },
    ],
  },
];

describe('what the rules record', () => {
  it('is fresh, single, sound, and named by the tree of diagnosis', async () => {
    const said = await testRules(folder, tests);

    expect(said.words.split(/(?=Unit Testing)/).filter((each) => each.includes('FAILED'))).toEqual([]);
    expect(said.ok).toBe(true);
  });
});
