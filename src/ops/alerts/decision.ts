import { compareOpsSeverity, type OpsSeverity } from '../../kernel/ops-severity.ts';
import { type Alert, type AlertNotice, severityOfAlert } from './notice.ts';

/** What an open incident remembers of its group of alerts. */
export interface OpenIncident {
  /** Fingerprints of alerts that have joined and were firing when last heard of. */
  readonly firing: readonly string[];
  /** Whether a recovery stands proposed. */
  readonly isRecoveryProposed: boolean;
}

/** Alerts of a group as Alertmanager lists them when it is asked again, or why nobody knows. */
export type CurrentAlerts =
  | { readonly kind: 'read'; readonly alerts: readonly Alert[] }
  | { readonly kind: 'unread'; readonly words: string };

/** What follows from a notice. */
export type AlertDecision =
  | { readonly kind: 'open'; readonly firing: readonly Alert[]; readonly severity: OpsSeverity | null }
  | {
      readonly kind: 'join';
      /** Alerts that fire now and did not before. */
      readonly added: readonly Alert[];
      /** Fingerprints of alerts that are over, while others fire. */
      readonly over: readonly string[];
      /** Fingerprints of all that fire now. */
      readonly firing: readonly string[];
      readonly severity: OpsSeverity | null;
    }
  | { readonly kind: 'propose-recovery'; readonly over: readonly string[] }
  | { readonly kind: 'ignore'; readonly why: string }
  /** What was cut off may be firing, and Alertmanager could not be asked; the notice has to come again. */
  | { readonly kind: 'undecided'; readonly why: string };

/**
 * Whether Alertmanager has to be asked again before a notice is judged: it was cut off, or it says that all is over
 * and leaves out an alert that was firing.
 */
export function needsRereading(notice: AlertNotice, incident: OpenIncident | null): boolean {
  if (notice.truncated > 0) return true;
  return notice.status === 'resolved' && unheardOf(notice, incident).length > 0;
}

/**
 * Decides what a notice means for the open incident of its group, or for there being none. An alert fires when the
 * notice or Alertmanager says so; one that fired is over only when one of them says so, matched by fingerprint. `current`
 * is null where nobody asked.
 */
export function decideAlert(
  notice: AlertNotice,
  incident: OpenIncident | null,
  current: CurrentAlerts | null,
): AlertDecision {
  const told = { notice, current };
  const firing = firingOf(told);
  const isFiring = new Set(firing.map((alert) => alert.fingerprint));
  if (incident === null) return decideFresh(told, firing);
  const added = firing.filter((alert) => !incident.firing.includes(alert.fingerprint));
  const over = incident.firing.filter((each) => !isFiring.has(each) && isOver(each, told));
  const left = incident.firing.filter((each) => !over.includes(each));
  const all = [...new Set([...left, ...isFiring])];
  if (all.length === 0) return decideOver(told, incident, over);
  if (added.length === 0 && over.length === 0) return ignored('every alert of the notice has joined already');
  return { kind: 'join', added, over, firing: all, severity: worstOf(added) };
}

/** What Alertmanager said by itself, and when it was asked. */
interface Told {
  readonly notice: AlertNotice;
  readonly current: CurrentAlerts | null;
}

function firingOf({ notice, current }: Told): readonly Alert[] {
  const told = [...notice.alerts, ...(current?.kind === 'read' ? current.alerts : [])];
  const byFingerprint = new Map(
    told.filter((alert) => alert.status === 'firing').map((alert) => [alert.fingerprint, alert]),
  );
  return [...byFingerprint.values()];
}

/** Whether an alert that nobody calls firing is over; where Alertmanager was asked again, one that it leaves out is. */
function isOver(fingerprint: string, told: Told): boolean {
  if (told.current?.kind === 'read') return true;
  return told.notice.alerts.some((alert) => alert.status === 'resolved' && alert.fingerprint === fingerprint);
}

function decideFresh(told: Told, firing: readonly Alert[]): AlertDecision {
  if (firing.length > 0) return { kind: 'open', firing, severity: worstOf(firing) };
  return isBlind(told) ? undecided(told) : ignored('nothing is firing, and no incident is open');
}

function decideOver(told: Told, incident: OpenIncident, over: readonly string[]): AlertDecision {
  if (isBlind(told)) return undecided(told);
  if (over.length === 0 && incident.isRecoveryProposed) return ignored('a recovery stands proposed already');
  return { kind: 'propose-recovery', over };
}

/** What was cut off may be firing. */
function isBlind({ notice, current }: Told): boolean {
  return notice.truncated > 0 && current?.kind !== 'read';
}

function undecided({ notice: { truncated }, current }: Told): AlertDecision {
  const reason = current?.kind === 'unread' ? current.words : 'Alertmanager was not asked again';
  const cut = `${truncated} alert${truncated === 1 ? ' was' : 's were'} cut off the notice and may be firing`;
  return { kind: 'undecided', why: `${cut}: ${reason}` };
}

function unheardOf(notice: AlertNotice, incident: OpenIncident | null): readonly string[] {
  const heard = notice.alerts.map((alert) => alert.fingerprint);
  return (incident?.firing ?? []).filter((each) => !heard.includes(each));
}

/** The fastest severity that an alert names; null where none names one. */
function worstOf(alerts: readonly Alert[]): OpsSeverity | null {
  const named = alerts.map(severityOfAlert).filter((each) => each !== null);
  return named.toSorted(compareOpsSeverity)[0] ?? null;
}

function ignored(why: string): AlertDecision {
  return { kind: 'ignore', why };
}
