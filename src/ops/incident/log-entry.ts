import { removeInvisible } from '../../kernel/invisible.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { table } from '../../kernel/markdown/table.ts';
import { durationsOf } from './durations.ts';
import type { IncidentRecord } from './event.ts';
import { DURATIONS } from './log/entry.ts';
import type { EntryPlace } from './log-place.ts';
import { tellMinutes, tellMoment } from './moment.ts';
import { type IncidentStanding, standingOf } from './standing.ts';
import { type Topic, topicOf } from './topic.ts';

/** What an entry says beside the record of its incident. */
export interface EntryGround extends EntryPlace {
  /** The number of the incident's issue. */
  readonly issue: number;
}

const LONGEST_WORDS = 600;

/**
 * Renders the entry of a closed incident for the log, in the form of the manual's template (§17): nine fields in bold
 * and the table of follow-ups. Durations are computed; what nobody said is TBD, for who reviews the entry.
 */
export function renderLogEntry(record: IncidentRecord, ground: EntryGround): string {
  const standing = standingOf(record);
  const told = notesByTopic(record);
  const lessons = told('lesson');
  const followUps = followUpsOf(lessons, told('follow-up'), ground);
  const fields: readonly (readonly [string, string])[] = [
    ['Time', renderTime(standing)],
    ['Severity', renderSeverity(standing)],
    ['Symptom', say(told('symptom').join('; ') || standing.symptom || standing.title)],
    ['Root cause', say(told('root cause').join('; ')) || 'TBD'],
    ['Test gap', say(told('test gap').join('; ')) || 'TBD'],
    ['Fix', renderFix(standing)],
    ['Audit trail', renderAudit(standing, ground.issue)],
    [DURATIONS, renderDurations(standing)],
    ['Lessons learned', `\n\n${renderLessons(lessons, followUps)}`],
    ['Follow-up actions', `\n\n${renderFollowUps(followUps)}`],
  ];
  const body = fields.map(([label, text]) => `**${label}** :${text.startsWith('\n') ? '' : ' '}${text}`).join('\n\n');
  return `### ${headingOf(record, standing, ground)}\n\n${body}\n`;
}

function headingOf(record: IncidentRecord, standing: IncidentStanding, { section, number }: EntryPlace): string {
  const day = durationsOf(standing).start.slice(0, 10);
  const title = removeInvisible(record.declared.title).text.replaceAll(/\s+/g, ' ').trim();
  return `${section}.${number} ${day} — ${plainText(title, LONGEST_WORDS)} (severity ${standing.severity})`;
}

function notesByTopic({ events }: IncidentRecord): (topic: Topic) => readonly string[] {
  const notes = events.flatMap((event) => (event.kind === 'timeline' ? [topicOf(event.text)] : []));
  return (topic) =>
    notes.flatMap((note) => (note !== null && note.topic === topic && note.words !== '' ? [note.words] : []));
}

function say(text: string): string {
  return plainText(text.replaceAll(/\s+/g, ' '), LONGEST_WORDS);
}

function renderTime(standing: IncidentStanding): string {
  const { triggerAt, detectedAt, acknowledgedAt, mitigatedAt, fixedAt, closedAt, declaredAt } = standing;
  const steps: readonly (readonly [string, string | null])[] = [
    ['trigger', triggerAt],
    ['detect (technical)', detectedAt],
    ['declared', declaredAt],
    ['acknowledge (human)', acknowledgedAt],
    ['mitigate', mitigatedAt],
    ['fix', fixedAt],
    ['closed', closedAt],
  ];
  const known = steps.flatMap(([name, at]) => (at === null ? [] : [{ name, at }]));
  const sorted = known.toSorted((left, right) => Date.parse(left.at) - Date.parse(right.at));
  const unknown = steps
    .filter(([name, at]) => at === null && name !== 'closed')
    .map(([name]) => name.replace(/ \(.*/, ''));
  const missing = unknown.length === 0 ? '' : ` (not known: ${unknown.join(', ')})`;
  return `${sorted.map(({ name, at }) => `${name} ${tellMoment(at)}`).join(' → ')}${missing}.`;
}

function renderSeverity({ severity, severityReason, declaredBy }: IncidentStanding): string {
  const why = severityReason ?? (declaredBy === null ? 'as the alert gave it' : `as declared by ${declaredBy}`);
  return `${severity} — ${say(why)}.`;
}

function renderFix({ pulls, recovery }: IncidentStanding): string {
  if (pulls.length > 0) return `${pulls.map((pull) => `PR #${pull}`).join(', ')}.`;
  return recovery === null ? 'TBD' : `none; it recovered: ${say(recovery.reason)}`;
}

function renderAudit({ declaredBy, roles, code, pulls, closedBy }: IncidentStanding, issue: number): string {
  const parts = [
    `GH issue #${issue}`,
    ...pulls.map((pull) => `PR #${pull}`),
    ...(code === null ? [] : [`diagnosis ${code}`]),
    `declared by ${declaredBy ?? 'an alert'}`,
    ...(roles.has('lead') ? [`led by ${roles.get('lead')}`] : []),
    ...(closedBy === null ? [] : [`closed by ${closedBy}`]),
  ];
  return `${parts.join(', ')}.`;
}

/** Technical and human detection apart; a machine that gave no sign detected nothing. */
function renderDurations(standing: IncidentStanding): string {
  const { technical, human, mitigate, fix, gap, from } = durationsOf(standing);
  const tell = (minutes: number | null) => (minutes === null ? 'not known' : tellMinutes(Math.max(0, minutes)));
  const first = standing.detectedAt === null ? 'none' : tell(technical);
  const all = [first, tell(human), tell(mitigate), tell(fix)].join(' / ');
  const between =
    gap === null || gap <= 0 ? '' : ` The first deed of a person came ${tellMinutes(gap)} after the first sign.`;
  return `${all}, each from the ${from}.${between}`;
}

interface FollowUpRow {
  readonly id: string;
  readonly action: string;
  readonly issue: string;
}

/** One for each lesson at least, in their order, and what was noted beyond. */
function followUpsOf(
  lessons: readonly string[],
  noted: readonly string[],
  { followUp }: EntryPlace,
): readonly FollowUpRow[] {
  const count = Math.max(lessons.length, noted.length, 1);
  return Array.from({ length: count }, (_, index) => {
    const words = noted[index];
    const issue = /(?<![\w/&#.-])#\d{1,9}\b/.exec(words ?? '')?.[0] ?? 'TBD';
    return { id: `F${followUp + index}`, action: words === undefined ? 'TBD' : say(words), issue };
  });
}

function renderLessons(lessons: readonly string[], followUps: readonly FollowUpRow[]): string {
  if (lessons.length === 0) return '- TBD';
  return lessons.map((lesson, index) => `- ${say(lesson)} (${followUps[index]?.id ?? 'TBD'})`).join('\n');
}

function renderFollowUps(followUps: readonly FollowUpRow[]): string {
  const rows = followUps.map(({ id, action, issue }) => [id, action, issue === 'TBD' ? 'TBD' : '–', issue, 'open']);
  return table(['#', 'Action', 'Story', 'Issue', 'Status'], rows);
}
