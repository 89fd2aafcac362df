import { tellCeiling } from '../committee/ceiling/words.ts';
import { rowsOf } from '../committee/rows.ts';
import type { Session } from '../committee/session.ts';
import { renderBasis } from './verdict-text/basis.ts';
import { renderFindings } from './verdict-text/findings.ts';
import { renderClosing, renderHeader } from './verdict-text/header.ts';
import { drawLine, type Line, type Paper } from './verdict-text/line.ts';
import { renderLists } from './verdict-text/lists.ts';
import { renderLives } from './verdict-text/lives.ts';
import { paragraph } from './verdict-text/page.ts';
import { renderSeats } from './verdict-text/seats.ts';

/** Longer lines are hard to read. */
const WIDEST = 100;
/** A text taller than this has scrolled its first lines away. */
const TALL = 40;

/** Draws a session for a terminal, in the order of importance of the comment; no line is wider than the columns. */
export function renderText(session: Session, paper: Paper): string {
  const columns = Math.min(paper.columns, WIDEST);
  const page = { width: columns };
  const rows = rowsOf(session);
  const sections: readonly (readonly Line[])[] = [
    renderHeader(session, rows, page),
    session.ceiling === null ? [] : tellCeiling(session.ceiling).flatMap((text) => paragraph(text, page)),
    ...renderFindings(rows, page),
    renderSeats(session, page),
    renderLives(session, page),
    ...renderLists(session, rows, page),
    ...renderBasis(session, page),
  ];
  const lines = joinSections(sections);
  const whole = lines.length > TALL ? joinSections([lines, renderClosing(session, page)]) : lines;
  return `${whole.map((line) => drawLine(line, { columns, colours: paper.colours })).join('\n')}\n`;
}

function joinSections(sections: readonly (readonly Line[])[]): readonly Line[] {
  const filled = sections.filter((lines) => lines.length > 0);
  return filled.flatMap((lines, index) => (index === 0 ? lines : [[], ...lines]));
}
