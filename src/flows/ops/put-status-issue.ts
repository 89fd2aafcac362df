import type { StateRecord } from '../../ops/state/record.ts';
import { decodeRecord } from '../../ops/state/record-text.ts';
import type { StatusGround } from '../../ops/status-issue/ground.ts';
import { stateLabel, withStateLabel } from '../../ops/status-issue/labels.ts';
import {
  INCIDENTS_HEADING,
  renderIncidents,
  renderStatusIssue,
  STATUS_MARK,
} from '../../ops/status-issue/status-issue.ts';
import type { Journal } from '../../ports/journal.ts';
import type { DeskIssue, OpsDesk } from '../../ports/ops-desk.ts';

/** The status issue as it stands now. */
export interface PutStatus {
  readonly number: number;
  readonly url: string;
  readonly how: 'created' | 'edited' | 'as-before';
  /** Why it is not pinned; null where it is, or where nobody asked. */
  readonly notPinned: string | null;
}

interface Ports {
  readonly desk: OpsDesk;
  readonly journal: Journal;
}

/** Begins the remark on a pin that was refused, by which a later run tries again. */
const NOT_PINNED = 'This issue could not be pinned';

/** Writes the status issue: a new one is opened and pinned, one that stands is edited where it says something else. */
export async function putStatusIssue(
  shown: StatusGround,
  standing: DeskIssue | null,
  ports: Ports,
): Promise<PutStatus> {
  if (standing === null) return openStatusIssue(shown, ports);
  const wasRefused = standing.body.includes(NOT_PINNED);
  if (isShown(shown, standing)) return put(standing, 'as-before', wasRefused ? NOT_PINNED : null);
  const notPinned = wasRefused || standing.state === 'closed' ? await pin(standing, ports) : null;
  const text = renderStatusIssue(withRemark(shown, notPinned));
  const labels = withStateLabel(standing.labels, shown.record.standing.state);
  const edited = await ports.journal.step('write the status issue', () =>
    ports.desk.editIssue(standing.number, {
      ...text,
      labels,
      ...(standing.state === 'closed' && { state: 'open' as const }),
    }),
  );
  return put(edited, 'edited', notPinned);
}

async function openStatusIssue(shown: StatusGround, ports: Ports): Promise<PutStatus> {
  const { desk, journal } = ports;
  const labels = [stateLabel(shown.record.standing.state)];
  const made = await journal.step('open the status issue', () =>
    desk.openIssue({ ...renderStatusIssue(shown), marker: STATUS_MARK, labels }),
  );
  const notPinned = await pin(made, ports);
  if (notPinned !== null) {
    const { body } = renderStatusIssue(withRemark(shown, notPinned));
    await journal.step('note that it is not pinned', () => desk.editIssue(made.number, { body }));
  }
  return put(made, 'created', notPinned);
}

async function pin(issue: DeskIssue, { desk, journal }: Ports): Promise<string | null> {
  const pinned = await journal.step('pin the status issue', () => desk.pin(issue));
  return pinned.kind === 'refused' ? pinned.why : null;
}

function withRemark(shown: StatusGround, notPinned: string | null): StatusGround {
  if (notPinned === null) return shown;
  return { ...shown, remarks: [`${NOT_PINNED}; pin it by hand. ${notPinned}`, ...shown.remarks] };
}

/** Whether people would read nothing new: figures that move within an hour are worth no edit while what stands is valid. */
function isShown(shown: StatusGround, { title, body, state, labels }: DeskIssue): boolean {
  const { record, verdict, validMinutes } = shown;
  const before = decodeRecord(body).record;
  if (before === null || state !== 'open' || title !== renderStatusIssue(shown).title) return false;
  const age = Date.parse(verdict.asOf) - Date.parse(before.standing.heardAt);
  const wanted = withStateLabel(labels, record.standing.state);
  return (
    isSameRecord(before, record) &&
    age < (validMinutes * 60_000) / 2 &&
    wanted.length === labels.length &&
    wanted.every((label) => labels.includes(label)) &&
    showsIncidents(shown, body)
  );
}

/** Whether two records differ in nothing but when they were heard last. */
export function isSameRecord(left: StateRecord, right: StateRecord): boolean {
  return essenceOf(left) === essenceOf(right);
}

function essenceOf({ standing, hours, since }: StateRecord): string {
  const { state, since: began, pending, isHeld } = standing;
  return JSON.stringify([state, began, pending, isHeld, hours, [...since]]);
}

function showsIncidents(shown: StatusGround, body: string): boolean {
  const block = renderIncidents(shown);
  return block === '' ? !body.includes(INCIDENTS_HEADING) : body.includes(`${block}\n`);
}

function put({ number, url }: DeskIssue, how: PutStatus['how'], notPinned: string | null): PutStatus {
  return { number, url, how, notPinned };
}
