import type { MatchedRow } from '../../routing/route.ts';
import { disarm } from '../gate/disarm.ts';
import { drawLine, inTone, type Line, type Paper } from '../verdict-text/line.ts';
import { hang, type Page, paragraph, section } from '../verdict-text/page.ts';
import { defaultOf, headlineOf, requestsOf, sizeOf, termsOf, undecidedOf } from './route-words.ts';
import type { Routed } from './routed.ts';

/** Longer lines are hard to read. */
const WIDEST = 100;

/** Draws a route for a terminal: the decision, the rows that made it, those that could not tell, and what holds else. */
export function renderRouteText(routed: Routed, paper: Paper): string {
  const columns = Math.min(paper.columns, WIDEST);
  const page: Page = { width: columns };
  const { subject, head, route, routing, notes } = routed;
  const name = head === null ? subject : `${subject} at ${head.slice(0, 7)}`;
  const blocks: readonly (readonly Line[])[] = [
    [
      ...paragraph(`${name}: ${headlineOf(routed)}`, page, 'strong'),
      ...hang('  ', `${sizeOf(routed)}; ${termsOf(routed)}`, page),
      ...requestsOf(routed).flatMap((line) => hang('  ', line, page)),
    ],
    section(
      'Rows that match',
      route.rows.flatMap((row) => renderRow(row, page)),
      page,
    ),
    section(
      'Rows that could not tell',
      route.undecided.flatMap((row) => hang(inTone(`? ${row.id}  `, 'warning'), undecidedOf(row), page)),
      page,
    ),
    [...paragraph(defaultOf(routed), page), ...paragraph(`Rows: ${routed.rowsFrom}.`, page)],
    [
      ...routing.warnings.flatMap(({ where, text, advice }) =>
        hang(inTone('warning: ', 'warning'), `${where}: ${text}. ${advice}`, page),
      ),
      ...notes.flatMap((note) => hang('note: ', note, page)),
    ],
  ];
  const lines = blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : [[], ...block]));
  return disarm(lines.map((line) => `${drawLine(line, { columns, colours: paper.colours })}\n`).join(''));
}

function renderRow({ id, from, because }: MatchedRow, page: Page): readonly Line[] {
  const origin = from === 'default' ? ' (built-in)' : '';
  return [
    ...hang(inTone('✓ ', 'good'), `${id}${origin}`, page),
    ...because.flatMap((reason) => hang('    ', reason, page)),
  ];
}
