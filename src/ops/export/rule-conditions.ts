import type { SignalName } from '../../kernel/signal-name.ts';
import { above, aboveUpTo, below, within } from '../state/limit.ts';
import type { RuleId } from '../state/rule.ts';
import { modelConditions } from './model-conditions.ts';
import type { RuleCondition, Unwatched } from './rule-condition.ts';
import { latencyCondition, passCondition, sortinoCondition } from './run-conditions.ts';
import { recordOf } from './signal-records.ts';
import type { WatchedOps } from './watched-ops.ts';

/** What a rule's condition is made from. */
export interface ConditionFacts {
  readonly ops: WatchedOps;
  /** Signals that this Prometheus is asked for. */
  readonly known: readonly SignalName[];
}

/** The condition of a rule over recorded series, or why there is none. */
export function conditionOf(rule: RuleId, facts: ConditionFacts): RuleCondition | Unwatched {
  const { ops, known } = facts;
  const needed = NEEDS[rule](facts);
  const missing = needed.filter((name) => !known.includes(name));
  if (missing.length > 0)
    return { why: `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not asked of it` };
  return CONDITIONS[rule](ops);
}

const of =
  (...names: readonly SignalName[]) =>
  () =>
    names;

/** The signals that a rule cannot do without; hours of runs count as soon as somebody measures them. */
const NEEDS: Readonly<Record<RuleId, (facts: ConditionFacts) => readonly SignalName[]>> = {
  R1_POD_DOWN: of('pods_down'),
  R2_PVC: of('pvc_pct'),
  R3_OOM_LOOP: of('oom_24h'),
  O1_SUCCESS_LT_70: of('runs_7d', 'success_7d'),
  O2_PASS_ZERO_X3: of('pass_counts'),
  O3_CORE_STALE_14: of('model_age_d'),
  O4_NO_CANDIDATE_3D: of('last_candidate_age_d', 'full_universe_runs_3d'),
  O5_CPU_SATURATED: of('cpu_pct'),
  Y1_SUCCESS_70_90: of('runs_7d', 'success_7d'),
  Y2_SORTINO_NEG_RECURRENT: of('sortino'),
  Y3_NONCORE_STALE_7: of('model_age_d'),
  Y4_CORE_STALE_7: of('model_age_d'),
  Y5_OOM_1_2: of('oom_24h'),
  Y5_CPU_70_90: of('cpu_pct'),
  Y6_LATENCY: ({ ops }) => (ops.signals.run_hours === undefined ? ['latency_ratio'] : ['latency_ratio', 'run_hours']),
  Y7_NO_RECENT_USEFUL_RUN: of('last_useful_age_h'),
  Y8_CHALLENGERS: of('challengers_pending'),
};

const pvc = recordOf('pvc_pct');
const oom = recordOf('oom_24h');
const cpu = recordOf('cpu_pct');
const candidate = recordOf('last_candidate_age_d');
const useful = recordOf('last_useful_age_h');
const challengers = recordOf('challengers_pending');
const rate = 'conclave:success_rate_pct';

const CONDITIONS: Readonly<Record<RuleId, (ops: WatchedOps) => RuleCondition>> = {
  R1_POD_DOWN: () => ({
    holds: `${recordOf('pods_down')}:each > 0`,
    known: recordOf('pods_down'),
    found: '{{ $labels.pod }} is down',
    limit: 'a critical pod is down',
  }),
  R2_PVC: ({ thresholds: { pvc_pct: line } }) => ({
    holds: `${pvc} > ${line}`,
    known: pvc,
    found: 'PVC %v %',
    limit: above(line, ' %').words,
  }),
  R3_OOM_LOOP: ({ thresholds: { oom_critical: line } }) => ({
    holds: `${oom} > ${line}`,
    known: oom,
    found: '%v OOMKills in 24 h',
    limit: above(line).words,
  }),
  O1_SUCCESS_LT_70: ({ thresholds: { success_critical_pct: line } }) => ({
    holds: `${rate} < ${line}`,
    known: rate,
    found: '%v % of runs succeeded in 7 d',
    limit: below(line, ' %').words,
  }),
  O2_PASS_ZERO_X3: passCondition,
  O3_CORE_STALE_14: (ops) => modelConditions(ops).coreStale,
  O4_NO_CANDIDATE_3D: ({ thresholds: { no_candidate_days: line } }) => ({
    holds: `${candidate} > ${line} and on () (${recordOf('full_universe_runs_3d')} >= 1)`,
    // Without a run over the whole universe nobody knows whether there was a candidate to find.
    known: `${candidate} <= ${line}`,
    found: 'last candidate %v d ago',
    limit: `${above(line, ' d').words}, with a run over the whole universe since`,
  }),
  O5_CPU_SATURATED: ({ thresholds: { cpu_critical_pct: line } }) => ({
    holds: `${cpu} > ${line}`,
    known: cpu,
    found: 'CPU %v %',
    limit: above(line, ' %').words,
  }),
  Y1_SUCCESS_70_90: ({ thresholds: { success_critical_pct: low, success_warning_pct: high } }) => ({
    holds: `${rate} >= ${low} <= ${high}`,
    known: rate,
    found: '%v % of runs succeeded in 7 d',
    limit: within(low, high, ' %').words,
  }),
  Y2_SORTINO_NEG_RECURRENT: sortinoCondition,
  Y3_NONCORE_STALE_7: (ops) => modelConditions(ops).nonCoreStale,
  Y4_CORE_STALE_7: (ops) => modelConditions(ops).coreWarning,
  Y5_OOM_1_2: ({ thresholds: { oom_warning: low, oom_critical: high } }) => ({
    holds: `${oom} >= ${low} <= ${high}`,
    known: oom,
    found: '%v OOMKills in 24 h',
    limit: within(low, high).words,
  }),
  Y5_CPU_70_90: ({ thresholds: { cpu_warning_pct: low, cpu_critical_pct: high } }) => ({
    holds: `${cpu} > ${low} <= ${high}`,
    known: cpu,
    found: 'CPU %v %',
    limit: aboveUpTo(low, high, ' %').words,
  }),
  Y6_LATENCY: latencyCondition,
  Y7_NO_RECENT_USEFUL_RUN: ({ thresholds: { useful_run_hours: line } }) => ({
    holds: `${useful} > ${line}`,
    known: useful,
    found: 'last useful run %v h ago',
    limit: above(line, ' h').words,
  }),
  Y8_CHALLENGERS: ({ thresholds: { challengers_warning: line } }) => ({
    holds: `${challengers} > ${line}`,
    known: challengers,
    found: '%v challengers pending',
    limit: above(line).words,
  }),
};
