import { ConfigFile } from '../../../src/config/config.ts';
import { diagnose } from '../../../src/ops/diagnosis/diagnose.ts';
import type { Diagnosis } from '../../../src/ops/diagnosis/diagnosis.ts';
import { readDiagnosisInput } from '../../../src/ops/diagnosis/input.ts';
import { findPatterns } from '../../../src/ops/patterns/find-patterns.ts';
import type { Pattern, PatternFacts } from '../../../src/ops/patterns/pattern.ts';
import { known } from '../../../src/ops/reading.ts';
import type { CryptoFigures } from '../../../src/ops/signals/figures.ts';
import { judgeSignals } from '../../../src/ops/signals/judge-signals.ts';
import type { StateFacts } from '../../../src/ops/state/facts.ts';
import { readStateInput } from '../../../src/ops/state/input.ts';
import { judgeState } from '../../../src/ops/state/judge-state.ts';
import type { RuleId } from '../../../src/ops/state/rule.ts';
import type { StateVerdict } from '../../../src/ops/state/state.ts';
import { evaluationOf } from '../../../src/ops/state/transition.ts';
import type { Thresholds } from '../../../src/ops/thresholds.ts';
import { type Figures, WEEK } from '../../fixtures/ops-week.ts';

const { ops } = ConfigFile.parse({ version: 1 });

/** The thresholds that stand when nobody configures any. */
export const DEFAULTS: Thresholds = ops.thresholds;

/** What is said of one figure under given thresholds, in one word. */
export type Answer = (figure: number, lines: Thresholds) => string;

const HEALTHY = WEEK[0]?.input ?? {};

/** Facts of a healthy hour with some sections replaced, key by key. */
export function factsWith(set: Figures): StateFacts {
  const sections = {
    infra: { ...HEALTHY.infra, ...set.infra },
    pipeline: { ...HEALTHY.pipeline, ...set.pipeline },
    runs: { ...HEALTHY.runs, ...set.runs },
  };
  return readStateInput({ ...HEALTHY, ...set, ...sections }, 'facts.json');
}

/** Judges facts as of a fixed moment, without golden signals. */
export function judge(facts: StateFacts, lines: Thresholds = DEFAULTS): StateVerdict {
  const context = { asOf: '2026-03-28T07:00:00Z', signalFindings: [], floor: 'YELLOW' } as const;
  return judgeState(facts, lines, { ...context, coreGroups: ops.core_groups });
}

/** Whether a rule of the state is true of a figure. */
export function ofRule(id: RuleId, set: (figure: number) => Figures): Answer {
  return (figure, lines) => {
    const { evidence } = judge(factsWith(set(figure)), lines);
    return evidence.find(({ rule }) => rule === id)?.truth ?? 'no such rule';
  };
}

/** Whether a full volume counts as over. */
export const ofClearing: Answer = (figure, lines) => {
  const facts = factsWith({ infra: { pvc_pct: figure } });
  return String(evaluationOf(judge(facts, lines), facts, lines).isClear);
};

/** The level of a golden signal of the platform. */
export function ofPlatform(signal: string, set: (figure: number) => Figures): Answer {
  return (figure, lines) => levelOf(signal, judgeSignals({ state: factsWith(set(figure)), cryptos: [] }, lines));
}

/** What one healthy crypto brought. */
export const CRYPTO: CryptoFigures = {
  crypto: 'BTCUSDC',
  f1Buy: known(0.62),
  baselineF1Buy: known(0.5),
  stdF1Buy: known(0.04),
  screeningF1Buy: known(0.64),
  lastFoldF1Buy: known(0.6),
  sortino: known(0.9),
  nTrades: known(120),
  slPct: known(30),
  tpPct: known(45),
  timeoutPct: known(20),
};

/** The level of a golden signal of a crypto. */
export function ofCrypto(signal: string, set: (figure: number) => Partial<CryptoFigures>): Answer {
  return (figure, lines) =>
    levelOf(signal, judgeSignals({ state: factsWith({}), cryptos: [{ ...CRYPTO, ...set(figure) }] }, lines));
}

function levelOf(signal: string, findings: ReturnType<typeof judgeSignals>): string {
  return findings.find((finding) => finding.signal === signal)?.level ?? 'no such signal';
}

const RUN = {
  platform: { oom_24h: 0, pvc_pct: 40, cpu_pct: 35, success_rate_pct: 97.5 },
  f1_buy: 0.62,
  baseline_f1_buy: 0.5,
  std_f1_buy: 0.04,
  screening_f1_buy: 0.64,
  last_fold_f1_buy: 0.6,
  same_period: true,
  sortino: 0.9,
  n_trades: 120,
  sl_pct: 30,
  tp_pct: 25,
  timeout_pct: 20,
  run_complete: true,
  candidates_passed: 3,
};

/** What the diagnosis of a run says. */
export function ofRun(read: (diagnosis: Diagnosis) => string, set: (figure: number) => object): Answer {
  return (figure, lines) => read(diagnose(readDiagnosisInput({ ...RUN, ...set(figure) }, 'run.json'), lines));
}

/** Facts of a run whose platform differs in one figure. */
export function platformWith(set: object): object {
  return { platform: { ...RUN.platform, ...set } };
}

/** Whether a pattern is found in a figure. */
export function ofPattern(pattern: Pattern, set: (figure: number) => Partial<PatternFacts>): Answer {
  const nothing: PatternFacts = { trialScores: null, minutesWithoutProgress: null, trainSamples: null };
  return (figure, lines) => {
    const findings = findPatterns({ ...nothing, ...set(figure) }, lines);
    return findings.find((finding) => finding.pattern === pattern)?.truth ?? 'not looked for';
  };
}
