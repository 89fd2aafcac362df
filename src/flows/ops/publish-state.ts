import type { RepositoryRef } from '../../change/pull-request.ts';
import type { OpsConfig } from '../../config/ops-config.ts';
import type { PlaybookLibrary } from '../../ops/playbook/library.ts';
import type { StateFacts } from '../../ops/state/facts.ts';
import { recordState, type StateRecord } from '../../ops/state/record.ts';
import { decodeRecord, encodeRecord } from '../../ops/state/record-text.ts';
import type { StateVerdict } from '../../ops/state/state.ts';
import type { Standing, StateChange } from '../../ops/state/transition.ts';
import { changeMark, renderChange } from '../../ops/status-issue/change-comment.ts';
import type { StatusGround } from '../../ops/status-issue/ground.ts';
import { STATUS_MARK } from '../../ops/status-issue/status-issue.ts';
import type { KeptState } from '../../ports/ops-book.ts';
import { listIncidents } from './find-incident.ts';
import type { IncidentPorts } from './incident-ground.ts';
import type { IncidentOutcome } from './incident-outcome.ts';
import { takeUpState } from './incidents-of-state.ts';
import { isSameRecord, type PutStatus, putStatusIssue } from './put-status-issue.ts';
import { statusGroundOf } from './status-ground.ts';
import { dayBefore } from './tell-incident.ts';

/** An evaluation of a repository's state that is to be shown. */
export interface JudgedState {
  readonly repository: RepositoryRef;
  readonly ops: OpsConfig;
  readonly playbooks: PlaybookLibrary;
  readonly verdict: StateVerdict;
  readonly facts: StateFacts;
}

/** What became of it. */
export interface PublishedState {
  /** The record after this evaluation. */
  readonly record: StateRecord;
  readonly change: StateChange | null;
  readonly incidents: readonly IncidentOutcome[];
  /** Null where the evaluation is not newer than what is known, and nothing was written. */
  readonly issue: PutStatus | null;
}

/**
 * Shows the state of a repository: reads what is remembered, settles the state, takes up incidents, tells a change by one
 * comment, writes the status issue, remembers. Nothing is written where nothing changed but the hour's figures.
 */
export async function publishState(judged: JudgedState, ports: IncidentPorts): Promise<PublishedState> {
  const { repository, ops, verdict, facts } = judged;
  const { book, desk, journal } = ports;
  const kept = await journal.step('read what is remembered of the state', async () =>
    packed(await book.readState(repository)),
  );
  const before = decodeRecord(kept.text).record;
  const { record, change } = recordState(before, { verdict, facts }, ops.thresholds);
  if (before !== null && record === before) return { record, change: null, incidents: [], issue: null };

  const ground = { repository, ops, playbooks: judged.playbooks };
  const incidents = await takeUpState({ standing: record.standing, verdict, facts }, ground, ports);
  const open = await listIncidents(ground, ports, 'to show them');
  const remarks = kept.damage === null ? [] : [kept.damage];
  const shown = statusGroundOf({ ops, verdict, record, incidents: open, remarks });
  const standing = await journal.step('find the status issue', () => desk.findIssue(STATUS_MARK));
  if (change !== null && before !== null && standing !== null)
    await tellChange(change, { before: before.standing, shown, issue: standing.number }, ports);
  const issue = await putStatusIssue(shown, standing, ports);
  const isKnown = issue.how === 'as-before' && before !== null && isSameRecord(before, record);
  if (!isKnown) await journal.step('remember the state', () => book.writeState(repository, record));
  return { record, change, incidents, issue };
}

interface Told {
  readonly before: Standing;
  readonly shown: StatusGround;
  readonly issue: number;
}

/** Before the issue is written: a run that breaks off in between tells it not twice, and never not at all. */
async function tellChange(
  change: StateChange,
  { before, shown, issue: number }: Told,
  { desk, journal }: IncidentPorts,
): Promise<void> {
  const [marker, body] = [changeMark(change, before), renderChange(change, before, shown)];
  await journal.step('tell the change of state', () =>
    desk.putComment({ number, marker, body, since: dayBefore(before.since) }),
  );
}

/** A journal keeps texts, and no maps. */
function packed({ record, damage }: KeptState): { readonly text: string; readonly damage: string | null } {
  return { text: record === null ? '' : encodeRecord(record), damage };
}
