import type { Diagnosis } from '../../../src/ops/diagnosis/diagnosis.ts';
import { known } from '../../../src/ops/reading.ts';
import type { CryptoFigures } from '../../../src/ops/signals/figures.ts';
import { ofCrypto, ofPattern, ofRun, platformWith } from './answers.ts';
import { type Proof, prove } from './proof.ts';

const figure = (key: keyof CryptoFigures) => (value: number) => ({ [key]: known(value) });
const over = (share: number) => ({ f1Buy: known(0.5 + share / 200) });
const screening = (gap: number) => ({ screeningF1Buy: known(0.5 + gap), lastFoldF1Buy: known(0.5) });
const exits = (key: keyof CryptoFigures) => (value: number) => ({ tpPct: known(20), [key]: known(value) });

const SIGNALS: readonly Proof[] = [
  prove('f1_delta_warning_pct', 'signal', ofCrypto('f1_buy_delta_vs_baseline', over), [15, 14.99, 14]),
  prove('gap_warning', 'signal', ofCrypto('screening_testing_gap', screening), [0.15, 0.151, 0.2]),
  prove('gap_critical', 'signal', ofCrypto('screening_testing_gap', screening), [0.3, 0.301, 0.4]),
  prove('std_warning', 'signal', ofCrypto('std_f1_buy', figure('stdF1Buy')), [0.05, 0.0499, 0.04]),
  prove('std_critical', 'signal', ofCrypto('std_f1_buy', figure('stdF1Buy')), [0.1, 0.1001, 0.2]),
  prove('sortino_ok', 'signal', ofCrypto('sortino', figure('sortino')), [0.5, 0.501, 0.6]),
  prove('sl_warning_pct', 'signal', ofCrypto('sl_pct', exits('slPct')), [35, 34.99, 34]),
  prove('sl_critical_pct', 'signal', ofCrypto('sl_pct', exits('slPct')), [50, 50.01, 51]),
  prove('timeout_warning_pct', 'signal', ofCrypto('timeout_pct', exits('timeoutPct')), [30, 29.99, 29]),
  prove('timeout_critical_pct', 'signal', ofCrypto('timeout_pct', exits('timeoutPct')), [40, 40.01, 41]),
];

const principal = ({ principal: code }: Diagnosis) => code;
const infraAxis = ({ infra }: Diagnosis) => infra;
const mlAxis = ({ ml }: Diagnosis) => ml;
const executionAxis = ({ execution }: Diagnosis) => execution;
const causes = ({ causes: suspects }: Diagnosis) => suspects.join(' ');
const platform = (key: string) => (value: number) => platformWith({ [key]: value });
const points = (pts: number) => ({ f1_buy: 0.5 + pts / 100 });
const losing = (key: string) => (value: number) => ({ sortino: -0.2, [key]: value });

const RUNS: readonly Proof[] = [
  prove('pvc_pct', 'diagnosis', ofRun(infraAxis, platform('pvc_pct')), [85, 85.01, 86]),
  prove('oom_critical', 'diagnosis', ofRun(infraAxis, platform('oom_24h')), [2, 3, 3]),
  prove('cpu_critical_pct', 'diagnosis', ofRun(infraAxis, platform('cpu_pct')), [90, 90.01, 91]),
  prove('success_critical_pct', 'diagnosis', ofRun(infraAxis, platform('success_rate_pct')), [70, 69.99, 69]),
  prove('ml_marginal_pts', 'axis of ML', ofRun(mlAxis, points), [5, 5.1, 6]),
  prove(
    'ml_marginal_pts',
    'mismatch',
    ofRun(principal, (pts) => ({ ...points(pts), sortino: -0.2 })),
    [5, 5.1, 6],
  ),
  prove('ml_exploitable_pts', 'axis of ML', ofRun(mlAxis, points), [10, 10.1, 11]),
  prove(
    'gap_critical',
    'diagnosis',
    ofRun(principal, (gap) => ({ screening_f1_buy: 0.5 + gap, last_fold_f1_buy: 0.5 })),
    [0.3, 0.301, 0.4],
  ),
  prove(
    'std_critical',
    'diagnosis',
    ofRun(principal, (std_f1_buy) => ({ std_f1_buy })),
    [0.1, 0.1001, 0.2],
  ),
  prove(
    'sortino_ok',
    'axis of execution',
    ofRun(executionAxis, (sortino) => ({ sortino })),
    [0.5, 0.501, 0.6],
  ),
  prove('sl_critical_pct', 'cause', ofRun(causes, losing('sl_pct')), [50, 50.01, 51]),
  prove('tp_critical_pct', 'cause', ofRun(causes, losing('tp_pct')), [20, 19.99, 19]),
  prove('timeout_critical_pct', 'cause', ofRun(causes, losing('timeout_pct')), [40, 40.01, 41]),
  prove(
    'sentinel_score',
    'diagnosis',
    ofRun(principal, (score) => ({ trial_scores: [score, 0.4] })),
    [-999, -998.99, -998],
  ),
];

const trials = (score: number) => ({ trialScores: known([known(score), known(0.4)]) });
const silence = (minutes: number) => ({ minutesWithoutProgress: known(minutes) });
const training = (count: number) => ({ trainSamples: known([{ crypto: 'BTCUSDC', samples: known(count) }]) });

const PATTERNS: readonly Proof[] = [
  prove('sentinel_score', 'pattern', ofPattern('SENTINEL_SCORES', trials), [-999, -998.99, -998]),
  prove('stuck_minutes', 'pattern', ofPattern('NO_PROGRESS', silence), [20, 20.01, 21]),
  prove('samples_least', 'pattern', ofPattern('SAMPLES_OUT_OF_RANGE', training), [500, 499, 499]),
  prove('samples_most', 'pattern', ofPattern('SAMPLES_OUT_OF_RANGE', training), [10_000, 10_001, 10_001]),
];

/** Thresholds of the golden signals of cryptos, of the diagnosis of runs and of the patterns. */
export const RUN_PROOFS: readonly Proof[] = [...SIGNALS, ...RUNS, ...PATTERNS];
