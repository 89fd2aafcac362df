import type { Route } from '../../routing/route.ts';
import { EXIT } from '../exit-code.ts';
import { disarm, disarmJson } from '../gate/disarm.ts';
import type { Terminal } from '../terminal.ts';
import { drawLine, inTone, type Line } from '../verdict-text/line.ts';
import { hang, type Page, paragraph } from '../verdict-text/page.ts';
import type { ReviewOptions } from './options.ts';

/** Longer lines are hard to read. */
const WIDEST = 100;

/** Tells that the matrix asks for no review of a change, by which rows, and how to have one; returns the exit code. */
export function tellSkipped(route: Route, { json }: Pick<ReviewOptions, 'json'>, { output }: Terminal): number {
  output.write(json ? renderJson(route) : renderText(route, output));
  return EXIT.passed;
}

function renderJson(route: Route): string {
  return `${disarmJson(JSON.stringify({ skipped: true, route }, null, 2))}\n`;
}

function renderText({ rows, undecided }: Route, paper: Terminal['output']): string {
  const columns = Math.min(paper.columns, WIDEST);
  const page: Page = { width: columns };
  const lines: readonly Line[] = [
    ...paragraph('Skipped by routing: no session was held and nothing was paid.', page, 'strong'),
    ...rows.flatMap(({ id, because }) => hang('  ', `${id}: ${because.join('; ')}`, page)),
    ...undecided.flatMap(({ id, unknown }) =>
      hang(inTone('? ', 'warning'), `${id} did not count, since nobody knows here: ${unknown.join(', ')}`, page),
    ),
    ...paragraph('To review it all the same, name the session type or experts: --session-type pr_review', page),
  ];
  return disarm(lines.map((line) => `${drawLine(line, { columns, colours: paper.colours })}\n`).join(''));
}
