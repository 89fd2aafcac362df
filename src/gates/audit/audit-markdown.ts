import { fold } from '../../kernel/markdown/fold.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { link } from '../../kernel/markdown/link.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { subText } from '../../kernel/markdown/sub-text.ts';
import { table } from '../../kernel/markdown/table.ts';
import {
  commandOf,
  headlineOf,
  notesOf,
  TREND_COLUMNS,
  titleOf,
  wordsOfFollowUp,
  wordsOfMerge,
  wordsOfWay,
} from './audit-words.ts';
import type { AuditEntry, AuditFinding, FollowUp, WaiverAudit } from './waiver-audit.ts';

/** Most characters of a report; a body on the host holds 65,536. */
const LONGEST_REPORT = 60_000;

const LONGEST_WORDS = 400;
const LONGEST_REASON = 600;

/** Draws an audit as Markdown: what to look at first, then every pull request, then the trend. Nothing in it pings. */
export function renderAuditMarkdown(audit: WaiverAudit): string {
  let most = Math.max(1, audit.entries.length, audit.findings.length);
  let drawn = renderUpTo(audit, most);
  while (drawn.length > LONGEST_REPORT && most > 1) {
    most = Math.floor(most / 2);
    drawn = renderUpTo(audit, most);
  }
  return drawn;
}

function renderUpTo(audit: WaiverAudit, most: number): string {
  const { findings, entries } = audit;
  const left = { findings: Math.max(0, findings.length - most), entries: Math.max(0, entries.length - most) };
  return [
    `### ${plainText(titleOf(audit), LONGEST_WORDS)}`,
    `**${plainText(headlineOf(audit), LONGEST_WORDS)}**`,
    ...list(
      findings.slice(0, most).map((finding) => renderFinding(finding, audit)),
      left.findings,
      'things to look at',
    ),
    ...(entries.length === 0 ? [] : [renderEntries(entries.slice(0, most))]),
    ...(left.entries === 0 ? [] : [`… and ${left.entries} more pull requests, which the command below lists.`]),
    ...(audit.merged === 0 ? [] : [renderTrend(audit)]),
    ...list(
      notesOf(audit).map((note) => plainText(note, LONGEST_WORDS)),
      0,
      '',
    ),
    subText(`${inlineCode(commandOf(audit))} · advisory; people decide`),
  ]
    .join('\n\n')
    .concat('\n');
}

function list(items: readonly string[], left: number, what: string): readonly string[] {
  const more = left === 0 ? [] : [`… and ${left} more ${what}, which the command below lists.`];
  const lines = [...items, ...more];
  return lines.length === 0 ? [] : [lines.map((item) => `- ${item}`).join('\n')];
}

/** Most pull requests that one finding leads to. */
const MOST_LINKS = 20;

function renderFinding({ text, advice, pulls }: AuditFinding, audit: WaiverAudit): string {
  const links = pulls.slice(0, MOST_LINKS).map((number) => link(`#${number}`, addressOf(number, audit)));
  const left = pulls.length - links.length;
  const where = `${links.join(', ')}${left === 0 ? '' : ` and ${left} more`}`;
  return `${where}: ${plainText(text, LONGEST_WORDS)} ${plainText(advice, LONGEST_WORDS)}`;
}

function addressOf(number: number, { repository, entries }: WaiverAudit): string {
  return entries.find((entry) => entry.number === number)?.url ?? `https://github.com/${repository}/pull/${number}`;
}

function renderEntries(entries: readonly AuditEntry[]): string {
  return table(['pull request', 'merged', 'how', 'gates', 'justification', 'follow-up'], entries.map(rowOf));
}

function rowOf(entry: AuditEntry): readonly string[] {
  const { number, url, title, ways, gates, follow_ups: followUps, counts } = entry;
  return [
    `${link(`#${number}`, url)} ${plainText(title, LONGEST_WORDS)}`,
    plainText(wordsOfMerge(entry), LONGEST_WORDS),
    ways.map((way) => plainText(wordsOfWay(way), LONGEST_WORDS)).join('; '),
    gates.join(', ') || '–',
    justificationOf(entry),
    followUps.map(renderFollowUp).join(', ') || (counts ? '**none**' : '–'),
  ];
}

function justificationOf({
  justification,
  justification_missing: missing,
  edited_after_merge,
  counts,
}: AuditEntry): string {
  const edited = edited_after_merge && counts ? ' (edited after the merge)' : '';
  const words = justification === null ? '–' : plainText(justification, LONGEST_REASON);
  return missing === null ? `${words}${edited}` : `**missing**: ${plainText(missing, LONGEST_WORDS)}${edited}`;
}

function renderFollowUp(followUp: FollowUp): string {
  const words = plainText(wordsOfFollowUp(followUp), LONGEST_WORDS);
  return followUp.url === null ? words : link(words, followUp.url);
}

function renderTrend({ trend, per }: WaiverAudit): string {
  const rows = trend.map((row) => [
    plainText(row.period, LONGEST_WORDS),
    ...TREND_COLUMNS.map(({ figure }) => `${figure(row)}`),
  ]);
  return fold(`Trend per ${per}`, table([per, ...TREND_COLUMNS.map(({ head }) => head)], rows));
}
