import { diagnose } from '../diagnosis/diagnose.ts';
import type { DiagnosisFacts } from '../diagnosis/facts.ts';
import { measure } from '../diagnosis/measured.ts';
import { known, type Reading, unknown } from '../reading.ts';
import { soundAge, soundAmount, soundCount, soundPercent, soundWhole } from '../sound.ts';
import type { StateFacts } from '../state/facts.ts';
import type { StateVerdict } from '../state/state.ts';
import { successRate } from '../state/success-rate.ts';
import type { Thresholds } from '../thresholds.ts';
import type { CriterionFacts } from './criterion.ts';

/** What a diagnosed run says to an exit criterion. */
export function criterionFactsOfRun(facts: DiagnosisFacts, thresholds: Thresholds): CriterionFacts {
  const measured = measure(facts);
  const { evidence } = diagnose(facts, thresholds);
  const inconclusive = evidence.find(({ code }) => code === 'INCONCLUSIVE_TOOLING');
  return {
    ...(measured.platform !== 'not_assessed' && {
      ...(measured.platform.podsDown !== null && { pods_down: lengthOf(measured.platform.podsDown) }),
      pvc_pct: measured.platform.pvcPct,
      oom_24h: measured.platform.oom24h,
      cpu_pct: measured.platform.cpuPct,
      success_rate_pct: measured.platform.successRatePct,
    }),
    candidates_passed: measured.candidatesPassed,
    sortino: measured.sortino,
    sl_pct: measured.exits.sl,
    tp_pct: measured.exits.tp,
    timeout_pct: measured.exits.timeout,
    delta_pts: measured.deltaPts,
    delta_rel_pct: measured.deltaRelPct,
    gap: measured.gap,
    std_f1_buy: measured.stdF1Buy,
    inconclusive: inconclusiveOf(inconclusive?.truth, inconclusive?.found),
    unknown_rules: known(evidence.filter(({ truth }) => truth === 'unknown').length),
  };
}

/** What a state says to an exit criterion: its worst figure where there are several. */
export function criterionFactsOfState(facts: StateFacts, verdict: StateVerdict): CriterionFacts {
  const { infra, pipeline, runs } = facts;
  const isOutage = (rule: string) => verdict.evidence.some((each) => each.rule === rule && each.state === 'RED');
  return {
    pods_down: lengthOf(infra.podsDown),
    pvc_pct: soundPercent(infra.pvcPct, 'pvc_pct'),
    oom_24h: soundCount(infra.oom24h, 'oom_24h'),
    cpu_pct: soundPercent(infra.cpuPct, 'cpu_pct'),
    success_rate_pct: successRate(pipeline.runs7d, pipeline.success7d),
    candidates_passed: soundWhole(newestOf(runs.passCounts, 'pass_counts'), 'pass_counts'),
    latency_ratio: soundAmount(pipeline.latencyRatio, 'latency_ratio'),
    model_age_d: worstOf(facts.models, {
      name: 'model_age_d',
      of: (model) => soundAge(model.ageD, `model_age_d of ${model.crypto}`),
      worst: (values) => Math.max(...values),
    }),
    sortino: worstOf(facts.sortino, {
      name: 'sortino',
      of: (series) => newestOf(known(series.last), `sortino of ${series.crypto}`),
      worst: (values) => Math.min(...values),
    }),
    unknown_rules: known(verdict.unknown.length),
    unknown_outage_rules: known(verdict.unknown.filter(isOutage).length),
  };
}

function inconclusiveOf(truth = 'unknown', found = 'nobody judged the tooling'): Reading {
  if (truth === 'true' || truth === 'false') return known(truth === 'true' ? 1 : 0);
  return unknown('absent', found);
}

function lengthOf(names: Reading<readonly string[]>): Reading {
  return names.known ? known(names.value.length, names.sampledAt) : names;
}

function newestOf(figures: Reading<readonly Reading[]>, name: string): Reading {
  return figures.known ? (figures.value[0] ?? unknown('empty', `${name} is empty`)) : figures;
}

interface Worst<T> {
  readonly name: string;
  readonly of: (each: T) => Reading;
  readonly worst: (values: readonly number[]) => number;
}

/** The worst of many; unknown as soon as one of them is, which could be worse. */
function worstOf<T>(many: Reading<readonly T[]>, { name, of, worst }: Worst<T>): Reading {
  if (!many.known) return many;
  const readings = many.value.map(of);
  const strange = readings.find((reading) => !reading.known);
  if (strange !== undefined) return strange;
  const values = readings.flatMap((reading) => (reading.known ? [reading.value] : []));
  return values.length === 0 ? unknown('empty', `${name} is empty`) : known(worst(values));
}
