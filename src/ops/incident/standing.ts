import type { OpsSeverity } from '../../kernel/ops-severity.ts';
import type { DiagnosisCode } from '../diagnosis/code.ts';
import type { IncidentEvent, IncidentRecord, IncidentRole } from './event.ts';
import { topicOf } from './topic.ts';

/** How far an incident is. */
export type IncidentPhase = 'open' | 'acknowledged' | 'mitigated' | 'fixed' | 'closed';

/** How an incident stands, as its events tell it; moments are ISO 8601 in UTC, null where nothing tells them. */
export interface IncidentStanding {
  readonly phase: IncidentPhase;
  readonly title: string;
  readonly symptom: string | null;
  readonly severity: OpsSeverity;
  /** Why the severity is what it is; null where it never changed. */
  readonly severityReason: string | null;
  readonly code: DiagnosisCode | null;
  readonly groupKeys: readonly string[];
  readonly declaredAt: string;
  /** Null for a machine. */
  readonly declaredBy: string | null;
  readonly triggerAt: string | null;
  /** The first sign that a machine gave: an alert that began to fire, or a note of the topic `detect`. */
  readonly detectedAt: string | null;
  /** The first deed of a person. */
  readonly acknowledgedAt: string | null;
  readonly mitigatedAt: string | null;
  readonly fixedAt: string | null;
  readonly closedAt: string | null;
  readonly closedBy: string | null;
  /** Pull requests that were named as its fix. */
  readonly pulls: readonly number[];
  readonly roles: ReadonlyMap<IncidentRole, string>;
  /** The exit criterion that holds since then; null when none does, or an alert joined afterwards. */
  readonly recovery: { readonly at: string; readonly reason: string } | null;
  /** How often an alert came. */
  readonly alerts: number;
}

/** Reads how an incident stands from what happened. */
export function standingOf(record: IncidentRecord): IncidentStanding {
  const { declared, events } = record;
  const isPerson = (event: IncidentEvent) => event.by !== null && HUMAN_DEEDS.has(event.kind);
  const alerts = events.filter((event) => event.kind === 'alert-joined');
  const severity = events.findLast((event) => event.kind === 'severity');
  const closed = events.findLast((event) => event.kind === 'closed');
  const mitigated = events.find((event) => event.kind === 'mitigated');
  const fixes = events.filter((event) => event.kind === 'fixed');
  const groupKeys = [declared, ...alerts].flatMap(({ groupKey }) => (groupKey === null ? [] : [groupKey]));
  const acknowledgedAt = declared.by === null ? (events.find(isPerson)?.at ?? null) : declared.at;
  return {
    phase: phaseOf(events),
    title: declared.title,
    symptom: declared.symptom,
    severity: severity?.severity ?? declared.severity,
    severityReason: severity?.reason ?? null,
    code: declared.code,
    groupKeys: [...new Set(groupKeys)],
    declaredAt: declared.at,
    declaredBy: declared.by,
    triggerAt: noted(events, 'trigger'),
    detectedAt: noted(events, 'detect') ?? firstAlertOf(record),
    acknowledgedAt,
    mitigatedAt: mitigated?.at ?? null,
    fixedAt: fixes.at(-1)?.at ?? null,
    closedAt: closed?.at ?? null,
    closedBy: closed?.by ?? null,
    pulls: [...new Set(fixes.map(({ pull }) => pull))],
    roles: new Map(events.flatMap((event) => (event.kind === 'role' ? [[event.role, event.login] as const] : []))),
    recovery: recoveryOf(events),
    alerts: alerts.reduce((sum, { count }) => sum + count, declared.by === null ? 1 : 0),
  };
}

const HUMAN_DEEDS: ReadonlySet<IncidentEvent['kind']> = new Set(['acknowledged', 'mitigated', 'fixed']);

function phaseOf(events: readonly IncidentEvent[]): IncidentPhase {
  const has = (kind: IncidentEvent['kind']) => events.some((event) => event.kind === kind);
  if (has('closed')) return 'closed';
  if (has('fixed')) return 'fixed';
  if (has('mitigated')) return 'mitigated';
  return has('acknowledged') ? 'acknowledged' : 'open';
}

/** The last word of people on when it was. */
function noted(events: readonly IncidentEvent[], topic: 'trigger' | 'detect'): string | null {
  const note = events.findLast((event) => event.kind === 'timeline' && topicOf(event.text)?.topic === topic);
  return note?.kind === 'timeline' ? note.time : null;
}

function firstAlertOf({ declared, events }: IncidentRecord): string | null {
  const told = events.flatMap((event) => (event.kind === 'alert-joined' ? [event.beganAt] : []));
  const own = declared.by === null ? [declared.beganAt ?? declared.at] : [];
  return [...own, ...told].sort()[0] ?? null;
}

function recoveryOf(events: readonly IncidentEvent[]): IncidentStanding['recovery'] {
  const last = events.findLast((event) => event.kind === 'recovery-proposed' || event.kind === 'alert-joined');
  return last?.kind === 'recovery-proposed' ? { at: last.at, reason: last.reason } : null;
}
