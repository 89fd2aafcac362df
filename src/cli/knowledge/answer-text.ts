import type { LibraryAnswer } from '../../flows/ask-library.ts';
import type { UnreadDocument } from '../../flows/read-library.ts';
import type { RankedPassage } from '../../knowledge/passage.ts';
import type { TerminalStream } from '../terminal.ts';
import { oneLine, wrap } from '../verdict-text/width.ts';
import { countOf } from './count.ts';
import { excerptOf } from './excerpt.ts';

/** An answer with what it was found in. */
export interface ToldAnswer extends LibraryAnswer {
  readonly question: string;
  readonly commit: string;
}

const INDENT = '   ';

/** The passages of an answer for people, the best first, wrapped to the width of the terminal. */
export function renderAnswerText(
  { question, commit, found, documents, passages }: ToldAnswer,
  { columns }: Pick<TerminalStream, 'columns'>,
): string {
  const where = `${countOf(passages, 'passage')} of ${countOf(documents, 'document')} at ${commit.slice(0, 7)}`;
  const head = found.length === 0 ? `Nothing was found in ${where}.` : `${found.length} of ${where}`;
  const lines = [
    ...wrap(oneLine(question), columns),
    ...wrap(head, columns),
    ...found.flatMap((one, index) => ['', ...drawPassage(one, index + 1, columns)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Rank and citation, place and headings, worth, and how the passage begins. */
function drawPassage({ passage, score, lexical, vector }: RankedPassage, rank: number, columns: number) {
  const { id, path, line, endLine, headings, text } = passage;
  const worth = [
    `score ${score.toFixed(4)}`,
    ...(lexical === null ? [] : [`words ${lexical.toFixed(2)}`]),
    ...(vector === null ? [] : [`meaning ${vector.toFixed(2)}`]),
  ].join(', ');
  const place = `${path}:${line}-${endLine}${headings.length === 0 ? '' : ` · ${headings.join(' > ')}`}`;
  const room = columns - INDENT.length;
  const below = [...wrap(oneLine(place), room), ...wrap(worth, room), ...excerptOf(text, headings, room)];
  // A citation is to be copied, so it stays whole in a terminal of any width.
  return [`${rank}. [${oneLine(id)}]`, ...below.map((each) => INDENT + each)];
}

const MOST_UNREAD = 5;

/** The first documents that could not be read, in one sentence; empty when all could. */
export function renderUnread(unread: readonly UnreadDocument[]): string {
  if (unread.length === 0) return '';
  const named = unread.slice(0, MOST_UNREAD).map(({ path, reason }) => `${path} (${reason})`);
  const more = unread.length > MOST_UNREAD ? ` and ${unread.length - MOST_UNREAD} more` : '';
  return `conclave: not read: ${oneLine(named.join(', '))}${more}\n`;
}
