import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseYaml } from '../../../src/kernel/yaml.ts';
import { prometheusRules } from '../../../src/ops/export/prometheus-rules.ts';
import { prometheusSources } from '../../../src/ops/export/watched-ops.ts';
import { RULES } from '../../../src/ops/state/rules/rules.ts';
import type { Thresholds } from '../../../src/ops/thresholds.ts';
import { checkRules, removeFolder } from './promtool.ts';
import { thresholds, watchedOps } from './watched-state.ts';

const folder = join(tmpdir(), `conclave-rules-${process.pid}-file`);

afterAll(() => removeFolder(folder));

const RulesFile = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      rules: z.array(
        z.object({
          alert: z.string().optional(),
          record: z.string().optional(),
          expr: z.string(),
          labels: z.record(z.string(), z.string()).default({}),
          annotations: z.record(z.string(), z.string()).default({}),
        }),
      ),
    }),
  ),
});

const rulesOf = (text: string) =>
  RulesFile.parse(parseYaml(text, 'rules.yml').value).groups.flatMap(({ rules }) => rules);

const whole = prometheusRules(watchedOps(), 'prometheus');

describe('the file of rules', () => {
  it('has two alerts for each rule of the state and one for blindness, each with what an operator needs', () => {
    const alerts = rulesOf(whole).filter(({ alert }) => alert !== undefined);

    expect(alerts.map(({ alert }) => alert)).toEqual([
      ...RULES.flatMap(({ id }) => [id, `${id}_UNKNOWN`]),
      'OBSERVABILITY_BLIND',
    ]);
    for (const { labels, annotations } of alerts) {
      expect(labels).toMatchObject({
        severity: expect.stringMatching(/^P[0-3]$/),
        state: expect.stringMatching(/^(RED|ORANGE|YELLOW)$/),
        truth: expect.stringMatching(/^(true|unknown)$/),
      });
      expect(annotations).toMatchObject({
        summary: expect.stringMatching(/\S/),
        origin: expect.stringMatching(/^manual §/),
      });
    }
    expect(alerts.find(({ alert }) => alert === 'R2_PVC')).toMatchObject({
      labels: { rule: 'R2_PVC', state: 'RED', severity: 'P0', playbook: 'INFRA_SATURATED' },
      annotations: { summary: 'PVC {{ printf "%.6g" $value }} %: more than 85 %' },
    });
    expect(alerts.find(({ alert }) => alert === 'R2_PVC_UNKNOWN')).toMatchObject({
      labels: { state: 'ORANGE', severity: 'P2', playbook: 'DIAG_INCOMPLETE', truth: 'unknown' },
    });
  });

  it('is the same for the same configuration', () => {
    expect(prometheusRules(watchedOps(), 'prometheus')).toBe(whole);
  });

  it('has no line of its own: each threshold that a rule reads moves it', () => {
    const lines: readonly (keyof Thresholds)[] = [
      'pvc_pct',
      'oom_warning',
      'oom_critical',
      'cpu_warning_pct',
      'cpu_critical_pct',
      'success_critical_pct',
      'success_warning_pct',
      'pass_zero_runs',
      'core_stale_days',
      'core_warning_days',
      'noncore_stale_days',
      'no_candidate_days',
      'useful_run_hours',
      'latency_warning_ratio',
      'run_hours',
      'sortino_negative_runs',
      'sortino_window_runs',
      'challengers_warning',
      'ml_marginal_pts',
      'ml_exploitable_pts',
      'gap_critical',
      'std_critical',
    ];

    const unmoved = lines.filter((line) => {
      const moved = { ...thresholds, [line]: thresholds[line] + 1 };
      return prometheusRules(watchedOps({ thresholds: moved }), 'prometheus') === whole;
    });

    expect(unmoved).toEqual([]);
  });

  it('names at the top what this Prometheus cannot judge, which leaves the state unknown', () => {
    const partial = prometheusRules(watchedOps({}, ['pvc_pct', 'runs_7d']), 'prometheus');

    expect(partial.split('\n').filter((line) => line.startsWith('#'))).toEqual([
      '# Made by `conclave ops rules` for the source prometheus; change .github/conclave.yml and make it anew.',
      '# Not watched here, and therefore unknown:',
      '#   R2_PVC: pvc_pct is not asked of it',
      '#   O1_SUCCESS_LT_70: runs_7d is not asked of it',
      '#   Y1_SUCCESS_70_90: runs_7d is not asked of it',
    ]);
    expect(rulesOf(partial).map(({ alert }) => alert)).not.toContain('R2_PVC');
  });

  it('is made for a Prometheus that is asked for something', () => {
    expect(prometheusSources(watchedOps())).toEqual(['prometheus']);
    expect(() => prometheusRules(watchedOps(), 'files')).toThrow('files is no Prometheus');
    expect(() => prometheusRules(watchedOps({ signals: {} }), 'prometheus')).toThrow(
      'no signal is asked of prometheus',
    );
  });

  it('takes queries as people write them', async () => {
    const hard = {
      source: 'prometheus',
      query: 'max(\n  kubelet_volume{namespace="cvntrade", job=~".*\\\\.x|\'"} # percent: "%"\n)  # the fullest',
      freshness: 'max(timestamp(kubelet_volume)) # when',
      max_age: '10m',
      by: 'symbol',
      run: 'run_id',
      window: '36h',
    };
    const signals = { pvc_pct: hard, f1_buy: hard, sortino: hard, pass_counts: hard, pods_down: hard };
    const universe = { 'BTC.USDC': 'btc-core', 'A/B-c': 'defi' };

    const said = await checkRules(folder, {
      'hard.yml': prometheusRules(watchedOps({ signals, universe }), 'prometheus'),
    });

    expect(said.words).toContain('SUCCESS');
  });
});
