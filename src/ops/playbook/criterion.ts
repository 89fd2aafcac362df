import {
  above,
  allComparisons,
  anyComparison,
  atLeast,
  atMost,
  below,
  type Comparison,
} from '../diagnosis/comparison.ts';
import { type Reading, unknown } from '../reading.ts';
import type { Thresholds } from '../thresholds.ts';
import type { Truth } from '../truth.ts';
import type { Condition, CriterionFact, ExitCriterion, Limit } from './playbook.ts';

/** Figures that a criterion is held against; one that is not given is unknown. */
export type CriterionFacts = Readonly<Partial<Record<CriterionFact, Reading>>>;

/** Whether a playbook has done its work, and which of its conditions hold. */
export interface JudgedCriterion {
  readonly truth: Truth;
  /** Whether all conditions are needed or any of them is enough. */
  readonly needs: 'all' | 'any';
  /** One for each condition, in the order of the playbook. */
  readonly halves: readonly Comparison[];
  /** What was found by the conditions that decide. */
  readonly found: string;
  /** The whole criterion: `sortino more than 0 or sl_pct less than 40 %`. */
  readonly limit: string;
}

const UNITS: Readonly<Partial<Record<CriterionFact, string>>> = {
  pvc_pct: '%',
  cpu_pct: '%',
  success_rate_pct: '%',
  sl_pct: '%',
  tp_pct: '%',
  timeout_pct: '%',
  delta_pts: 'pts',
  delta_rel_pct: '%',
  model_age_d: 'd',
};

/** Holds an exit criterion against the figures of the next run or state; what is unknown never ends an incident. */
export function judgeCriterion(
  criterion: ExitCriterion,
  facts: CriterionFacts,
  thresholds: Thresholds,
): JudgedCriterion {
  const needs = 'all' in criterion ? 'all' : 'any';
  const conditions = 'all' in criterion ? criterion.all : criterion.any;
  const halves = conditions.map((condition) => judgeCondition(condition, facts, thresholds));
  return { ...(needs === 'all' ? allComparisons(halves) : anyComparison(halves)), needs, halves };
}

/** A criterion in words, without figures: `oom_24h at most 0 and pvc_pct less than 70 %`. */
export function spellCriterion(criterion: ExitCriterion, thresholds: Thresholds): string {
  return judgeCriterion(criterion, {}, thresholds).limit;
}

function judgeCondition(condition: Condition, facts: CriterionFacts, thresholds: Thresholds): Comparison {
  const { fact } = condition;
  const reading = facts[fact] ?? unknown('absent', `${fact} is not given`);
  const told = { name: fact, unit: UNITS[fact] ?? '' };
  const line = (limit: Limit) => (typeof limit === 'number' ? limit : thresholds[limit.threshold]);
  if (condition.above !== undefined) return above(reading, line(condition.above), told);
  if (condition.below !== undefined) return below(reading, line(condition.below), told);
  if (condition.at_least !== undefined) return atLeast(reading, line(condition.at_least), told);
  return atMost(reading, line(condition.at_most ?? 0), told);
}
