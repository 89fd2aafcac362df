import { openIncident } from '../../ops/incident/apply-event.ts';
import type { DeclaredEvent, IncidentRecord } from '../../ops/incident/event.ts';
import { INCIDENT_MARK, readRecordMark } from '../../ops/incident/record-mark.ts';
import { standingOf } from '../../ops/incident/standing.ts';
import { readFiringMark } from '../../ops/incident-issue/firing-mark.ts';
import { drawIncident, withIncidentLabels } from '../../ops/incident-issue/incident-issue.ts';
import type { KeptIncident } from '../../ports/ops-book.ts';
import type { DeskIssue } from '../../ports/ops-desk.ts';
import { type IncidentGround, type IncidentPorts, issueGroundOf } from './incident-ground.ts';

/** An incident with the address of its issue. */
export interface WrittenIncident {
  readonly kept: KeptIncident;
  readonly url: string;
}

/** Opens the issue of an incident, once for each declaration: one that stands already is taken up. */
export async function declareIncident(
  given: { readonly declared: DeclaredEvent; readonly firing: readonly string[] },
  ground: IncidentGround,
  ports: IncidentPorts,
): Promise<WrittenIncident> {
  const { declared, firing } = given;
  const { desk, book, journal } = ports;
  const record = openIncident(declared);
  const drawn = drawIncident({ record, firing }, issueGroundOf(ground, declared.code));
  const issue = await journal.step(`open the issue of incident ${declared.id}`, async () => {
    const standing = await desk.listOpenIssues(INCIDENT_MARK);
    const same = standing.find(({ body }) => readRecordMark(body)?.declared.id === declared.id);
    return same ?? desk.openIssue({ ...drawn, marker: INCIDENT_MARK });
  });
  const kept = keptIn(issue) ?? { issue: issue.number, record, firing };
  await journal.step(`remember incident #${issue.number}`, () => book.writeIncident(ground.repository, kept));
  return { kept, url: issue.url };
}

function keptIn({ number, body }: DeskIssue): KeptIncident | null {
  const record = readRecordMark(body);
  return record === null ? null : { issue: number, record, firing: readFiringMark(body) };
}

/** Draws an incident anew after something happened to it, and closes its issue with it; labels of people stay. */
export async function rewriteIncident(
  kept: KeptIncident,
  ground: IncidentGround,
  ports: IncidentPorts,
): Promise<WrittenIncident> {
  const { desk, book, journal } = ports;
  const { issue: number, record } = kept;
  const url = await journal.step(`draw incident #${number} ${eventsIn(record)}`, async () => {
    const standing = await desk.readIssue(number);
    if (standing === null) return '';
    const drawn = drawIncident(kept, issueGroundOf(ground, record.declared.code));
    const labels = withIncidentLabels(standing.labels, drawn.labels);
    const state = standingOf(record).closedAt === null ? standing.state : 'closed';
    const { title, body } = drawn;
    if (standsAs(standing, { title, body, labels, state })) return standing.url;
    return (await desk.editIssue(number, { title, body, labels, ...(state !== standing.state && { state }) })).url;
  });
  await journal.step(`remember incident #${number} ${eventsIn(record)}`, () =>
    book.writeIncident(ground.repository, kept),
  );
  return { kept, url };
}

type Shape = Pick<DeskIssue, 'title' | 'body' | 'labels' | 'state'>;

/** GitHub takes blanks off the end of a text. */
function standsAs(standing: Shape, wanted: Shape): boolean {
  return (
    standing.title === wanted.title &&
    standing.state === wanted.state &&
    standing.body.trimEnd() === wanted.body.trimEnd() &&
    standing.labels.length === wanted.labels.length &&
    wanted.labels.every((label) => standing.labels.includes(label))
  );
}

/** Tells one step of an incident from the next, so that a journal repeats neither. */
function eventsIn({ events, countedIds }: IncidentRecord): string {
  return `at event ${events.length + countedIds.length}`;
}
