import type { OpsSeverity } from '../../kernel/ops-severity.ts';
import type { DiagnosisCode } from '../diagnosis/code.ts';
import { answerTo } from '../severity/rule-answer.ts';
import { severityOfCode } from '../severity/severity.ts';
import type { Rule } from '../state/rule.ts';
import type { State } from '../state/state.ts';
import { anyOfWords } from './promql.ts';
import type { RuleCondition } from './rule-condition.ts';
import { TRUTH } from './state-record.ts';

/** A rule with its condition. */
export interface Alerted {
  readonly rule: Rule;
  readonly condition: RuleCondition;
}

/** An alert as Prometheus reads it. */
export type AlertingRule = {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
};

/** A state other than RED has to last; what is unknown has more time, since a Prometheus that starts knows nothing. */
const LASTS = { outage: '0s', other: '5m', unknown: '10m' } as const;

/** One alert for when the rule is true, and one for when nobody can judge it. */
export function alertsOf({ rule, condition }: Alerted): readonly AlertingRule[] {
  const { id, state, origin } = rule;
  const answer = answerTo(id);
  const found = condition.found.replace('%v', '{{ printf "%.6g" $value }}');
  const fired: AlertingRule = {
    alert: id,
    expr: condition.holds,
    for: state === 'RED' ? LASTS.outage : LASTS.other,
    labels: labelsOf(id, { state, truth: 'true', severity: answer?.severity ?? 'P2', code: answer?.code ?? null }),
    annotations: {
      summary: `${found}: ${condition.limit}`,
      origin,
      ...(answer !== null && { next_step: answer.step }),
    },
  };
  return [fired, unknownAlert(rule)];
}

function unknownAlert({ id, state, origin, signals }: Rule): AlertingRule {
  const code = 'DIAG_INCOMPLETE';
  return {
    alert: `${id}_UNKNOWN`,
    expr: `absent(${TRUTH}{rule="${id}"})`,
    for: LASTS.unknown,
    labels: labelsOf(id, {
      state: state === 'RED' ? 'ORANGE' : 'YELLOW',
      truth: 'unknown',
      severity: severityFor(code),
      code,
    }),
    annotations: {
      summary: `nobody can judge ${id}: ${signals.join(' or ')} is missing, stale or impossible`,
      origin,
      next_step: `find out what nobody knows, for ${id}`,
    },
  };
}

/** Watching itself is down where not one outage rule can be judged. */
export function blindAlert(watched: readonly Alerted[]): readonly AlertingRule[] {
  const outages = watched.filter(({ rule }) => rule.state === 'RED').map(({ rule }) => rule.id);
  if (outages.length === 0) return [];
  const code = 'OBSERVABILITY_BLIND';
  return [
    {
      alert: code,
      expr: `absent(${TRUTH}{rule=~${anyOfWords(outages)}})`,
      for: LASTS.unknown,
      labels: labelsOf(code, { state: 'ORANGE', truth: 'unknown', severity: severityFor(code), code }),
      annotations: {
        summary: `nobody can judge any outage rule: ${outages.join(', ')}`,
        origin: 'manual §0, §13.5',
        next_step: 'bring the watching itself back',
      },
    },
  ];
}

interface LabelFacts {
  readonly state: State;
  readonly truth: 'true' | 'unknown';
  readonly severity: OpsSeverity;
  readonly code: DiagnosisCode | null;
}

function labelsOf(rule: string, { state, truth, severity, code }: LabelFacts): Readonly<Record<string, string>> {
  return { rule, state, truth, severity, ...(code !== null && { playbook: code }) };
}

function severityFor(code: DiagnosisCode): OpsSeverity {
  return severityOfCode(code, { cpuAlone: false });
}
