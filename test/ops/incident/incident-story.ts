import { applyEvent, openIncident } from '../../../src/ops/incident/apply-event.ts';
import type { DeclaredEvent, IncidentEvent, IncidentRecord } from '../../../src/ops/incident/event.ts';

/** What happens in a story: an event without its id, which is its place in the story. */
type Told = IncidentEvent extends infer Event ? (Event extends IncidentEvent ? Omit<Event, 'id'> : never) : never;

/** An alert that opened an incident at ten o'clock, and began to fire two minutes before. */
export const OPENED: DeclaredEvent = {
  kind: 'declared',
  id: 'delivery-1',
  at: '2026-11-20T10:00:00Z',
  by: null,
  severity: 'P1',
  title: 'PVC of mlflow at 91 %',
  symptom: 'the volume of mlflow is at 91 %',
  code: 'INFRA_SATURATED',
  groupKey: '{}:{alertname="PvcFull"}',
  beganAt: '2026-11-20T09:58:00Z',
};

/** The same, declared by a person. */
export const DECLARED: DeclaredEvent = { ...OPENED, id: 'comment-1', by: 'ada', groupKey: null, beganAt: null };

/** A moment of that day. */
export function at(time: string): string {
  return `2026-11-20T${time}:00Z`;
}

/** A note that a person writes at one time about another, which is the same where none is given. */
export function note(written: string, text: string, time = written): Told {
  return { kind: 'timeline', at: at(written), by: 'ada', time: at(time), text };
}

/** The record of a story in which everything is accepted; throws the refusal of what is not. */
export function tell(story: readonly Told[], declared = OPENED): IncidentRecord {
  let record = openIncident(declared);
  for (const [index, told] of story.entries()) {
    const applied = applyEvent(record, { ...told, id: `story-${index}` });
    if (applied.kind !== 'applied') throw new Error(applied.kind === 'refused' ? applied.reason : 'known already');
    record = applied.record;
  }
  return record;
}

/** What is answered to one more event. */
export function refusalAfter(story: readonly Told[], next: Told, declared = OPENED): string | null {
  const applied = applyEvent(tell(story, declared), { ...next, id: 'next' });
  return applied.kind === 'refused' ? applied.reason : null;
}

/** An incident from its alert to its end. */
export const WHOLE: readonly Told[] = [
  { kind: 'acknowledged', at: at('10:10'), by: 'ada' },
  { kind: 'role', at: at('10:10'), by: 'ada', role: 'lead', login: 'ada' },
  note('10:11', 'trigger: the nightly sweep began', '09:40'),
  note('10:12', 'two pods were stopped', '10:05'),
  { kind: 'severity', at: at('10:14'), by: 'ada', severity: 'P0', reason: 'no model can be written any more' },
  { kind: 'mitigated', at: at('10:20'), by: 'ada' },
  note('10:30', 'root cause: artefacts are kept for ever'),
  note('10:31', 'test gap: nothing bounds the size of an artefact'),
  note('10:32', 'lesson: artefacts need an age'),
  note('10:33', 'follow-up: prune artefacts by age, see #813'),
  { kind: 'fixed', at: at('12:20'), by: 'bob', pull: 812 },
  { kind: 'recovery-proposed', at: at('12:25'), by: null, reason: 'PVC 61 % and no out-of-memory kill in 24 h' },
  { kind: 'closed', at: at('12:30'), by: 'bob' },
];
