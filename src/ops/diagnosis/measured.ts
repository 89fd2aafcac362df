import { known, type Reading, unknown } from '../reading.ts';
import { rounded } from './comparison.ts';
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
}

/** A share above this is no percentage; the rest is rounding. */
const MOST_PERCENT = 100.5;

/** Holds every fact of a run against what it can be at all. */
export function measure(facts: DiagnosisFacts): Measured {
  const f1 = scoreOf(facts.f1Buy, 'f1_buy');
  const baseline = scoreOf(facts.baselineF1Buy, 'baseline_f1_buy');
  const screening = scoreOf(facts.screeningF1Buy, 'screening_f1_buy');
  const lastFold = scoreOf(facts.lastFoldF1Buy, 'last_fold_f1_buy');
  const exits = readExitShares(facts);
  const outOfRange = [f1, baseline, screening, lastFold].some((score) => !score.known && score.why === 'impossible');
  return {
    platform: facts.platform === 'not_assessed' ? facts.platform : guardPlatform(facts.platform),
    deltaPts: combine(f1, baseline, (score, naive) => known(rounded((score - naive) * 100))),
    deltaRelPct: combine(f1, baseline, relative),
    gap: gapOf(screening, lastFold, facts.samePeriod),
    stdF1Buy: within(facts.stdF1Buy, 1, 'std_f1_buy'),
    sortino: sortinoOf(facts),
    exits,
    runComplete: facts.runComplete,
    candidatesPassed: countOf(facts.candidatesPassed, 'candidates_passed'),
    trialScores: facts.trialScores,
    s22a1Status: facts.s22a1Status,
    invalid: [...(outOfRange ? ['F1_RANGE'] : []), ...(exits.refused === null ? [] : ['EXIT_UNIT_OR_SUM'])],
  };
}

function scoreOf(reading: Reading, name: string): Reading {
  return within(reading, 1, name);
}

function within(reading: Reading, most: number, name: string): Reading {
  if (!reading.known || (reading.value >= 0 && reading.value <= most)) return reading;
  return unknown('impossible', `${name} is ${reading.value}, which is not within 0 to ${most}`);
}

function countOf(reading: Reading, name: string): Reading {
  if (!reading.known || (Number.isInteger(reading.value) && reading.value >= 0)) return reading;
  return unknown('impossible', `${name} is ${reading.value}, which is no count`);
}

function relative(score: number, naive: number): Reading {
  if (naive === 0) return unknown('impossible', 'baseline_f1_buy is 0, so that nothing is relative to it');
  return known(rounded(((score - naive) / naive) * 100));
}

function combine(left: Reading, right: Reading, with_: (left: number, right: number) => Reading): Reading {
  if (left.known && right.known) return with_(left.value, right.value);
  const words = [left, right].flatMap((reading) => (reading.known ? [] : [reading.words]));
  return { ...(left.known ? right : left), words: words.join(' and ') } as Reading;
}

function gapOf(screening: Reading, lastFold: Reading, samePeriod: Reading<boolean>): Reading {
  if (!samePeriod.known) return samePeriod;
  if (!samePeriod.value)
    return unknown('impossible', 'screening and last fold are of different periods, which nobody may subtract');
  return combine(screening, lastFold, (left, right) => known(rounded(left - right)));
}

/** A run without trades has no Sortino ratio, whatever stands there. */
function sortinoOf({ nTrades, sortino }: DiagnosisFacts): Reading {
  if (!nTrades.known || nTrades.value > 0) return sortino;
  return unknown('impossible', `n_trades is ${nTrades.value}, so that sortino says nothing`);
}

function guardPlatform(platform: PlatformFacts): PlatformFacts {
  return {
    podsDown: platform.podsDown,
    oom24h: countOf(platform.oom24h, 'oom_24h'),
    pvcPct: percentOf(platform.pvcPct, 'pvc_pct'),
    cpuPct: percentOf(platform.cpuPct, 'cpu_pct'),
    successRatePct: percentOf(platform.successRatePct, 'success_rate_pct'),
  };
}

/** A percentage of more than 0 and at most 1 is taken for a fraction: 0.91 may be 91 %, and never reads as health. */
function percentOf(reading: Reading, name: string): Reading {
  if (!reading.known) return reading;
  const { value } = reading;
  if (value < 0 || value > MOST_PERCENT) return unknown('impossible', `${name} is ${value}, which is no percentage`);
  if (value === 0 || value > 1) return reading;
  return unknown('impossible', `${name} is ${value}, which looks like a fraction where a percentage is due`);
}
