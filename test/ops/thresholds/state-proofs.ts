import { ofClearing, ofPlatform, ofRule } from './answers.ts';
import { type Proof, prove } from './proof.ts';

const infra = (key: string) => (figure: number) => ({ infra: { [key]: figure } });
const pipeline = (key: string) => (figure: number) => ({ pipeline: { [key]: figure } });
const runs = (key: string) => (figure: number) => ({ runs: { [key]: figure } });
const rate = (percent: number) => ({ pipeline: { runs_7d: 10_000, success_7d: Math.round(percent * 100) } });
const challengers = (challengers_pending: number) => ({ challengers_pending });
const model = (group: string) => (age_d: number) => ({ models: [{ crypto: 'BTCUSDC', group, age_d }] });
const zeros = (count: number) => ({ runs: { pass_counts: [...Array.from({ length: count }, () => 0), 5] } });
const losses = (count: number) => ({ sortino: [{ crypto: 'BTCUSDC', last: [1, 1, 1].fill(-1, 0, count) }] });
const secondLoss = (run: number) => ({
  sortino: [{ crypto: 'BTCUSDC', last: [-1, ...Array.from({ length: run - 2 }, () => 1), -1, 1, 1] }],
});

const PLATFORM: readonly Proof[] = [
  prove('pvc_pct', 'R2', ofRule('R2_PVC', infra('pvc_pct')), [85, 85.01, 86]),
  prove('pvc_pct', 'infra_health', ofPlatform('infra_health', infra('pvc_pct')), [85, 85.01, 86]),
  prove('pvc_clear_pct', 'hysteresis', ofClearing, [70, 69.99, 69]),
  prove('oom_warning', 'Y5', ofRule('Y5_OOM_1_2', infra('oom_24h')), [1, 0, 0]),
  prove('oom_warning', 'infra_health', ofPlatform('infra_health', infra('oom_24h')), [1, 0, 0]),
  prove('oom_critical', 'R3', ofRule('R3_OOM_LOOP', infra('oom_24h')), [2, 3, 3]),
  prove('oom_critical', 'Y5', ofRule('Y5_OOM_1_2', infra('oom_24h')), [2, 3, 3]),
  prove('oom_critical', 'infra_health', ofPlatform('infra_health', infra('oom_24h')), [2, 3, 3]),
  prove('cpu_warning_pct', 'Y5', ofRule('Y5_CPU_70_90', infra('cpu_pct')), [70, 70.01, 71]),
  prove('cpu_warning_pct', 'infra_health', ofPlatform('infra_health', infra('cpu_pct')), [70, 70.01, 71]),
  prove('cpu_critical_pct', 'O5', ofRule('O5_CPU_SATURATED', infra('cpu_pct')), [90, 90.01, 91]),
  prove('cpu_critical_pct', 'Y5', ofRule('Y5_CPU_70_90', infra('cpu_pct')), [90, 90.01, 91]),
  prove('cpu_critical_pct', 'infra_health', ofPlatform('infra_health', infra('cpu_pct')), [90, 90.01, 91]),
];

const PIPELINE: readonly Proof[] = [
  prove('success_critical_pct', 'O1', ofRule('O1_SUCCESS_LT_70', rate), [70, 69.99, 69]),
  prove('success_critical_pct', 'Y1', ofRule('Y1_SUCCESS_70_90', rate), [70, 69.99, 69]),
  prove('success_critical_pct', 'signal', ofPlatform('pipeline_success_rate', rate), [70, 69.99, 69]),
  prove('success_warning_pct', 'Y1', ofRule('Y1_SUCCESS_70_90', rate), [90, 90.01, 91]),
  prove('success_warning_pct', 'signal', ofPlatform('pipeline_success_rate', rate), [90, 90.01, 91]),
  prove('latency_warning_ratio', 'Y6', ofRule('Y6_LATENCY', pipeline('latency_ratio')), [1.3, 1.301, 1.4]),
  prove(
    'latency_warning_ratio',
    'signal',
    ofPlatform('pipeline_latency', pipeline('latency_ratio')),
    [1.3, 1.301, 1.4],
  ),
  prove('latency_critical_ratio', 'signal', ofPlatform('pipeline_latency', pipeline('latency_ratio')), [2, 2.01, 3]),
  prove('run_hours', 'Y6', ofRule('Y6_LATENCY', pipeline('run_hours')), [3, 3.01, 4]),
  prove('pass_zero_runs', 'O2', ofRule('O2_PASS_ZERO_X3', zeros), [3, 2, 2]),
  prove('no_candidate_days', 'O4', ofRule('O4_NO_CANDIDATE_3D', runs('last_candidate_age_d')), [3, 3.01, 4]),
  prove('useful_run_hours', 'Y7', ofRule('Y7_NO_RECENT_USEFUL_RUN', runs('last_useful_age_h')), [24, 24.01, 25]),
];

const MODELS: readonly Proof[] = [
  prove('core_stale_days', 'O3', ofRule('O3_CORE_STALE_14', model('btc-core')), [14, 14.01, 15]),
  prove('core_stale_days', 'Y4', ofRule('Y4_CORE_STALE_7', model('btc-core')), [14, 14.01, 15]),
  prove('core_stale_days', 'signal', ofPlatform('model_freshness', model('btc-core')), [14, 14.01, 15]),
  prove('core_warning_days', 'Y4', ofRule('Y4_CORE_STALE_7', model('btc-core')), [7, 7.01, 8]),
  prove('core_warning_days', 'signal', ofPlatform('model_freshness', model('btc-core')), [7, 7.01, 8]),
  prove('noncore_stale_days', 'Y3', ofRule('Y3_NONCORE_STALE_7', model('defi')), [7, 7.01, 8]),
  prove('challengers_warning', 'Y8', ofRule('Y8_CHALLENGERS', challengers), [5, 6, 6]),
  prove('challengers_warning', 'signal', ofPlatform('challenger_count', challengers), [5, 6, 6]),
  prove('challengers_critical', 'signal', ofPlatform('challenger_count', challengers), [10, 11, 11]),
  prove('sortino_negative_runs', 'Y2', ofRule('Y2_SORTINO_NEG_RECURRENT', losses), [2, 1, 1]),
  prove('sortino_window_runs', 'Y2', ofRule('Y2_SORTINO_NEG_RECURRENT', secondLoss), [3, 4, 4]),
];

/** Thresholds of the state and of the golden signals of the platform. */
export const STATE_PROOFS: readonly Proof[] = [...PLATFORM, ...PIPELINE, ...MODELS];
