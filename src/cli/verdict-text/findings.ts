import { isOpen } from '../../committee/comment/findings-table.ts';
import type { Finding } from '../../committee/finding.ts';
import {
  confirmedBy,
  type FindingRow,
  type Rows,
  raisedBy,
  sourcesOfRow,
  unknownSourcesOfRow,
  whereOf,
} from '../../committee/rows.ts';
import { removeInvisible } from '../../kernel/invisible.ts';
import type { Severity } from '../../kernel/severity.ts';
import { inTone, type Line, plainLines, type Tone } from './line.ts';
import { hang, type Page, section, upTo } from './page.ts';
import { pad, widthOf } from './width.ts';

/** So many findings are drawn whole; the lighter ones behind them take a line each, up to the next number. */
const MOST_WHOLE = 20;
const MOST_SHORT = 40;
const MOST_QUOTED = 8;
const TAB = '    ';

const TONES: Readonly<Record<Severity, Tone>> = { blocker: 'bad', major: 'warning', minor: 'plain', note: 'plain' };

/** What weighs, each finding with its place, code, witnesses and remedy; then what nobody checked, then the light ones. */
export function renderFindings(rows: Rows, page: Page): readonly (readonly Line[])[] {
  const weighty = [...rows.blockers, ...rows.changes];
  const unchecked = rows.fallen.filter(isOpen);
  const light = [...rows.minors, ...rows.notes];
  return [
    ...weighty.slice(0, MOST_WHOLE).map((row) => drawWhole(row, page)),
    section(`More that weighs (${weighty.length - MOST_WHOLE})`, drawShort(weighty.slice(MOST_WHOLE), page), page),
    ...unchecked.slice(0, MOST_WHOLE).map((row) => drawWhole(row, page)),
    section(
      `More that nobody checked (${unchecked.length - MOST_WHOLE})`,
      drawShort(unchecked.slice(MOST_WHOLE), page),
      page,
    ),
    section(`Minor findings and notes (${light.length})`, drawShort(light, page), page),
  ];
}

/** What the findings that are drawn whole already ask for, as the verdict's recommendations word it. */
export function askedAbove({ blockers, changes }: Rows): readonly string[] {
  return [...blockers, ...changes].slice(0, MOST_WHOLE).map(({ lead }) => `${lead.recommendation} (${lead.id})`);
}

function drawWhole(row: FindingRow, page: Page): readonly Line[] {
  const { lead, label, members } = row;
  const mark = inTone(`${label}  `, TONES[lead.severity]);
  const margin = ' '.repeat(widthOf(mark.text));
  const others = members.filter(({ id }) => id !== lead.id);
  return [
    ...hang(mark, `${whereOf(lead)} · ${lead.severity} · ${lead.code} · ${lead.id}`, page),
    ...hang(margin, lead.claim, page),
    ...quoteLines(lead, margin),
    ...hang(margin, `raised by ${raisedBy(row)}`, page),
    ...hang(margin, fateOf(row), page),
    ...restsOn(row).flatMap((words) => hang(margin, words, page)),
    ...others.flatMap((other) => hang(margin, `means the same: ${other.id} ${whereOf(other)}`, page)),
    ...(lead.recommendation === '' ? [] : hang(`${margin}→ `, lead.recommendation, page)),
  ];
}

/** The records and passages that say why it matters, and ids that say nothing. */
function restsOn(row: FindingRow): readonly string[] {
  const words = sourcesOfRow(row)
    .filter(({ kind }) => kind !== 'rule')
    .map(({ label, path, line }) => (path === null || line === null ? label : `${label} (${path}:${line})`));
  const unknown = unknownSourcesOfRow(row);
  return [
    ...(words.length === 0 ? [] : [`rests on ${words.join(', ')}`]),
    ...(unknown.length === 0 ? [] : [`cites ${unknown.join(', ')}, which is not in the dossier`]),
  ];
}

function fateOf(row: FindingRow): string {
  const { standing }: Finding = row.lead;
  switch (standing.kind) {
    case 'confirmed':
      return `confirmed by ${confirmedBy(row)}${standing.by === 'cross-examination' ? `: ${standing.why}` : ''}`;
    case 'refuted':
      return `refuted by ${standing.model}: ${standing.why}`;
    case 'unanswered':
      return `nobody checked it: ${standing.why}`;
    case 'unsourced':
      return `unsourced: ${standing.why}`;
    case 'stated':
      return 'not examined, since it does not weigh';
    default:
      return standing satisfies never;
  }
}

/** The quoted code, line by line and never broken; a long line is cut where the page ends. */
function quoteLines({ place }: Finding, margin: string): readonly Line[] {
  const quote = removeInvisible(place?.quote ?? '').text.replaceAll('\t', TAB);
  if (quote.trim() === '') return [];
  const lines = stripIndent(quote.split('\n'));
  const left = lines.length - MOST_QUOTED;
  const shown = left > 0 ? [...lines.slice(0, MOST_QUOTED), `… ${left} more lines`] : lines;
  return plainLines(shown.map((line) => `${margin}│ ${line}`));
}

function stripIndent(lines: readonly string[]): readonly string[] {
  const depths = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const depth = Math.min(...depths);
  return lines.map((line) => line.slice(depth));
}

function drawShort(rows: readonly FindingRow[], page: Page): readonly Line[] {
  const column = Math.max(0, ...rows.slice(0, MOST_SHORT).map(({ label }) => label.length));
  return upTo(rows, MOST_SHORT, ({ lead, label }) =>
    hang(
      inTone(`  ${pad(label, column)}  `, TONES[lead.severity]),
      `${whereOf(lead)} · ${lead.id}: ${lead.claim}`,
      page,
    ),
  );
}
