import type { AuditEntry, FollowUp, FollowUpState, TrendRow, WaiverAudit, Way } from './waiver-audit.ts';

/** The first line of an audit: whose, and over which days. */
export function titleOf({ repository, since, until }: WaiverAudit): string {
  return `Waivers of ${repository}, ${since} to ${until}`;
}

/** What an audit comes to, in two sentences. */
export function headlineOf(audit: WaiverAudit): string {
  const { findings, merged, entries } = audit;
  const counted = entries.filter(({ counts }) => counts);
  const pointed = findings.length === 0 ? 'Nothing to point out' : count(findings.length, 'thing', 'to look at');
  if (merged === 0) return `${pointed}. No pull request was merged on these days.`;
  const past = counted.length === 0 ? 'none' : `${counted.length}`;
  return `${pointed}. Of ${count(merged, 'merged pull request')} ${past} went past the gates${howOf(counted)}.`;
}

function count(number: number, word: string, rest = ''): string {
  return `${number} ${word}${number === 1 ? '' : 's'}${rest === '' ? '' : ` ${rest}`}`;
}

function howOf(counted: readonly AuditEntry[]): string {
  const having = (wanted: Way['kind']) => counted.filter(({ ways }) => ways.some(({ kind }) => kind === wanted)).length;
  const parts = [
    { number: having('label'), words: 'by label' },
    { number: having('command'), words: 'by command' },
    { number: having('kill-switch'), words: 'while the kill switch was on' },
  ].filter(({ number }) => number > 0);
  return parts.length === 0 ? '' : `: ${parts.map(({ number, words }) => `${number} ${words}`).join(', ')}`;
}

/** One way past the gates in words, with raw names of people and labels in it. */
export function wordsOfWay(way: Way): string {
  switch (way.kind) {
    case 'label':
      return wordsOfLabel(way);
    case 'command':
      return `${way.gate} by command${byWhom(way.by)}`;
    case 'inline':
      return `${way.gate} by a comment on the line`;
    case 'kill-switch':
      return `kill switch on${way.since === null ? '' : ` since ${minuteOf(way.since)}`}`;
    default:
      return way satisfies never;
  }
}

function wordsOfLabel({ label, standing, set_by, removed_by, removed_at }: Extract<Way, { kind: 'label' }>): string {
  const removed = `taken off${removed_at === null ? '' : ` on ${dayOf(removed_at)}`}${byWhom(removed_by)}`;
  switch (standing) {
    case 'at-merge':
      return `label ${label}${setBy(set_by)}`;
    case 'removed-after':
      return `label ${label}${setBy(set_by)}, ${removed}, after the merge`;
    case 'removed-before':
      return `label ${label}${setBy(set_by)}, ${removed}, before the merge`;
    case 'set-after':
      return `label ${label} only after the merge${byWhom(set_by)}`;
    default:
      return standing satisfies never;
  }
}

function setBy(login: string | null): string {
  return login === null ? ', nobody knows by whom' : ` set by ${login}`;
}

function byWhom(login: string | null): string {
  return login === null ? '' : ` by ${login}`;
}

const STATES: Readonly<Record<FollowUpState, string>> = {
  open: 'open',
  closed: 'closed',
  dropped: 'closed without being done',
  absent: 'does not exist',
  unreadable: 'cannot be read',
  elsewhere: 'not looked up',
};

/** A follow-up with what became of it: `#815 open`. */
export function wordsOfFollowUp({ name, state }: FollowUp): string {
  return `${name} ${STATES[state]}`;
}

/** Who merged, when: `2026-04-03 by ada`. */
export function wordsOfMerge({ merged_at, merged_by }: AuditEntry): string {
  return `${dayOf(merged_at)}${byWhom(merged_by)}`;
}

/** The columns of a trend beside its period. */
export const TREND_COLUMNS: readonly {
  readonly head: string;
  readonly figure: (row: TrendRow) => number;
}[] = [
  { head: 'merged', figure: ({ merged }) => merged },
  { head: 'waivers', figure: ({ waivers }) => waivers },
  { head: 'kill switch', figure: ({ kill_switch }) => kill_switch },
  { head: 'unknown', figure: ({ unknown }) => unknown },
];

/** What is worth knowing and not to be mended. */
export function notesOf({ notes, bots, labels, sprint_days }: WaiverAudit): readonly string[] {
  return [
    ...notes,
    ...(bots === 0 ? [] : [`Pull requests of listed bots, whose gates were exempt: ${bots}.`]),
    `Looked for the label ${labels.join(', ')}; a sprint has ${sprint_days} days, counted from the first day.`,
  ];
}

/** The command that draws the same audit again. */
export function commandOf({ since, until, repository, per, sprint_days }: WaiverAudit): string {
  const sprint = sprint_days === 14 ? '' : ` --sprint-days ${sprint_days}`;
  return `conclave waivers audit --repo ${repository} --since ${since} --until ${until} --per ${per}${sprint}`;
}

/** The day of an ISO time. */
function dayOf(time: string): string {
  return time.slice(0, 10);
}

function minuteOf(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}
