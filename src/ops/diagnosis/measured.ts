import { rounded, spell } from '../figure-words.ts';
import { known, type Reading, unknown } from '../reading.ts';
import { soundCount, soundPercent, soundScore, soundWhole } from '../sound.ts';
import { type ExitShares, readExitShares } from './exit-shares.ts';
import type { DiagnosisFacts, PlatformFacts } from './facts.ts';

/** The facts of a run after the guards: what is impossible or in the wrong unit is unknown and named. */
export interface Measured {
  readonly platform: PlatformFacts | 'not_assessed';
  /** F1 above the baseline, times 100. */
  readonly deltaPts: Reading;
  /** F1 above the baseline in percent of the baseline; unknown where the baseline is 0. */
  readonly deltaRelPct: Reading;
  /** Screening minus last fold, of one period. */
  readonly gap: Reading;
  readonly stdF1Buy: Reading;
  readonly sortino: Reading;
  readonly exits: ExitShares;
  readonly runComplete: Reading<boolean>;
  readonly candidatesPassed: Reading;
  readonly trialScores: readonly Reading[] | null;
  readonly s22a1Status: string | null;
  /** `F1_RANGE`, `EXIT_UNIT_OR_SUM`. */
  readonly invalid: readonly string[];
  /** One sentence for each input that was refused. */
  readonly refusals: readonly string[];
}

/** Holds every fact of a run against what it can be at all. */
export function measure(facts: DiagnosisFacts): Measured {
  const f1 = soundScore(facts.f1Buy, 'f1_buy');
  const baseline = soundScore(facts.baselineF1Buy, 'baseline_f1_buy');
  const screening = soundScore(facts.screeningF1Buy, 'screening_f1_buy');
  const lastFold = soundScore(facts.lastFoldF1Buy, 'last_fold_f1_buy');
  const exits = readExitShares(facts);
  const outOfRange = [
    ...refused(facts.f1Buy, f1),
    ...refused(facts.baselineF1Buy, baseline),
    ...refused(facts.screeningF1Buy, screening),
    ...refused(facts.lastFoldF1Buy, lastFold),
  ];
  return {
    platform: facts.platform === 'not_assessed' ? facts.platform : guardPlatform(facts.platform),
    deltaPts: combine(f1, baseline, (score, naive) => known(plain((score - naive) * 100))),
    deltaRelPct: combine(f1, baseline, relative),
    gap: gapOf(screening, lastFold, facts.samePeriod),
    stdF1Buy: soundScore(facts.stdF1Buy, 'std_f1_buy'),
    sortino: sortinoOf(facts),
    exits,
    runComplete: facts.runComplete,
    candidatesPassed: soundWhole(facts.candidatesPassed, 'candidates_passed'),
    trialScores: facts.trialScores,
    s22a1Status: facts.s22a1Status,
    ...refusalsOf(outOfRange, exits),
  };
}

/** The words of a figure that was given and that a guard took away. */
function refused(given: Reading, guarded: Reading): readonly string[] {
  return given.known && !guarded.known ? [guarded.words] : [];
}

function refusalsOf(outOfRange: readonly string[], exits: ExitShares): Pick<Measured, 'invalid' | 'refusals'> {
  const ranges = outOfRange.map((words) => `F1_RANGE: ${words}; it was dropped.`);
  const shares = exits.refused === null ? [] : [`EXIT_UNIT_OR_SUM: ${exits.refused}; they were dropped.`];
  return {
    invalid: [...(ranges.length > 0 ? ['F1_RANGE'] : []), ...(shares.length > 0 ? ['EXIT_UNIT_OR_SUM'] : [])],
    refusals: [...ranges, ...shares],
  };
}

function relative(score: number, naive: number): Reading {
  if (naive === 0) return unknown('impossible', 'baseline_f1_buy is 0, so that nothing is relative to it');
  return known(plain(((score - naive) / naive) * 100));
}

function combine(left: Reading, right: Reading, compute: (left: number, right: number) => Reading): Reading {
  if (left.known) return right.known ? compute(left.value, right.value) : right;
  return right.known ? left : unknown(left.why, `${left.words} and ${right.words}`);
}

function gapOf(screening: Reading, lastFold: Reading, samePeriod: Reading<boolean>): Reading {
  if (!samePeriod.known) return samePeriod;
  if (!samePeriod.value)
    return unknown('impossible', 'screening and last fold are of different periods, which nobody may subtract');
  return combine(screening, lastFold, (left, right) => known(plain(left - right)));
}

/** A run without trades has no Sortino ratio, whatever stands there. */
function sortinoOf({ nTrades, sortino }: DiagnosisFacts): Reading {
  if (!nTrades.known || nTrades.value > 0) return sortino;
  return unknown('impossible', `n_trades is ${spell(nTrades.value)}, so that sortino says nothing`);
}

function guardPlatform(platform: PlatformFacts): PlatformFacts {
  return {
    podsDown: platform.podsDown,
    oom24h: soundCount(platform.oom24h, 'oom_24h'),
    pvcPct: soundPercent(platform.pvcPct, 'pvc_pct'),
    cpuPct: soundPercent(platform.cpuPct, 'cpu_pct'),
    successRatePct: platform.successRatePct,
  };
}

/** Rounded, and never a negative zero. */
function plain(value: number): number {
  return rounded(value) + 0;
}
