import type { Reading } from '../reading.ts';
import type { Thresholds } from '../thresholds.ts';
import { anyOf, type Truth } from '../truth.ts';
import type { DiagnosisCode } from './code.ts';
import { above, allComparisons, anyComparison, atMost, below, type Comparison } from './comparison.ts';
import type { PlatformFacts } from './facts.ts';
import type { Measured } from './measured.ts';

/** What was found for one code; a code whose question does not arise is not applicable, and decides nothing. */
export interface Judged {
  readonly truth: Truth | 'not-applicable';
  readonly found: string;
  readonly limit: string;
}

/** A code that is bad news, and how it is judged. */
export interface BadCode {
  readonly code: DiagnosisCode;
  readonly origin: string;
  readonly judge: (measured: Measured, lines: Thresholds) => Judged;
}

/** Every code that is bad news in the order of the tree: the first that is true is the principal one. */
export const BAD_CODES: readonly BadCode[] = [
  { code: 'POD_DOWN', origin: 'manual §0, §2 (extension)', judge: ofPlatform(podDown) },
  { code: 'INFRA_SATURATED', origin: 'manual §2, §7', judge: ofPlatform(saturated) },
  { code: 'PIPELINE_DEGRADED', origin: 'manual §7', judge: ofPlatform(degraded) },
  { code: 'INCONCLUSIVE_TOOLING', origin: 'manual §7, §17.4', judge: inconclusive },
  { code: 'NO_CANDIDATES', origin: 'manual §7, §9.3', judge: noCandidates },
  {
    code: 'ML_USELESS',
    origin: 'manual §7, §9.2',
    judge: ({ deltaPts }) => atMost(deltaPts, 0, { name: 'f1_buy over baseline', unit: 'pts' }),
  },
  {
    code: 'SCREENING_OVERFIT',
    origin: 'manual §2, §7',
    judge: ({ gap }, lines) => above(gap, lines.gap_critical, { name: 'screening over last fold' }),
  },
  {
    code: 'ML_UNSTABLE',
    origin: 'manual §2, §7',
    judge: ({ stdF1Buy }, lines) => above(stdF1Buy, lines.std_critical, { name: 'std_f1_buy' }),
  },
  { code: 'EXECUTION_MISMATCH', origin: 'manual §7, §9.1', judge: mismatch },
];

function ofPlatform(judge: (platform: PlatformFacts, lines: Thresholds) => Judged): BadCode['judge'] {
  return ({ platform }, lines) =>
    platform === 'not_assessed' ? notApplicable('the platform was not assessed, on purpose') : judge(platform, lines);
}

function notApplicable(found: string): Judged {
  return { truth: 'not-applicable', found, limit: '' };
}

function podDown({ podsDown }: PlatformFacts): Judged {
  const limit = 'a critical pod down';
  if (podsDown === null) return notApplicable('no critical pods are listed');
  if (!podsDown.known) return { truth: 'unknown', found: podsDown.words, limit };
  const names = podsDown.value;
  if (names.length === 0) return { truth: 'false', found: 'every critical pod is up', limit };
  return { truth: 'true', found: `down: ${names.join(', ')}`, limit };
}

function saturated(platform: PlatformFacts, lines: Thresholds): Comparison {
  return anyComparison([
    above(platform.oom24h, lines.oom_critical, { name: 'OOMKill in 24 h' }),
    above(platform.pvcPct, lines.pvc_pct, { name: 'PVC', unit: '%' }),
    above(platform.cpuPct, lines.cpu_critical_pct, { name: 'CPU', unit: '%' }),
  ]);
}

function degraded({ successRatePct }: PlatformFacts, lines: Thresholds): Comparison {
  return below(successRatePct, lines.success_critical_pct, { name: 'success rate', unit: '%' });
}

/** A search whose scores are all the same, or no scores at all, and an audit without its anchor say nothing. */
function inconclusive({ s22a1Status, trialScores }: Measured, lines: Thresholds): Judged {
  if (s22a1Status === null && trialScores === null)
    return notApplicable('neither trial scores nor an audit are reported');
  return anyComparison([
    ...(s22a1Status === null ? [] : [skipped(s22a1Status)]),
    ...(trialScores === null ? [] : [allTheSame(trialScores), anySentinel(trialScores, lines.sentinel_score)]),
  ]);
}

function skipped(status: string): Comparison {
  const truth = /\bskipped\b/i.test(status) ? 'true' : 'false';
  return { truth, found: `s22a1_status=${status}`, limit: 's22a1_status=SKIPPED' };
}

function allTheSame(scores: readonly Reading[]): Comparison {
  const limit = 'the same score in every trial';
  const values = new Set(scores.flatMap((score) => (score.known ? [score.value] : [])));
  if (values.size > 1) return { truth: 'false', found: `${scores.length} trials with differing scores`, limit };
  const [strange] = scores.filter((score) => !score.known);
  if (strange !== undefined && !strange.known) return { truth: 'unknown', found: strange.words, limit };
  if (scores.length === 0) return { truth: 'unknown', found: 'trial_scores is empty', limit };
  if (scores.length === 1) return { truth: 'false', found: 'a single trial', limit };
  return { truth: 'true', found: `${scores.length} trials with the score ${[...values].join('')}`, limit };
}

function anySentinel(scores: readonly Reading[], sentinel: number): Comparison {
  const each = scores.map((score) => atMost(score, sentinel, { name: 'score of a trial' }));
  const truth = anyOf(each.map((comparison) => comparison.truth));
  const found = each.find((comparison) => comparison.truth === truth)?.found ?? 'no score at all';
  return { truth, found, limit: `score of a trial at most ${sentinel}` };
}

/** Nothing passed counts only on a complete run; on another it may still change. */
function noCandidates({ candidatesPassed, runComplete }: Measured): Judged {
  const limit = 'no candidate passed on a complete run';
  if (isAbsent(candidatesPassed) && isAbsent(runComplete))
    return notApplicable('candidates and completeness are not reported');
  if (!candidatesPassed.known) return { truth: 'unknown', found: candidatesPassed.words, limit };
  const found = `candidates_passed ${candidatesPassed.value}`;
  if (candidatesPassed.value > 0) return { truth: 'false', found, limit };
  if (!runComplete.known) return { truth: 'unknown', found: `${found}, and ${runComplete.words}`, limit };
  if (!runComplete.value) return { truth: 'unknown', found: `${found}, and the run is not complete`, limit };
  return { truth: 'true', found, limit };
}

function isAbsent(reading: Reading | Reading<boolean>): boolean {
  return !reading.known && reading.why === 'absent';
}

function mismatch({ deltaPts, sortino }: Measured, lines: Thresholds): Comparison {
  return allComparisons([
    above(deltaPts, lines.ml_marginal_pts, { name: 'f1_buy over baseline', unit: 'pts' }),
    below(sortino, 0, { name: 'sortino' }),
  ]);
}
