import type { LogFinding } from '../../ops/incident/lint/finding.ts';
import type { IncidentLog } from '../../ops/incident/log/entry.ts';
import { disarmJson } from '../gate/disarm.ts';

/** A finding, and whether it is in an entry that stood in the log before. */
export interface JudgedFinding extends LogFinding {
  readonly old: boolean;
}

/** What the linter says of a log. */
export interface IncidentsReport {
  readonly path: string;
  /** Null where the log is not compared with an earlier one. */
  readonly base: string | null;
  readonly entries: number;
  readonly findings: readonly JudgedFinding[];
  readonly notes: readonly string[];
}

/** Whether a finding was there before: nobody may mend what is append-only, so it fails nothing. */
export function standsAtBase({ rule, entry }: LogFinding, before: IncidentLog | null): boolean {
  return rule !== 'incident/append-only' && before?.entries.some(({ id }) => id === entry) === true;
}

/** Findings that are to be mended. */
export function countFailing({ findings }: IncidentsReport): number {
  return findings.filter(({ old }) => !old).length;
}

/** What the linter says in a few words: `5 entries, 2 findings`. */
export function headlineOf(report: IncidentsReport): string {
  const failing = countFailing(report);
  const old = report.findings.length - failing;
  const found = failing === 0 ? 'nothing to mend' : many(failing, 'finding', 'findings');
  const before = old === 0 ? '' : `; ${many(old, 'finding', 'findings')} in what stood at ${report.base}`;
  return `${many(report.entries, 'entry', 'entries')}, ${found}${before}`;
}

function many(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}

/** The findings for programs, version 1 of the form. */
export function renderIncidentsJson(report: IncidentsReport): string {
  return `${disarmJson(JSON.stringify({ version: 1, ...report }, null, 2))}\n`;
}
