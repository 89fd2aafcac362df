import { clip, oneLine, widthOf, wrap } from '../verdict-text/width.ts';

const MOST_LINES = 4;

/** How a passage begins below its headings, in at most four lines of a width. */
export function excerptOf(text: string, headings: readonly string[], columns: number): readonly string[] {
  const body = oneLine(withoutHeadings(text, headings));
  const lines = wrap(body, columns);
  if (lines.length <= MOST_LINES) return body === '' ? [] : lines;
  const last = lines[MOST_LINES - 1] ?? '';
  const shown = widthOf(last) + 2 > columns ? clip(`${last}……`, columns) : `${last} …`;
  return [...lines.slice(0, MOST_LINES - 1), shown];
}

/** The headings above a passage are told beside it, so that they need not begin it too. */
function withoutHeadings(text: string, headings: readonly string[]): string {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => !isHeading(line, headings));
  return first < 0 ? '' : lines.slice(first).join('\n');
}

function isHeading(line: string, headings: readonly string[]): boolean {
  const bare = line.replaceAll(/^[\s#]+|[\s#]+$/g, '');
  return bare === '' || /^[=-]{2,}$/.test(bare) || headings.some((heading) => plain(heading) === plain(bare));
}

function plain(text: string): string {
  return text.replaceAll(/[*_`[\]]/g, '').trim();
}
