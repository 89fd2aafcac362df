import { type DeclaredEvent, IncidentEvent, IncidentRecord } from './event.ts';
import { refusalOf } from './legal-order.ts';
import { spaceOf } from './record-mark.ts';

/** What became of an event: it is in the record, was so already, or is refused with one sentence for who wrote it. */
export type Applied =
  | { readonly kind: 'applied'; readonly record: IncidentRecord }
  | { readonly kind: 'known'; readonly record: IncidentRecord }
  | { readonly kind: 'refused'; readonly reason: string };

/** Begins the record of an incident. */
export function openIncident(declared: DeclaredEvent): IncidentRecord {
  return IncidentRecord.parse({ version: 1, declared, events: [] });
}

/** How many ids of counted alerts are remembered. */
const REMEMBERED = 50;

/**
 * Adds what happened to a record. The same id a second time changes nothing; an alert that came before is counted and
 * not kept again; what the order of an incident forbids is refused.
 */
export function applyEvent(record: IncidentRecord, given: IncidentEvent): Applied {
  const event = IncidentEvent.parse(given);
  if (isKnown(record, event.id)) return { kind: 'known', record };
  const reason = refusalOf(record, event);
  if (reason !== null) return { kind: 'refused', reason };
  if (event.kind === 'alert-joined') return joinAlert(record, event);
  if (event.kind === 'timeline' && spaceOf(record) < JSON.stringify(event).length * 2) {
    return { kind: 'refused', reason: 'The timeline is full; write further notes as plain comments.' };
  }
  return { kind: 'applied', record: { ...record, events: [...record.events, event] } };
}

function isKnown({ declared, events, countedIds }: IncidentRecord, id: string): boolean {
  return declared.id === id || countedIds.includes(id) || events.some((event) => event.id === id);
}

/** The same alert is counted where no recovery was proposed in between, and wherever there is no room for it. */
function joinAlert(record: IncidentRecord, event: Extract<IncidentEvent, { kind: 'alert-joined' }>): Applied {
  const { events, countedIds } = record;
  const recovered = events.findLastIndex(({ kind }) => kind === 'recovery-proposed');
  const same = events.findLastIndex(
    (each, index) => index > recovered && each.kind === 'alert-joined' && isSameAlert(each, event),
  );
  const isFull = spaceOf(record) < JSON.stringify(event).length * 2;
  const any = events.findLastIndex(({ kind }) => kind === 'alert-joined');
  const counted = same >= 0 ? same : isFull ? any : -1;
  if (counted < 0) return { kind: 'applied', record: { ...record, events: [...events, event] } };
  const more = events.map((each, index) =>
    index === counted && each.kind === 'alert-joined' ? { ...each, count: each.count + event.count } : each,
  );
  const ids = [...countedIds, event.id].slice(-REMEMBERED);
  return { kind: 'applied', record: { ...record, events: more, countedIds: ids } };
}

function isSameAlert(
  left: Extract<IncidentEvent, { kind: 'alert-joined' }>,
  right: Extract<IncidentEvent, { kind: 'alert-joined' }>,
): boolean {
  return left.groupKey === right.groupKey && left.summary === right.summary;
}
