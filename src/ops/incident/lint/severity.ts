import { type LogEntry, textOfField } from '../log/entry.ts';
import type { LintGround, LogFinding } from './finding.ts';

/** Severities that the title and the field give differently, and those that the impact does not bear out. */
export function checkSeverities({ log }: LintGround): readonly LogFinding[] {
  return log.entries.flatMap((entry) => [...checkField(entry), ...checkImpact(entry)]);
}

function checkField(entry: LogEntry): readonly LogFinding[] {
  const stated = /^\s*(P[0-3])\b/.exec(textOfField(entry, 'Severity'))?.[1];
  const { id, severity } = entry;
  if (severity === null || stated === undefined || stated === severity) return [];
  const message = `The title of ${id} says ${severity}, its field Severity ${stated}.`;
  const advice = 'Say the same in both.';
  return [{ rule: 'incident/severity', line: lineOf(entry), entry: id, message, advice }];
}

/** Words of incidents that the scale of §17 puts at P2 or below: training and sweeps, nothing that trades. */
const NOT_LIVE = /\bFTF\b|\btraining\b|\bsweep\b|\bno live[ -]trading\b|\baucun impact live\b/i;
const LIVE =
  /\b(?:trading (?:is|was) (?:down|stopped)|losing money|production (?:is|was|trading|degraded)|prod metrics|live (?:orders|trading))\b/i;
/** What escalates in spite of that, where it is stated. */
const RECURRENCE = /same surface|within 24 ?h|in 24 ?h|recurrence/i;

function checkImpact(entry: LogEntry): readonly LogFinding[] {
  const { id, severity, title } = entry;
  if (severity !== 'P0' && severity !== 'P1') return [];
  const reason = textOfField(entry, 'Severity');
  const told = `${title}\n${reason}`;
  if (!NOT_LIVE.test(told) || RECURRENCE.test(reason)) return [];
  if (LIVE.test(reason) && !/\b(?:no|aucun)\b[^.]{0,20}\blive\b/i.test(reason)) return [];
  const message = `${id} is ${severity}, yet what it tells of is training without live trading, which §17 puts at P2.`;
  const advice = 'Say what production lost, state the recurrence that escalated it, or lower it to P2.';
  return [{ rule: 'incident/severity-impact', line: lineOf(entry), entry: id, message, advice }];
}

function lineOf({ fields, line }: LogEntry): number {
  return fields.find(({ name }) => name === 'Severity')?.line ?? line;
}
