import { compareOpsSeverity, type OpsSeverity } from '../../kernel/ops-severity.ts';
import { applyEvent } from '../../ops/incident/apply-event.ts';
import type { IncidentEvent } from '../../ops/incident/event.ts';
import { standingOf } from '../../ops/incident/standing.ts';
import type { KeptIncident } from '../../ports/ops-book.ts';
import type { IncidentGround, IncidentPorts } from './incident-ground.ts';
import type { IncidentOutcome } from './incident-outcome.ts';
import { tellNews } from './tell-incident.ts';
import { rewriteIncident } from './write-incident.ts';

/** Something that belongs to an incident that is open already. */
export interface Joining {
  readonly id: string;
  readonly at: string;
  readonly groupKey: string;
  readonly summary: string;
  readonly beganAt: string;
  /** Null where it names none. */
  readonly severity: OpsSeverity | null;
  /** Fingerprints of all alerts that fire from now on. */
  readonly firing: readonly string[];
}

/** Lets something join an open incident: silently, unless it makes it worse or brings it back. */
export async function joinIncident(
  kept: KeptIncident,
  joining: Joining,
  { ground, ports }: { readonly ground: IncidentGround; readonly ports: IncidentPorts },
): Promise<IncidentOutcome> {
  const before = standingOf(kept.record);
  const { id, groupKey, summary, beganAt, severity, firing } = joining;
  const at = notBefore(kept, joining.at);
  const isWorse = severity !== null && compareOpsSeverity(severity, before.severity) < 0;
  const events: readonly IncidentEvent[] = [
    { kind: 'alert-joined', id, at, by: null, groupKey, summary, beganAt, count: 1 },
    ...(isWorse ? [{ kind: 'severity' as const, id: `${id}:severity`, at, by: null, severity, reason: summary }] : []),
  ];
  let record = kept.record;
  for (const event of events) {
    const applied = applyEvent(record, event);
    if (applied.kind === 'refused') return { kind: 'ignored', why: applied.reason };
    record = applied.record;
  }
  if (before.recovery !== null) await tellNews(kept, { kind: 'back', at, summary }, ports);
  if (isWorse) await tellNews(kept, { kind: 'worse', at, severity, summary }, ports);
  const { url } = await rewriteIncident({ ...kept, record, firing }, ground, ports);
  return { kind: 'joined', issue: kept.issue, url };
}

/** What waited in line while the incident was declared belongs to it all the same. */
export function notBefore({ record }: KeptIncident, at: string): string {
  return at < record.declared.at ? record.declared.at : at;
}
