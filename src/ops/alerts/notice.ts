import type { OpsSeverity } from '../../kernel/ops-severity.ts';

/** What Alertmanager tells of one group of alerts. Links of it are not kept, since nobody shall follow them. */
export interface AlertNotice {
  /** Which group it is, as Alertmanager names it; text of strangers. */
  readonly groupKey: string;
  /** The group by a digest of its key, 16 hex digits, safe to write anywhere. */
  readonly group: string;
  /** Of the group; `resolved` is not to be believed while `truncated` is above 0. */
  readonly status: 'firing' | 'resolved';
  /** Its plain name. */
  readonly receiver: string;
  /** Alerts that Alertmanager has cut off this notice. */
  readonly truncated: number;
  /** Exact, to ask for the group again; text of strangers. */
  readonly groupLabels: Labels;
  readonly alerts: readonly Alert[];
}

/** Names and values, all of them text of strangers. */
export type Labels = Readonly<Record<string, string>>;

/** One alert; two with the same fingerprint are the same, whenever they started. */
export interface Alert {
  readonly fingerprint: string;
  readonly status: AlertStatus;
  /** Visible text in one line, cut where it is long. */
  readonly labels: Labels;
  readonly annotations: Labels;
  /** ISO 8601. */
  readonly startsAt: string;
  /** ISO 8601; null while it has not ended. */
  readonly endsAt: string | null;
}

/** `pending` waits for its time and is not firing. */
export type AlertStatus = 'firing' | 'resolved' | 'pending';

/** The severities as the manual names them (§8). */
const SEVERITY_WORDS: Readonly<Record<string, OpsSeverity>> = {
  p0: 'P0',
  critical: 'P0',
  p1: 'P1',
  urgent: 'P1',
  p2: 'P2',
  warning: 'P2',
  p3: 'P3',
  info: 'P3',
};

/** The severity that an alert's label names; null where it names none or one that nobody knows. */
export function severityOfAlert(alert: Alert): OpsSeverity | null {
  const word = (alert.labels.severity ?? '').toLowerCase();
  return Object.hasOwn(SEVERITY_WORDS, word) ? (SEVERITY_WORDS[word] ?? null) : null;
}
