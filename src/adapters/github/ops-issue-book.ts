import { INCIDENT_MARK, readRecordMark, renderRecordMark } from '../../ops/incident/record-mark.ts';
import { standingOf } from '../../ops/incident/standing.ts';
import { readFiringMark, withFiringMark } from '../../ops/incident-issue/firing-mark.ts';
import { decodeRecord, encodeRecord } from '../../ops/state/record-text.ts';
import { STATUS_MARK } from '../../ops/status-issue/status-issue.ts';
import type { KeptIncident, OpsBook } from '../../ports/ops-book.ts';
import type { DeskIssue, OpsDesk } from '../../ports/ops-desk.ts';

type Desk = Pick<OpsDesk, 'findIssue' | 'listOpenIssues' | 'readIssue' | 'editIssue'>;

/**
 * The book of a repository without a database: the hidden records of its own issues. The issues stand before anything is
 * written here, and a record that stands in its issue already is not written again.
 */
export function openIssueBook(desk: Desk): OpsBook {
  return {
    readState: async () => decodeRecord((await desk.findIssue(STATUS_MARK))?.body ?? ''),
    writeState: async (_repository, record) => {
      const issue = await desk.findIssue(STATUS_MARK);
      if (issue === null) return;
      const body = withFirstLine(issue.body, encodeRecord(record));
      if (body !== issue.body) await desk.editIssue(issue.number, { body });
    },
    openIncidents: async () => {
      const issues = await desk.listOpenIssues(INCIDENT_MARK);
      return issues.flatMap(keptIn).filter(({ record }) => standingOf(record).closedAt === null);
    },
    findIncident: async (_repository, number) => {
      const issue = await desk.readIssue(number);
      return issue === null ? null : (keptIn(issue)[0] ?? null);
    },
    writeIncident: async (_repository, { issue: number, record, firing }) => {
      const issue = await desk.readIssue(number);
      if (issue === null || !issue.isOurs) return;
      const body = withFiringMark(withFirstLine(issue.body, renderRecordMark(record)), firing);
      if (body !== issue.body) await desk.editIssue(number, { body });
    },
  };
}

/** Anyone can write such a mark; only in an issue that we opened it is a record. */
function keptIn({ number, body, isOurs }: DeskIssue): readonly KeptIncident[] {
  const record = isOurs ? readRecordMark(body) : null;
  return record === null ? [] : [{ issue: number, record, firing: readFiringMark(body) }];
}

/** A record is the whole first line. */
function withFirstLine(body: string, mark: string): string {
  const end = body.indexOf('\n');
  return end < 0 ? `${mark}\n` : `${mark}${body.slice(end)}`;
}
