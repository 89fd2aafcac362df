import { type DeclaredEvent, IncidentEvent, IncidentRecord } from './event.ts';
import { refusalOf } from './legal-order.ts';
import { KEPT_FREE, spaceOf } from './record-mark.ts';

/** What became of an event: it is in the record, was so already, or is refused with one sentence for who wrote it. */
export type Applied =
  | { readonly kind: 'applied'; readonly record: IncidentRecord }
  | { readonly kind: 'known'; readonly record: IncidentRecord }
  | { readonly kind: 'refused'; readonly reason: string };

/** Begins the record of an incident. */
export function openIncident(declared: DeclaredEvent): IncidentRecord {
  return IncidentRecord.parse({ version: 1, declared, events: [] });
}

/** How many ids of what was counted or taken together are remembered. */
const REMEMBERED = 25;
/** Proposed recoveries that are kept of an alert that comes and goes, newest ones. */
const MOST_RECOVERIES = 3;

type AlertJoined = Extract<IncidentEvent, { kind: 'alert-joined' }>;

/**
 * Adds what happened to a record. The same id a second time changes nothing; an alert that came before is counted and
 * not kept again; what the order of an incident forbids is refused.
 */
export function applyEvent(record: IncidentRecord, given: IncidentEvent): Applied {
  const event = IncidentEvent.parse(given);
  if (isKnown(record, event.id)) return { kind: 'known', record };
  const reason = refusalOf(record, event) ?? refuseFull(record, event);
  if (reason !== null) return { kind: 'refused', reason };
  if (event.kind === 'alert-joined') return { kind: 'applied', record: joinAlert(record, event) };
  const longer = { ...record, events: [...record.events, event] };
  return { kind: 'applied', record: event.kind === 'recovery-proposed' ? compact(longer) : longer };
}

function isKnown({ declared, events, countedIds }: IncidentRecord, id: string): boolean {
  return declared.id === id || countedIds.includes(id) || events.some((event) => event.id === id);
}

/** Notes end first; what an incident needs to be taken up and closed always has room. */
function refuseFull(record: IncidentRecord, event: IncidentEvent): string | null {
  const space = spaceOf(record) - sizeOf(event);
  if (event.kind === 'timeline' && space < 0) {
    return 'The timeline is full; write further notes as plain comments.';
  }
  const isRepeatable = event.kind === 'role' || event.kind === 'severity' || event.kind === 'fixed';
  return isRepeatable && space + KEPT_FREE < 0
    ? 'The record of this incident is full; write it as a plain comment.'
    : null;
}

/** An upper bound of the characters that an event takes when it is hidden. */
function sizeOf(event: IncidentEvent): number {
  return JSON.stringify(event).length * 2;
}

/** The same alert is counted where no recovery was proposed in between; without room all further ones are the same. */
function joinAlert(record: IncidentRecord, event: AlertJoined): IncidentRecord {
  const { events, countedIds } = record;
  const alert = spaceOf(record) < sizeOf(event) ? { ...event, ...furtherThan(record) } : event;
  const recovered = events.findLastIndex(({ kind }) => kind === 'recovery-proposed');
  const same = events.findIndex((each, index) => index > recovered && isSameAlert(each, alert));
  if (same < 0) return compact({ ...record, events: [...events, alert] });
  const more = events.map((each, index) =>
    index === same && each.kind === 'alert-joined' ? { ...each, count: each.count + alert.count } : each,
  );
  return { ...record, events: more, countedIds: remember(countedIds, [alert.id]) };
}

function furtherThan({ declared }: IncidentRecord): Pick<AlertJoined, 'groupKey' | 'summary'> {
  return { groupKey: declared.groupKey ?? 'further', summary: 'further alerts, which the record has no room for' };
}

/** An alert that comes and goes for days stays a few events: those before the last recovery are taken together. */
function compact(record: IncidentRecord): IncidentRecord {
  const { events } = record;
  const recoveries = events.filter(({ kind }) => kind === 'recovery-proposed');
  const last = events.findLastIndex(({ kind }) => kind === 'recovery-proposed');
  const left = new Set(recoveries.slice(0, -MOST_RECOVERIES).map(({ id }) => id));
  const kept: IncidentEvent[] = [];
  for (const [index, event] of events.entries()) {
    const same = index < last ? kept.findIndex((each) => isSameAlert(each, event)) : -1;
    const earlier = kept[same];
    if (event.kind === 'alert-joined' && earlier?.kind === 'alert-joined') {
      kept[same] = { ...earlier, count: earlier.count + event.count };
      left.add(event.id);
    } else if (!left.has(event.id)) kept.push(event);
  }
  return { ...record, events: kept, countedIds: remember(record.countedIds, [...left]) };
}

function remember(ids: readonly string[], more: readonly string[]): readonly string[] {
  return [...ids, ...more].slice(-REMEMBERED);
}

function isSameAlert(left: IncidentEvent, right: IncidentEvent): boolean {
  if (left.kind !== 'alert-joined' || right.kind !== 'alert-joined') return false;
  return left.groupKey === right.groupKey && left.summary === right.summary;
}
