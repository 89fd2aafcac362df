import type { OpsSeverity } from '../../../kernel/ops-severity.ts';

/** The nine fields of an entry that are written in bold, and the table behind them (manual §17). */
export const FIELDS = [
  'Time',
  'Severity',
  'Symptom',
  'Root cause',
  'Test gap',
  'Fix',
  'Audit trail',
  'Time-to-detect (technical) / acknowledge (human) / mitigate / fix',
  'Lessons learned',
  'Follow-up actions',
] as const;
export type FieldName = (typeof FIELDS)[number];

/** The name of the field that states the durations. */
export const DURATIONS = FIELDS[7];

/** A field as it stands in a log. */
export interface LogField {
  readonly name: FieldName;
  /** As it is written, without the bold marks and the colon. */
  readonly label: string;
  /** Where its text begins in the log, in characters, and its line from 1. */
  readonly offset: number;
  readonly line: number;
  readonly text: string;
}

/** What is done about a lesson. */
export interface FollowUp {
  /** As in `F4`. */
  readonly id: string;
  readonly line: number;
  readonly action: string;
  /** Numbers of issues of its own repository that it names, without those of work packages. */
  readonly issues: readonly number[];
  /** Whether it names an issue, a work package or a story. */
  readonly isLinked: boolean;
  /** Whether a place is held free by `TBD`. */
  readonly isPending: boolean;
  /** The word that says how far it is, as `open`; null where none is written. */
  readonly status: string | null;
}

/** A lesson of an entry. */
export interface Lesson {
  readonly line: number;
  readonly text: string;
}

/** One incident in a log. */
export interface LogEntry {
  /** As in `17.2`. */
  readonly id: string;
  readonly section: number;
  readonly number: number;
  /** `2026-04-28`. */
  readonly date: string;
  readonly title: string;
  /** Null where the title names none. */
  readonly severity: OpsSeverity | null;
  readonly line: number;
  /** How it is written: as the Markdown of the template, or as plain text with the labels in the running text. */
  readonly form: 'markdown' | 'plain';
  /** The whole entry, byte for byte, from its heading to the next one, and where that begins and ends. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly fields: readonly LogField[];
  readonly lessons: readonly Lesson[];
  readonly followUps: readonly FollowUp[];
}

/** A log of incidents. */
export interface IncidentLog {
  readonly entries: readonly LogEntry[];
  /** Headings that are numbered as an entry's and are none. */
  readonly strayHeadings: readonly { readonly line: number; readonly text: string }[];
  /** Where the template for future entries begins; null where there is none. */
  readonly template: number | null;
}

/** The text of a field, of all its parts where it is written in several; empty where it is missing. */
export function textOfField({ fields }: LogEntry, name: FieldName): string {
  return fields
    .filter((field) => field.name === name)
    .map(({ text }) => text)
    .join('\n');
}
