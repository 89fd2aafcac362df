import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { prometheusRules } from '../../../src/ops/export/prometheus-rules.ts';
import { stateNumber } from '../../../src/ops/export/state-record.ts';
import { readStateInput } from '../../../src/ops/state/input.ts';
import { judgeState } from '../../../src/ops/state/judge-state.ts';
import type { StateVerdict } from '../../../src/ops/state/state.ts';
import { checkRules, type RuleTest, removeFolder, testRules } from './promtool.ts';
import { core_groups, MINUTES, opsOf, StateInput, seriesOf, thresholds } from './watched-state.ts';

const folder = join(tmpdir(), `conclave-rules-${process.pid}-state`);

afterAll(() => removeFolder(folder));

const file = join(import.meta.dirname, '../../fixtures/cases/ops.json');
const Case = z.object({ id: z.string(), kind: z.string(), why: z.string(), input: z.json() });
const { cases } = z.object({ cases: z.array(Case) }).parse(JSON.parse(readFileSync(file, 'utf8')));

const shared = cases
  .filter(({ kind }) => kind === 'state')
  .map(({ id, input }) => ({ id, input: withSeries(StateInput.parse(input)) }));

/** A crypto of the universe that has no series of Sortino ratios has none in a Prometheus either. */
function withSeries(input: StateInput): StateInput {
  const sortino = z.array(z.object({ crypto: z.string(), last: z.array(z.json()) })).safeParse(input.sortino).data;
  if (sortino === undefined || sortino.length === 0) return input;
  const missing = Object.keys(opsOf(input).universe).filter((each) => !sortino.some(({ crypto }) => crypto === each));
  return { ...input, sortino: [...sortino, ...missing.map((crypto) => ({ crypto, last: [] }))] };
}

const healthy = StateInput.parse(shared.find(({ id }) => id === 'S01')?.input);

const change = (part: string, changes: Readonly<Record<string, z.core.util.JSONType>>): StateInput => ({
  ...healthy,
  [part]: { ...z.record(z.string(), z.json()).parse(healthy[part]), ...changes },
});

/** Both sides of each line, and what is no figure at all. */
const boundaries: readonly (readonly [id: string, input: StateInput])[] = [
  ['pvc-85', change('infra', { pvc_pct: 85 })],
  ['pvc-85-1', change('infra', { pvc_pct: 85.1 })],
  ['pvc-noise', change('infra', { pvc_pct: 85.00000001 })],
  ['pvc-fraction', change('infra', { pvc_pct: 0.91 })],
  ['pvc-over', change('infra', { pvc_pct: 101 })],
  ['pvc-nan', change('infra', { pvc_pct: 'NaN' })],
  ['pvc-infinite', change('infra', { pvc_pct: '+Inf' })],
  ['pvc-stored-infinity', change('infra', { pvc_pct: Number.MAX_VALUE })],
  ['oom-extrapolated', change('infra', { oom_24h: 2.4 })],
  ['oom-3', change('infra', { oom_24h: 3 })],
  ['cpu-70', change('infra', { cpu_pct: 70 })],
  ['cpu-70-1', change('infra', { cpu_pct: 70.1 })],
  ['cpu-90', change('infra', { cpu_pct: 90 })],
  ['cpu-90-1', change('infra', { cpu_pct: 90.1 })],
  ['pods', change('infra', { pods_down: ['a', 'b'] })],
  ['blind', change('infra', { pods_down: null, pvc_pct: null, oom_24h: null })],
  ['rate-70', change('pipeline', { runs_7d: 10, success_7d: 7 })],
  ['rate-69-9', change('pipeline', { runs_7d: 1000, success_7d: 699 })],
  ['rate-90', change('pipeline', { runs_7d: 10, success_7d: 9 })],
  ['rate-none', change('pipeline', { runs_7d: 0, success_7d: 0 })],
  ['rate-over', change('pipeline', { runs_7d: 10, success_7d: 11 })],
  ['latency-1-3', change('pipeline', { latency_ratio: 1.3 })],
  ['latency-1-31', change('pipeline', { latency_ratio: 1.31 })],
  ['hours-3', change('pipeline', { run_hours: 3 })],
  ['hours-3-1', change('pipeline', { run_hours: 3.1 })],
  ['hours-3-1-only', change('pipeline', { run_hours: 3.1, latency_ratio: null })],
  ['hours-unknown', change('pipeline', { run_hours: 'NaN' })],
  ['pass-zero', change('runs', { pass_counts: [0, 0, 0, 4] })],
  ['pass-newest', change('runs', { pass_counts: [1, 0, 0, 0] })],
  ['pass-few', change('runs', { pass_counts: [0, 0] })],
  ['pass-few-good', change('runs', { pass_counts: [0, 5] })],
  ['pass-unknown', change('runs', { pass_counts: [0, null, 0, 0] })],
  ['candidate-3', change('runs', { last_candidate_age_d: 3 })],
  ['candidate-3-1', change('runs', { last_candidate_age_d: 3.1 })],
  ['candidate-unsearched', change('runs', { last_candidate_age_d: 3.1, full_universe_runs_3d: 0 })],
  ['candidate-ahead', change('runs', { last_candidate_age_d: -1 })],
  ['useful-24', change('runs', { last_useful_age_h: 24 })],
  ['useful-24-1', change('runs', { last_useful_age_h: 24.1 })],
  ['challengers-5', { ...healthy, challengers_pending: 5 }],
  ['challengers-6', { ...healthy, challengers_pending: 6 }],
  ['challengers-half', { ...healthy, challengers_pending: 5.5 }],
  ...([7, 7.1, 14, 14.1, null] as const).flatMap((age) => [
    [`core-${age}`, aged('BTCUSDC', 'btc-core', age)] as const,
    [`other-${age}`, aged('SOLUSDC', 'defi', age)] as const,
  ]),
  ['stray', aged('XRPUSDC', null, 15)],
  ['sortino-2-of-3', lost([-0.1, 0.2, -0.3])],
  ['sortino-1-of-3', lost([-0.1, 0.2, 0.3, -0.4, -0.5])],
  ['sortino-0-of-1', lost([0.9])],
  ['sortino-0-of-2', lost([0.9, 0.7])],
  ['sortino-unknown', lost([0.9, null, -0.2])],
  ['sortino-none', { ...healthy, sortino: [] }],
];

function aged(crypto: string, group: string | null, age: number | null): StateInput {
  const models = z.array(z.record(z.string(), z.json())).parse(healthy.models);
  return withSeries({
    ...healthy,
    models: [...models.filter((each) => each.crypto !== crypto), { crypto, group, age_d: age }],
  });
}

function lost(last: readonly (number | null)[]): StateInput {
  const others = z.array(z.record(z.string(), z.json())).parse(healthy.sortino);
  return { ...healthy, sortino: [...others.slice(1), { crypto: 'BTCUSDC', last: [...last] }] };
}

const all = [...shared, ...boundaries.map(([id, input]) => ({ id, input }))];

function judge(id: string, input: StateInput): StateVerdict {
  const context = {
    asOf: '2026-03-28T07:00:00Z',
    signalFindings: [],
    floor: 'YELLOW',
    coreGroups: core_groups,
  } as const;
  return judgeState(readStateInput(input, id), thresholds, context);
}

function testOf(id: string, input: StateInput): RuleTest {
  const { fired, unknown, confidence, state } = judge(id, input);
  const alerts = [
    ...fired,
    ...unknown.map((rule) => `${rule}_UNKNOWN`),
    ...(confidence === 'blind' ? ['OBSERVABILITY_BLIND'] : []),
  ];
  return {
    id,
    rules: prometheusRules(opsOf(input), 'prometheus'),
    series: seriesOf(input),
    checks: [
      {
        minute: MINUTES,
        expr: 'group by (alertname) (ALERTS{alertstate="firing"})',
        gives: alerts.map((name) => ({ labels: `{alertname="${name}"}`, value: 1 })),
      },
      { minute: MINUTES, expr: 'conclave:state', gives: [{ labels: 'conclave:state', value: stateNumber(state) }] },
    ],
  };
}

describe('a Prometheus with our rules', () => {
  it('takes them', async () => {
    const texts = [...new Set(all.map(({ input }) => prometheusRules(opsOf(input), 'prometheus')))];
    const files = Object.fromEntries(texts.map((text, index) => [`${index}.yml`, text]));

    const said = await checkRules(folder, files);

    expect(said.words).not.toContain('FAILED');
    expect(said.ok).toBe(true);
  });

  it('fires the alerts that the state has rules for, and knows just as little, at both sides of every line', async () => {
    const said = await testRules(
      folder,
      all.map(({ id, input }) => testOf(id, input)),
    );

    expect(said.words.split(/(?=Unit Testing)/).filter((each) => each.includes('FAILED'))).toEqual([]);
    expect(said.words.split('SUCCESS')).toHaveLength(all.length + 1);
    expect(said.ok).toBe(true);
  });
});
