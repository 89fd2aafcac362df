import { parse, preprocess } from 'micromark';

/** What decides whether a line is quoted stands at its beginning; more of it is not read, so that time stays linear. */
const READ_OF_A_LINE = 120;

/**
 * The first line of a Markdown text that is neither blank nor part of a quote, as it was written and without its line
 * end; null when there is none. A line that runs on from a quoted paragraph is quoted, as readers see it.
 */
export function firstOwnLine(text: string): string | null {
  const lines = text.split(/\r\n|[\r\n]/);
  const isQuote = quotedLines(lines);
  return lines.find((line, index) => !/^[ \t]*$/.test(line) && !isQuote[index]) ?? null;
}

function quotedLines(lines: readonly string[]): readonly boolean[] {
  if (!lines.some((line) => line.includes('>'))) return [];
  const beginnings = lines.map((line) => line.slice(0, READ_OF_A_LINE)).join('\n');
  const events = parse()
    .document()
    .write(preprocess()(beginnings, undefined, true));
  const quoted: boolean[] = lines.map(() => false);
  for (const [way, { type, start, end }] of events) {
    if (way === 'enter' && type === 'blockQuote') {
      quoted.fill(true, start.line - 1, end.column === 1 ? end.line - 1 : end.line);
    }
  }
  return quoted;
}
