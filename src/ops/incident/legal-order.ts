import type { IncidentEvent, IncidentRecord } from './event.ts';
import { tellMoment } from './moment.ts';
import { type IncidentStanding, standingOf } from './standing.ts';
import { topicOf } from './topic.ts';

/** Why an event may not follow on what happened, in one sentence for who wrote it; null when it may. */
export function refusalOf(record: IncidentRecord, event: IncidentEvent): string | null {
  const standing = standingOf(record);
  if (standing.closedAt !== null) {
    return `This incident was closed at ${tellMoment(standing.closedAt)}; declare a new one for what happens now.`;
  }
  if (event.at < standing.declaredAt) {
    return `This was written at ${tellMoment(event.at)}, before the incident was declared at ${tellMoment(standing.declaredAt)}.`;
  }
  switch (event.kind) {
    case 'declared':
      return `This incident was declared at ${tellMoment(standing.declaredAt)} already; a new one needs an issue of its own.`;
    case 'acknowledged':
      return refuseAcknowledged(record, standing);
    case 'mitigated':
      return refuseMitigated(standing);
    case 'fixed':
      return standing.pulls.includes(event.pull) ? `Pull request #${event.pull} is named as the fix already.` : null;
    case 'role':
      return refuseRole(standing, event);
    case 'severity':
      return standing.severity === event.severity ? `The severity is ${event.severity} already.` : null;
    case 'timeline':
      return refuseNote(record, standing, event);
    case 'recovery-proposed':
      return standing.recovery === null
        ? null
        : `Recovery was proposed at ${tellMoment(standing.recovery.at)} already, and no alert came since.`;
    case 'closed':
      return refuseClosed(standing);
    case 'alert-joined':
      return null;
    default:
      return event satisfies never;
  }
}

function refuseAcknowledged({ events }: IncidentRecord, { mitigatedAt, fixedAt }: IncidentStanding): string | null {
  const earlier = events.find(({ kind }) => kind === 'acknowledged');
  if (earlier !== undefined) {
    return `This incident was acknowledged at ${tellMoment(earlier.at)} by @${earlier.by ?? 'nobody'} already.`;
  }
  const done = mitigatedAt ?? fixedAt;
  if (done === null) return null;
  return `It is ${mitigatedAt === null ? 'fixed' : 'mitigated'} since ${tellMoment(done)}, which acknowledged it as well.`;
}

function refuseMitigated({ mitigatedAt, fixedAt }: IncidentStanding): string | null {
  if (mitigatedAt !== null) return `This incident was mitigated at ${tellMoment(mitigatedAt)} already.`;
  if (fixedAt === null) return null;
  return `This incident was fixed at ${tellMoment(fixedAt)}; mitigation comes before the fix.`;
}

function refuseRole({ roles }: IncidentStanding, event: Extract<IncidentEvent, { kind: 'role' }>): string | null {
  const holder = roles.get(event.role);
  return holder?.toLowerCase() === event.login.toLowerCase()
    ? `@${event.login} has the role ${event.role} already.`
    : null;
}

/** What stops nothing and repairs nothing is not over. */
function refuseClosed({ mitigatedAt, fixedAt, recovery }: IncidentStanding): string | null {
  if (mitigatedAt !== null || fixedAt !== null || recovery !== null) return null;
  return 'It is neither mitigated nor fixed, and its exit criterion does not hold: say /incident mitigate or /incident fix #PR first.';
}

/** The trigger and the first sign are told when somebody has found them; every other note follows the one before it. */
function refuseNote(
  record: IncidentRecord,
  standing: IncidentStanding,
  { time, at, text }: Extract<IncidentEvent, { kind: 'timeline' }>,
): string | null {
  if (time > at) return `${tellMoment(time)} is still to come; a timeline holds what has happened.`;
  const topic = topicOf(text)?.topic;
  if (topic === 'trigger') return refuseTrigger(time, standing);
  const { triggerAt } = standing;
  if (topic === 'detect' && triggerAt !== null && time < triggerAt) {
    return `It cannot be detected at ${tellMoment(time)}, before its trigger at ${tellMoment(triggerAt)}.`;
  }
  if (topic !== undefined) return null;
  const last = record.events.findLast((event) => event.kind === 'timeline' && topicOf(event.text) === null);
  if (last?.kind !== 'timeline' || last.time <= time) return null;
  return `${tellMoment(time)} comes before the last note, of ${tellMoment(last.time)}; a timeline runs forward.`;
}

function refuseTrigger(time: string, standing: IncidentStanding): string | null {
  const { detectedAt, acknowledgedAt } = standing;
  const later = [
    { name: 'its detection', at: detectedAt },
    { name: 'the first deed of a person', at: acknowledgedAt },
    { name: 'its declaration', at: standing.declaredAt },
  ].find((each) => each.at !== null && each.at < time);
  return later === undefined
    ? null
    : `The trigger cannot be at ${tellMoment(time)}, after ${later.name} at ${tellMoment(later.at ?? '')}.`;
}
