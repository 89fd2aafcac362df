import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { table } from '../../kernel/markdown/table.ts';
import { tableCell } from '../../kernel/markdown/table-cell.ts';
import { defaultOf, headlineOf, requestsOf, sizeOf, termsOf, undecidedOf } from './route-words.ts';
import type { Routed } from './routed.ts';

const LONGEST_WORDS = 600;

/** Draws a route as Markdown; nothing in it pings, links or runs. */
export function renderRouteMarkdown(routed: Routed): string {
  const { route, routing, notes, subject } = routed;
  const matched = route.rows.map(({ id, from, because }) => [
    '✓',
    inlineCode(id),
    tableCell(because.join('; '), LONGEST_WORDS),
    from === 'default' ? 'built-in' : 'repository',
  ]);
  const undecided = route.undecided.map((row) => [
    '?',
    inlineCode(row.id),
    tableCell(undecidedOf(row), LONGEST_WORDS),
    '',
  ]);
  const rows = [...matched, ...undecided];
  const say = (text: string) => plainText(text, LONGEST_WORDS);
  return [
    `### Route of ${say(subject)}: ${say(headlineOf(routed))}`,
    [`${sizeOf(routed)}; ${termsOf(routed)}`, ...requestsOf(routed)].map((line) => `- ${say(line)}`).join('\n'),
    ...(rows.length === 0 ? [] : [table(['', 'row', 'why', 'from'], rows)]),
    [defaultOf(routed), `Rows: ${routed.rowsFrom}.`].map(say).join('\n'),
    ...routing.warnings.map(({ where, text, advice }) => `- warning: ${say(`${where}: ${text}. ${advice}`)}`),
    ...notes.map((note) => `- ${say(note)}`),
  ]
    .join('\n\n')
    .concat('\n');
}
