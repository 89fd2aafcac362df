import { SIGNALS, type SignalName } from '../../kernel/signal-name.ts';
import { RULE_IDS } from '../state/rule.ts';
import { RULES } from '../state/rules/rules.ts';
import { type Alerted, type AlertingRule, alertsOf, blindAlert } from './alerting-rules.ts';
import { derivedRecords } from './derived-records.ts';
import { conditionOf } from './rule-conditions.ts';
import { type RecordingRule, recordsOf } from './signal-records.ts';
import { stateRecord, TRUTH } from './state-record.ts';
import { signalsOf, type WatchedOps } from './watched-ops.ts';
import { yamlText } from './yaml-text.ts';

/**
 * The rules of one Prometheus as YAML, as `promtool check rules` takes it: each signal recorded where it is sound and
 * fresh, the truth of each rule of the state, the state as a number, and two alerts for each rule: that it is true, and
 * that nobody can judge it. What this Prometheus is not asked for is named at the top. Throws an AppError when the
 * source is no Prometheus or is asked for nothing.
 */
export function prometheusRules(ops: WatchedOps, source: string): string {
  const signals = signalsOf(ops, source);
  const known = [...signals.keys()];
  const judged = RULES.map((rule) => ({ rule, condition: conditionOf(rule.id, { ops, known }) }));
  const watched = judged.flatMap(({ rule, condition }) => ('why' in condition ? [] : [{ rule, condition }]));
  const left = judged.flatMap(({ rule, condition }) => ('why' in condition ? [`${rule.id}: ${condition.why}`] : []));
  const recorded = [...signals].map(([name, signal]) => ({ name, records: recordsOf(name, signal) }));
  const groups = [
    groupOf(
      'conclave-runs',
      '2m',
      recorded.filter(isOfRuns).flatMap(({ records }) => records),
    ),
    groupOf('conclave-signals', '1m', [
      ...recorded.filter((each) => !isOfRuns(each)).flatMap(({ records }) => records),
      ...derivedRecords(known, ops.thresholds),
    ]),
    groupOf('conclave-state', '1m', [...watched.map(truthOf), stateRecord()]),
    groupOf('conclave-alerts', '1m', [...watched.flatMap(alertsOf), ...blindAlert(watched)]),
  ].filter(({ rules }) => rules.length > 0);
  return `${heading(source, left)}${yamlText({ groups })}`;
}

function heading(source: string, left: readonly string[]): string {
  const lines = [
    `Made by \`conclave ops rules\` for the source ${source}; change .github/conclave.yml and make it anew.`,
    ...(left.length === 0
      ? [`All ${RULE_IDS.length} rules of the state are watched here.`]
      : ['Not watched here, and therefore unknown:', ...left.map((each) => `  ${each}`)]),
  ];
  return `${lines.map((line) => `# ${line}`).join('\n')}\n`;
}

/** Signals of runs look back over days, which is dear; they are asked for less often. */
function isOfRuns({ name }: { readonly name: SignalName }): boolean {
  const { form } = SIGNALS[name];
  return form === 'recent' || form === 'recent-by-crypto';
}

/** A group is evaluated in order, so that its rules see what those above them have just recorded. */
function groupOf<T extends RecordingRule | AlertingRule>(name: string, interval: string, rules: readonly T[]) {
  return { name, interval, rules };
}

/** True where the condition holds, false where it is known and does not hold, otherwise nothing. */
function truthOf({ rule, condition: { holds, known } }: Alerted): RecordingRule {
  const expr = `vector(1) and on () (${holds})\nor\nvector(0) and on () (${known})`;
  return { record: TRUTH, expr, labels: { rule: rule.id, state: rule.state } };
}
