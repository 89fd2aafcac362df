import { compareText } from '../../kernel/compare-text.ts';
import { hashTexts } from '../../kernel/hash.ts';
import { beginningOf as textBeginning } from '../../kernel/markdown/beginning.ts';
import type { Alert } from '../alerts/notice.ts';
import { DIAGNOSIS_CODES, type DiagnosisCode } from '../diagnosis/code.ts';

const LONGEST_TITLE = 200;
const LONGEST_SUMMARY = 500;

/** One alert in words: its own summary, or its name with what it is about. */
export function summaryOf(alerts: readonly Alert[]): string {
  const [first] = alerts;
  if (first === undefined) return 'an alert without words';
  const more = alerts.length > 1 ? ` (and ${alerts.length - 1} more)` : '';
  return `${cut(wordsOf(first), LONGEST_SUMMARY - more.length)}${more}`;
}

/** The title of an incident that alerts open: the name of the first one with its summary. */
export function titleOfAlerts(alerts: readonly Alert[]): string {
  const [first] = alerts;
  const name = first?.labels.alertname;
  const words = first === undefined ? 'an alert without words' : wordsOf(first);
  return cut(name === undefined || words.startsWith(name) ? words : `${name}: ${words}`, LONGEST_TITLE);
}

function wordsOf({ labels, annotations }: Alert): string {
  const said = annotations.summary ?? annotations.description ?? annotations.message ?? '';
  if (said !== '') return said;
  const about = Object.entries(labels).filter(([name]) => !['alertname', 'severity', 'code'].includes(name));
  const named = about
    .toSorted(([left], [right]) => compareText(left, right))
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
  return [labels.alertname ?? 'alert', named].filter((part) => part !== '').join(' ');
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${textBeginning(text, most - 1)}…`;
}

/** The diagnosis that alerts name by their label `code`; null where they name none or more than one. */
export function codeOfAlerts(alerts: readonly Alert[]): DiagnosisCode | null {
  const named = new Set(alerts.map(({ labels }) => DIAGNOSIS_CODES.find((code) => code === labels.code) ?? null));
  const [only = null] = named;
  return named.size === 1 ? only : null;
}

/** When the first of them began, ISO 8601. */
export function beginningOf(alerts: readonly Alert[], otherwise: string): string {
  return alerts.map(({ startsAt }) => startsAt).toSorted(compareText)[0] ?? otherwise;
}

/** An id of these alerts, the same however often they are told of; one that fires anew is another one. */
export function idOfAlerts(group: string, alerts: readonly Alert[]): string {
  const each = alerts.map(({ fingerprint, startsAt }) => `${fingerprint} ${startsAt}`).toSorted(compareText);
  return `alert:${group}:${hashTexts(each).slice(0, 16)}`;
}
