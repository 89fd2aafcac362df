import type { RepositoryRef } from '../../change/pull-request.ts';
import type { OpsConfig } from '../../config/ops-config.ts';
import type { DiagnosisCode } from '../../ops/diagnosis/code.ts';
import type { IssueGround } from '../../ops/incident/issue-text.ts';
import { type PlaybookLibrary, playbookFor } from '../../ops/playbook/library.ts';
import type { Journal } from '../../ports/journal.ts';
import type { OpsBook } from '../../ports/ops-book.ts';
import type { OpsDesk } from '../../ports/ops-desk.ts';

/** Whose incidents they are, and what they are drawn and judged with. */
export interface IncidentGround {
  readonly repository: RepositoryRef;
  readonly ops: Pick<OpsConfig, 'incidents' | 'thresholds'>;
  readonly playbooks: PlaybookLibrary;
}

/** What incidents ask of the outside world. */
export interface IncidentPorts {
  readonly desk: OpsDesk;
  readonly book: OpsBook;
  readonly journal: Journal;
}

/** What the issue of an incident is drawn from, beside its record. */
export function issueGroundOf({ ops, playbooks }: IncidentGround, code: DiagnosisCode | null): IssueGround {
  return { playbook: code === null ? null : playbookFor(code, playbooks), roles: ops.incidents.roles };
}
