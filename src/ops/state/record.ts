import type { Thresholds } from '../thresholds.ts';
import type { StateFacts } from './facts.ts';
import { addHour, type Hours } from './hours.ts';
import type { StateVerdict } from './state.ts';
import { evaluationOf, type Standing, type StateChange, settle } from './transition.ts';

/** What is remembered between evaluations. */
export interface StateRecord {
  readonly standing: Standing;
  readonly hours: Hours;
  /** ISO 8601 since when each thing is not green, by `keyOfRule`, `keyOfSignal` and `keyOfPattern`. */
  readonly since: ReadonlyMap<string, string>;
}

/** The record after one more evaluation, and the change of state that it made. One that is not newer changes nothing. */
export function recordState(
  record: StateRecord | null,
  judged: { readonly verdict: StateVerdict; readonly facts: StateFacts },
  lines: Thresholds,
): { readonly record: StateRecord; readonly change: StateChange | null } {
  const { verdict, facts } = judged;
  const { standing, change } = settle(record?.standing ?? null, evaluationOf(verdict, facts, lines));
  if (record !== null && standing === record.standing) return { record, change: null };
  const since = new Map(keysOf(verdict).map((key) => [key, record?.since.get(key) ?? verdict.asOf]));
  const hours = addHour(record?.hours ?? null, verdict.asOf, standing.state);
  return { record: { standing, hours, since }, change };
}

/** `R2_PVC`, or `R2_PVC?` while nobody knows; from false to unknown to true each begins anew. */
export function keyOfRule(rule: string, truth: 'true' | 'unknown'): string {
  return truth === 'true' ? rule : `${rule}?`;
}

/** `std_f1_buy BTCUSDC critical`. */
export function keyOfSignal({ signal, crypto: symbol, level }: StateVerdict['signals'][number]): string {
  return symbol === null ? `${signal} ${level}` : `${signal} ${symbol} ${level}`;
}

/** `NO_PROGRESS`, or `SAMPLES_OUT_OF_RANGE BTCUSDC`. */
export function keyOfPattern({ pattern, crypto: symbol }: StateVerdict['patterns'][number]): string {
  return symbol === null ? pattern : `${pattern} ${symbol}`;
}

function keysOf({ fired, unknown, signals, patterns }: StateVerdict): readonly string[] {
  return [
    ...fired.map((rule) => keyOfRule(rule, 'true')),
    ...unknown.map((rule) => keyOfRule(rule, 'unknown')),
    ...signals.map(keyOfSignal),
    ...patterns.filter(({ truth }) => truth === 'true').map(keyOfPattern),
  ];
}
