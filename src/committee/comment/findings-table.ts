import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { link } from '../../kernel/markdown/link.ts';
import { table } from '../../kernel/markdown/table.ts';
import { tableCell } from '../../kernel/markdown/table-cell.ts';
import { confirmedBy, type FindingRow, type Rows, raisedBy, whereOf } from '../rows.ts';
import type { CommentPlace, Drawing } from './place.ts';

/** The table of what weighs: confirmed blockers, then changes asked; nothing when there is neither. */
export function renderFindings(rows: Rows, drawing: Drawing): readonly string[] {
  const { blockers, changes } = drawing.length;
  const shown = [...rows.blockers.slice(0, blockers), ...rows.changes.slice(0, changes)];
  const dropped = rows.blockers.length + rows.changes.length - shown.length;
  const drawn = shown.length === 0 ? [] : [table(HEAD, shown.map((row) => drawRow(row, drawing)))];
  return dropped > 0 ? [...drawn, `${dropped} more of these are in the session file; this comment is at its limit.`] : drawn;
}

const HEAD = ['', 'where', 'what', 'raised by', 'confirmed by'];

function drawRow(row: FindingRow, { place, length }: Drawing): readonly string[] {
  const ids = row.members.map(({ id }) => inlineCode(id)).join(' ');
  return [
    `**${row.label}** ${ids}`,
    drawWhere(row, place),
    tableCell(row.lead.claim, length.words),
    tableCell(raisedBy(row), 200),
    tableCell(confirmedBy(row), 200),
  ];
}

/** The place of a row's lead, linked where the host has an address for it. */
export function drawWhere({ lead }: Pick<FindingRow, 'lead'>, place: CommentPlace): string {
  const where = inlineCode(whereOf(lead));
  const url = lead.place === null || lead.place.side === 'before' ? null : place.linkTo(lead.place.path, lead.place.line);
  return url === null ? where : link(where, url);
}
