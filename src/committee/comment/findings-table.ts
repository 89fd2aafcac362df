import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { table } from '../../kernel/markdown/table.ts';
import { tableCell } from '../../kernel/markdown/table-cell.ts';
import { confirmedBy, type FindingRow, type Rows, raisedBy } from '../rows.ts';
import type { Session } from '../session.ts';
import { leftOut } from './length.ts';
import type { Drawing } from './place.ts';
import { drawSources } from './sources.ts';
import { drawWhere } from './where.ts';

const MOST_IDS = 5;

/** The table of what weighs: confirmed blockers, changes asked, weighty claims that nobody examined; nothing when there is none. */
export function renderFindings(
  session: Session,
  { blockers, changes, fallen }: Rows,
  drawing: Drawing,
): readonly string[] {
  const { length } = drawing;
  const open = fallen.filter(isOpen);
  const shown = [
    ...blockers.slice(0, length.blockers),
    ...changes.slice(0, length.changes),
    ...open.slice(0, length.open),
  ];
  const drawn =
    shown.length === 0
      ? []
      : [
          table(
            HEAD,
            shown.map((row) => drawRow(row, session, drawing)),
          ),
        ];
  return [
    ...drawn,
    ...droppedLine(blockers.length - length.blockers, 'blocker', 'blockers'),
    ...droppedLine(changes.length - length.changes, 'change asked', 'changes asked'),
    ...droppedLine(open.length - length.open, 'claim that nobody examined', 'claims that nobody examined'),
  ];
}

/** Whether a claim weighs and nobody examined it. */
export function isOpen({ lead }: FindingRow): boolean {
  return lead.standing.kind === 'unanswered';
}

const HEAD = ['', 'where', 'what', 'raised by', 'confirmed by'];

function drawRow(row: FindingRow, session: Session, { place, length }: Drawing): readonly string[] {
  const ids = row.members.map(({ id }) => inlineCode(id));
  const more = ids.length > MOST_IDS ? ` and ${ids.length - MOST_IDS} more` : '';
  const weight = isOpen(row) ? ` ${row.lead.severity}` : '';
  return [
    `**${row.label}**${weight} ${ids.slice(0, MOST_IDS).join(' ')}${more}`,
    drawWhere(row.lead, place) ?? 'no place',
    [tableCell(row.lead.claim, length.words), ...bracketed(drawSources(row, session, place))].join(' '),
    tableCell(raisedBy(row), 200),
    drawFate(row, length.words),
  ];
}

function bracketed(words: string): readonly string[] {
  return words === '' ? [] : [`(${words})`];
}

function drawFate(row: FindingRow, words: number): string {
  const { standing } = row.lead;
  return standing.kind === 'unanswered'
    ? `**nobody**: ${tableCell(standing.why, words)}`
    : tableCell(
        confirmedBy(row, (rule) => `\`${rule}\``),
        300,
      );
}

function droppedLine(number: number, one: string, many: string): readonly string[] {
  return number > 0 ? [leftOut(number, one, many)] : [];
}
