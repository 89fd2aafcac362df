import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { grafanaDashboards } from '../../../src/ops/export/grafana/dashboards.ts';
import { prometheusRules } from '../../../src/ops/export/prometheus-rules.ts';
import type { Thresholds } from '../../../src/ops/thresholds.ts';
import { checkRules, removeFolder } from './promtool.ts';
import { thresholds, watchedOps } from './watched-state.ts';

const folder = join(tmpdir(), `conclave-rules-${process.pid}-dashboards`);

afterAll(() => removeFolder(folder));

const Dashboard = z.object({
  uid: z.string(),
  title: z.string(),
  templating: z.object({ list: z.array(z.object({ name: z.string(), type: z.string() })) }),
  panels: z.array(
    z.object({
      id: z.int(),
      title: z.string(),
      datasource: z.object({ type: z.literal('prometheus'), uid: z.literal('$datasource') }),
      gridPos: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }),
      targets: z.array(z.object({ expr: z.string() })).min(1),
      fieldConfig: z.object({
        defaults: z.object({
          noValue: z.literal('unknown'),
          thresholds: z.object({ steps: z.array(z.object({ color: z.string(), value: z.number().nullable() })) }),
        }),
      }),
    }),
  ),
});

const read = (lines: Thresholds) => grafanaDashboards(lines).map(({ text }) => Dashboard.parse(JSON.parse(text)));

const dashboards = read(thresholds);
const panels = dashboards.flatMap((dashboard) => dashboard.panels);

function stepsOf(title: string, lines: Thresholds = thresholds): readonly (readonly [string, number | null])[] {
  const panel = read(lines)
    .flatMap((dashboard) => dashboard.panels)
    .find((each) => each.title === title);
  return (panel?.fieldConfig.defaults.thresholds.steps ?? []).map(({ color, value }) => [color, value]);
}

describe('the dashboards', () => {
  it('are four, with names that stay', () => {
    expect(grafanaDashboards(thresholds).map(({ uid, fileName }) => [uid, fileName])).toEqual(
      ['platform', 'ml', 'trading', 'life-cycle'].map((name) => [`conclave-${name}`, `conclave-${name}.json`]),
    );
    expect(dashboards.map(({ uid }) => uid)).toEqual(grafanaDashboards(thresholds).map(({ uid }) => uid));
    expect(grafanaDashboards(thresholds)).toEqual(grafanaDashboards({ ...thresholds }));
  });

  it('let the reader choose the Prometheus, and hold no address', () => {
    const text = grafanaDashboards(thresholds)
      .map((dashboard) => dashboard.text)
      .join('');

    expect(dashboards.map(({ templating }) => templating.list[0])).toMatchObject(
      dashboards.map(() => ({ name: 'datasource', type: 'datasource' })),
    );
    expect(text).not.toMatch(/https?:|:\/\//);
  });

  it('show what the manual misses in Grafana (§14)', () => {
    const shown = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join('\n');

    const debts = ['f1_buy', 'baseline_f1_buy', 'screening_f1_buy', 'last_fold_f1_buy', 'tp_pct', 'sl_pct'];
    for (const name of [...debts, 'timeout_pct', 'diagnosis', 'state']) expect(shown).toContain(`conclave:${name}`);
  });

  it('give every panel a place of its own', () => {
    for (const { panels: own } of dashboards) {
      const cells = own.flatMap(({ gridPos: { x, y, w } }) =>
        Array.from({ length: w }, (_, column) => `${x + column}/${y}`),
      );
      expect(new Set(cells).size).toBe(cells.length);
      expect(own.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
      expect(new Set(own.map(({ id }) => id)).size).toBe(own.length);
    }
  });

  it('ask in PromQL for series that our rules record', async () => {
    const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr.replace('$crypto', '.*')));
    const recorded = prometheusRules(watchedOps(), 'prometheus');
    const asked = expressions.flatMap((expr) => expr.match(/conclave:[a-z0-9_:]+/g) ?? []);
    const rules = expressions.map((expr, index) => ({ record: `p${index}`, expr }));

    const said = await checkRules(folder, {
      'panels.yml': JSON.stringify({ groups: [{ name: 'panels', rules }] }),
      'rules.yml': recorded,
    });

    expect(said.words).toContain(`SUCCESS: ${expressions.length} rules found`);
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((name) => !recorded.includes(`record: "${name}"`))).toEqual([]);
  });
});

describe('the steps of a panel', () => {
  it.each([
    [
      'Fullest volume',
      [
        ['green', null],
        ['red', 85.000001],
      ],
    ],
    [
      'OOMKills in 24 h',
      [
        ['green', null],
        ['yellow', 1],
        ['red', 2.000001],
      ],
    ],
    [
      'CPU',
      [
        ['green', null],
        ['yellow', 70.000001],
        ['red', 90.000001],
      ],
    ],
    [
      'Runs that succeeded in 7 d',
      [
        ['red', null],
        ['yellow', 70],
        ['green', 90.000001],
      ],
    ],
    [
      'Sortino ratio of the last run',
      [
        ['red', null],
        ['yellow', 0],
        ['green', 0.500001],
      ],
    ],
    [
      'Exits by take-profit',
      [
        ['red', null],
        ['green', 20],
      ],
    ],
    [
      'Gain over the baseline, points',
      [
        ['red', null],
        ['yellow', 0.000001],
        ['light-green', 5.000001],
        ['green', 10.000001],
      ],
    ],
  ] as const)('of %s begin where the rules draw their lines', (title, steps) => {
    expect(stepsOf(title)).toEqual(steps);
  });

  it('are those of the thresholds that are given', () => {
    expect(stepsOf('Fullest volume', { ...thresholds, pvc_pct: 60 })[1]).toEqual(['red', 60.000001]);
    expect(stepsOf('Exits by stop-loss', { ...thresholds, sl_warning_pct: 10 })[1]).toEqual(['yellow', 10]);
  });
});
