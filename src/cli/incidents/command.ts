import { lintIncidentLog } from '../../ops/incident/lint/lint-log.ts';
import { readIncidentLog } from '../../ops/incident/log/read-log.ts';
import { EXIT } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import { readIssueStates } from './issue-states.ts';
import { readLogFile } from './log-file.ts';
import { type IncidentsOptions, parseIncidentsOptions } from './options.ts';
import { countFailing, type IncidentsReport, renderIncidentsJson, standsAtBase } from './report.ts';
import { renderIncidentsText } from './report-text.ts';

/** `conclave incidents lint`: checks a log of incidents; returns the exit code. */
export async function lintIncidents(rawOptions: unknown, terminal: Terminal): Promise<number> {
  const options = parseIncidentsOptions(rawOptions, terminal);
  const report = await lintLog(options, terminal);
  terminal.output.write(options.json ? renderIncidentsJson(report) : renderIncidentsText(report, terminal.output));
  return countFailing(report) > 0 ? EXIT.failed : EXIT.passed;
}

async function lintLog(options: IncidentsOptions, terminal: Terminal): Promise<IncidentsReport> {
  const file = await readLogFile(options, terminal.environment);
  const log = readIncidentLog(file.text);
  const before = file.before === null ? null : readIncidentLog(file.before);
  const numbers = log.entries.flatMap(({ followUps }) => followUps.flatMap(({ issues }) => issues));
  const { issues, notes } = await readIssueStates(numbers, { options, root: file.root }, terminal.environment);
  const today = new Date(terminal.now()).toISOString().slice(0, 10);
  const findings = lintIncidentLog({ log, today, before, issues });
  return {
    path: file.path,
    base: options.base,
    entries: log.entries.length,
    findings: findings.map((finding) => ({ ...finding, old: standsAtBase(finding, before) })),
    notes: [...file.notes, ...notes, ...(log.entries.length === 0 ? [EMPTY] : [])],
  };
}

const EMPTY = 'it holds no entry, such as "### 17.1 2026-11-21 — one line (severity P1)"';
