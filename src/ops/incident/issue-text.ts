import { removeInvisible } from '../../kernel/invisible.ts';
import { beginningOf } from '../../kernel/markdown/beginning.ts';
import { fold } from '../../kernel/markdown/fold.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { table } from '../../kernel/markdown/table.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { durationsOf } from './durations.ts';
import { ESCALATION, RESPONSIBILITIES, ROLE_NAMES, type RoleLogins, tellRole } from './escalation.ts';
import type { IncidentRecord } from './event.ts';
import { renderPlaybook } from './issue-playbook.ts';
import { renderTimeline } from './issue-timeline.ts';
import { tellMinutes, tellMoment } from './moment.ts';
import { nextDeedOf } from './next-deed.ts';
import { renderRecordMark } from './record-mark.ts';
import { type IncidentStanding, standingOf } from './standing.ts';

/** Title and body of an incident's issue. */
export interface IssueText {
  readonly title: string;
  readonly body: string;
}

/** What an issue is drawn from beside its record. */
export interface IssueGround {
  /** Null where the incident has no code, or the code no playbook. */
  readonly playbook: Playbook | null;
  readonly roles: RoleLogins;
}

/** GitHub takes 256 characters. */
const LONGEST_TITLE = 254;
const LONGEST_WORDS = 500;

/**
 * Draws an incident as an issue: the record hidden before everything, then what is next and by whom, the moments with
 * their durations, the playbook, the timeline, roles and escalation. Words of strangers in it mention, link and run
 * nothing; the logins of the configuration and of the roles do mention.
 */
export function renderIncidentIssue(record: IncidentRecord, ground: IssueGround): IssueText {
  const standing = standingOf(record);
  const blocks = [
    `**${standing.severity}, ${PHASES[standing.phase]}.** ${nextDeedOf(standing, ground.roles)}`,
    renderOrigin(standing),
    ...(standing.recovery === null || standing.closedAt !== null ? [] : [renderRecovery(standing.recovery)]),
    renderMoments(standing),
    ...(ground.playbook === null ? [] : [renderPlaybook(ground.playbook, ground.roles)]),
    `#### Timeline\n\n${renderTimeline(record)}`,
    `#### Roles\n\n${renderRoles(standing, ground.roles)}`,
    fold('Who decides, does and approves', renderEscalation(ground.roles)),
    fold('Commands', COMMANDS),
  ];
  return { title: titleOf(standing), body: `${renderRecordMark(record)}\n${blocks.join('\n\n')}\n` };
}

const PHASES: Readonly<Record<IncidentStanding['phase'], string>> = {
  open: 'nobody acknowledged it yet',
  acknowledged: 'acknowledged',
  mitigated: 'mitigated, not yet fixed',
  fixed: 'fixed',
  closed: 'closed',
};

function titleOf({ severity, title }: IncidentStanding): string {
  const line = removeInvisible(title).text.replaceAll(/\s+/g, ' ').trim();
  return beginningOf(`Incident ${severity}: ${line}`, LONGEST_TITLE);
}

function renderOrigin(standing: IncidentStanding): string {
  const { declaredBy, declaredAt, symptom, title, alerts, severityReason, code } = standing;
  const who = declaredBy === null ? 'Opened by an alert' : `Declared by @${declaredBy}`;
  const joined = alerts > 1 ? `, which came ${alerts} times` : '';
  const why = severityReason === null ? '' : ` Severity: ${plainText(severityReason, LONGEST_WORDS)}.`;
  const codes = code === null ? '' : ` Diagnosis: \`${code}\`.`;
  return `${who}${joined} at ${tellMoment(declaredAt)}: ${plainText(symptom ?? title, LONGEST_WORDS)}.${codes}${why}`;
}

function renderRecovery({ at, reason }: NonNullable<IncidentStanding['recovery']>): string {
  return `**Recovery is proposed** since ${tellMoment(at)}: ${plainText(reason, LONGEST_WORDS)}. A person closes it with \`/incident close\`.`;
}

function renderMoments(standing: IncidentStanding): string {
  const { technical, human, mitigate, fix, from, gap } = durationsOf(standing);
  const row = (name: string, moment: string | null, minutes: number | null) => [
    name,
    moment === null ? 'not known' : tellMoment(moment),
    minutes === null ? '' : tellMinutes(Math.max(0, minutes)),
  ];
  const rows = [
    row('Trigger', standing.triggerAt, null),
    row('Detected (technical)', standing.detectedAt, technical),
    row('Acknowledged (human)', standing.acknowledgedAt, human),
    row('Mitigated', standing.mitigatedAt, mitigate),
    row('Fixed', standing.fixedAt, fix),
  ];
  const told =
    gap === null || gap <= 0 ? '' : `\n\nFrom the first sign to the first deed of a person: ${tellMinutes(gap)}.`;
  return `${table(['', 'when', `since the ${from}`], rows)}${told}`;
}

function renderRoles({ roles }: IncidentStanding, logins: RoleLogins): string {
  const lead = roles.get('lead');
  const rows = (['operator', 'mlops_maintainer', 'ml_owner', 'platform_owner'] as const).map((role) => {
    const taken = roles.get(role);
    const held = taken === undefined ? logins[role].map((login) => `@${login}`).join(', ') : `@${taken}`;
    return [ROLE_NAMES[role], held || 'nobody named', RESPONSIBILITIES[role]];
  });
  const first = ['Lead', lead === undefined ? 'nobody: `/incident role lead @login`' : `@${lead}`, 'this incident'];
  return table(['role', 'who', 'answers for'], [first, ...rows]);
}

function renderEscalation(logins: RoleLogins): string {
  const rows = ESCALATION.map(({ situation, decides, does, approves }) => [
    situation,
    tellRole(decides, logins),
    tellRole(does, logins),
    approves === null ? 'nobody' : tellRole(approves, logins),
  ]);
  return `${table(['situation', 'decides', 'does', 'approves'], rows)}\n\nManual §4.`;
}

const COMMANDS = `One command in the first line of a new comment; edited comments are not read.

- \`/incident ack\`, \`/incident mitigate\`, \`/incident fix #PR\`, \`/incident close\`
- \`/incident role lead @login\`, \`/incident severity P0 <reason>\`
- \`/incident timeline <HH:MM> <text>\`, in UTC; a text that begins with \`trigger\`, \`detect\`, \`symptom:\`, \`root cause:\`, \`test gap:\`, \`lesson:\` or \`follow-up:\` goes to its place in the log`;
