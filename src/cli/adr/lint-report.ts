import type { AdrFinding } from '../../adr/finding.ts';
import { disarmJson } from '../gate/disarm.ts';

/** What the linter says of the records of a project. */
export interface LintReport {
  /** Name of the repository or folder, for people. */
  readonly name: string;
  /** Files that were looked at as records. */
  readonly records: number;
  readonly findings: readonly AdrFinding[];
  /** What a person should know of how it was read. */
  readonly notes: readonly string[];
}

/** How many findings there are of each weight. */
export interface LintCounts {
  readonly errors: number;
  readonly warnings: number;
}

/** Counts findings by their weight. */
export function countFindings(findings: readonly AdrFinding[]): LintCounts {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: findings.length - errors };
}

/** What the linter says in a few words: `2 errors and 1 warning in 13 records`. */
export function headlineOf({ records, findings }: LintReport): string {
  const { errors, warnings } = countFindings(findings);
  const all = many(records, 'record');
  if (findings.length === 0) return `${all}, nothing to mend`;
  const parts = [...(errors > 0 ? [many(errors, 'error')] : []), ...(warnings > 0 ? [many(warnings, 'warning')] : [])];
  return `${parts.join(' and ')} in ${all}`;
}

/** `1 record`, `2 records`. */
export function many(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** The findings for programs, version 1 of the form; as described in docs/decisions.md. */
export function renderLintJson(report: LintReport): string {
  return `${disarmJson(JSON.stringify(plainReport(report), null, 2))}\n`;
}

/** The same in one line of at most so many characters; findings that have no room are counted as `left_out`. */
export function renderShortJson(report: LintReport, longest: number): string {
  for (let kept = report.findings.length; kept > 0; kept = Math.floor(kept / 2)) {
    const json = disarmJson(JSON.stringify(plainReport(report, kept)));
    if (json.length <= longest) return json;
  }
  return disarmJson(JSON.stringify({ ...plainReport(report, 0), notes: [] }));
}

function plainReport({ records, findings, notes }: LintReport, kept = findings.length) {
  const left = findings.length - kept;
  return {
    version: 1,
    records,
    ...countFindings(findings),
    findings: findings.slice(0, kept),
    ...(left > 0 && { left_out: left }),
    notes,
  };
}
