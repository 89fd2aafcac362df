import {
  commandOf,
  headlineOf,
  notesOf,
  TREND_COLUMNS,
  titleOf,
  wordsOfFollowUp,
  wordsOfMerge,
  wordsOfWay,
} from '../../gates/audit/audit-words.ts';
import type { AuditEntry, AuditFinding, TrendRow, WaiverAudit } from '../../gates/audit/waiver-audit.ts';
import { drawLine, inTone, type Line, type Paper, plainLines } from '../verdict-text/line.ts';
import { hang, type Page, paragraph, section } from '../verdict-text/page.ts';
import { pad, widthOf } from '../verdict-text/width.ts';

/** Longer lines are hard to read. */
const WIDEST = 100;

/** Draws an audit for a terminal, in the order of its Markdown. */
export function renderAuditText(audit: WaiverAudit, paper: Paper): string {
  const columns = Math.min(paper.columns, WIDEST);
  const page: Page = { width: columns };
  const blocks: readonly (readonly Line[])[] = [
    [
      ...paragraph(titleOf(audit), page, 'strong'),
      ...paragraph(headlineOf(audit), page, audit.findings.length === 0 ? 'good' : 'warning'),
    ],
    audit.findings.flatMap((finding) => renderFinding(finding, page)),
    ...audit.entries.map((entry) => renderEntry(entry, page)),
    section(`Trend per ${audit.per}`, audit.merged === 0 ? [] : renderTrend(audit.trend), page),
    [...notesOf(audit), `Again: ${commandOf(audit)}`].flatMap((note) => hang('· ', note, page)),
  ];
  const lines = blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : [[], ...block]));
  return `${lines.map((line) => drawLine(line, { columns, colours: paper.colours })).join('\n')}\n`;
}

function renderFinding({ text, advice, pulls }: AuditFinding, page: Page): readonly Line[] {
  const numbers = pulls.length > 1 ? ` (${pulls.map((number) => `#${number}`).join(', ')})` : '';
  return [...hang(inTone('✗ ', 'bad'), `${text}${numbers}`, page), ...hang('  → ', advice, page)];
}

function renderEntry(entry: AuditEntry, page: Page): readonly Line[] {
  const { number, title, ways, gates, justification, justification_missing: missing } = entry;
  const how = `${ways.map(wordsOfWay).join('; ')}${gates.length === 0 ? '' : `; ${gates.join(', ')}`}`;
  const edited = entry.edited_after_merge && entry.counts ? ' (edited after the merge)' : '';
  const followUps = entry.follow_ups.map(wordsOfFollowUp).join(', ') || (entry.counts ? 'none' : '');
  return [
    ...hang(inTone(`#${number}  `, 'strong'), `${title}, merged ${wordsOfMerge(entry)}`, page),
    ...hang('    ', how, page),
    ...(justification === null ? [] : hang('    │ ', `${justification}${edited}`, page)),
    ...(missing === null ? [] : hang('    ', `justification missing: ${missing}`, page)),
    ...(followUps === '' ? [] : hang('    ', `follow-up: ${followUps}`, page)),
  ];
}

function renderTrend(trend: readonly TrendRow[]): readonly Line[] {
  const width = Math.max(...trend.map(({ period }) => widthOf(period)));
  return plainLines(
    trend.map((row) => {
      const figures = TREND_COLUMNS.map(({ head, figure }) => `${String(figure(row)).padStart(4)} ${head}`);
      return `  ${pad(row.period, width)} ${figures.join(' ')}`;
    }),
  );
}
