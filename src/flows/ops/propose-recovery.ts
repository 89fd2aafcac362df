import { applyEvent } from '../../ops/incident/apply-event.ts';
import type { KeptIncident } from '../../ports/ops-book.ts';
import { closeIncident } from './close-incident.ts';
import type { IncidentGround, IncidentPorts } from './incident-ground.ts';
import type { IncidentOutcome } from './incident-outcome.ts';
import { notBefore } from './join-incident.ts';
import { tellNews } from './tell-incident.ts';
import { rewriteIncident } from './write-incident.ts';

/** Why an incident may be over, and since when. */
export interface Recovery {
  readonly id: string;
  readonly at: string;
  readonly reason: string;
  /** Whether this is what the incident is to be closed by, where people are not asked. */
  readonly isCriterion: boolean;
}

/** Proposes that an incident is over; it is closed by a person, unless configured that its exit criterion does. */
export async function proposeRecovery(
  kept: KeptIncident,
  recovery: Recovery,
  { ground, ports }: { readonly ground: IncidentGround; readonly ports: IncidentPorts },
): Promise<IncidentOutcome> {
  const { id, reason, isCriterion } = recovery;
  const at = notBefore(kept, recovery.at);
  const applied = applyEvent(kept.record, { kind: 'recovery-proposed', id, at, by: null, reason });
  if (applied.kind === 'refused') return { kind: 'ignored', why: applied.reason };
  const proposed: KeptIncident = { ...kept, record: applied.record };
  const closes = isCriterion && ground.ops.incidents.close === 'exit-criterion';
  await tellNews(kept, { kind: 'recovery', at, reason, closes }, ports);
  const { url } = await rewriteIncident(proposed, ground, ports);
  if (!closes) return { kind: 'recovery-proposed', issue: kept.issue, url };
  return closeByCriterion(proposed, { id, at }, { ground, ports });
}

/** Closes an incident whose exit criterion holds and whose recovery stands proposed. */
export async function closeByCriterion(
  kept: KeptIncident,
  { id, at }: Pick<Recovery, 'id' | 'at'>,
  { ground, ports }: { readonly ground: IncidentGround; readonly ports: IncidentPorts },
): Promise<IncidentOutcome> {
  const closed = await closeIncident(kept, { id: `${id}:closed`, at, by: null }, { ground, ports });
  if (closed.kind === 'refused') return { kind: 'ignored', why: closed.reason };
  return { kind: 'closed', issue: kept.issue, url: closed.incident.url };
}
