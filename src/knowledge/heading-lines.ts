import type { Heading } from './heading.ts';
import { findNumberedHeadings } from './numbered-heading.ts';
import type { Source, SourceLine } from './source.ts';

/**
 * The headings of a document: lines that begin with `#`, lines that are underlined, headings in HTML. In a document
 * that lost its marks on the way, numbered lines are headings, and what begins with `#` is a comment of code unless it
 * stands alone.
 */
export function findHeadings({ lines }: Source): readonly Heading[] {
  const marked = findMarkedHeadings(lines);
  const numbered = findNumberedHeadings(lines);
  if (numbered.length <= marked.length) return marked;
  const alone = marked.filter(({ from, to }) => lines[from - 1]?.isBlank !== false && lines[to]?.isBlank !== false);
  return [...numbered, ...alone].toSorted((one, other) => one.from - other.from);
}

const LONGEST_LINE = 1_000;

function findMarkedHeadings(lines: readonly SourceLine[]): readonly Heading[] {
  const headings: Heading[] = [];
  let paragraph: number | null = null;
  for (const [at, line] of lines.entries()) {
    if (line.isBlank || line.isCode || line.text.length > LONGEST_LINE) {
      paragraph = null;
      continue;
    }
    const heading: Heading | null =
      readHash(line.text, at) ?? readElement(line.text, at) ?? underlined(lines, paragraph, at);
    if (heading !== null) headings.push(heading);
    paragraph = heading === null ? (paragraph ?? at) : null;
  }
  return headings;
}

function readHash(line: string, at: number): Heading | null {
  const marks = /^ {0,3}(#{1,6})(?=[ \t]|$)/.exec(line);
  if (marks === null) return null;
  const words = line.slice(marks[0].length).trim();
  const title = words.replace(/(?:^|[ \t])#+$/, '');
  return { level: marks[1]?.length ?? 1, title: plainTitle(title), from: at, to: at + 1 };
}

function readElement(line: string, at: number): Heading | null {
  const [, level = '', words = ''] = /^ {0,3}<h([1-6])\b[^>]*>(.*)<\/h\1>[ \t]*$/i.exec(line) ?? [];
  return level === '' ? null : { level: Number(level), title: plainTitle(words), from: at, to: at + 1 };
}

const NO_PARAGRAPH = /^(?: {4}|\t| {0,3}(?:>|\||(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)))/;
const MOST_TITLE_LINES = 3;

function underlined(lines: readonly SourceLine[], paragraph: number | null, at: number): Heading | null {
  if (paragraph === null || at - paragraph > MOST_TITLE_LINES) return null;
  const [, marks = ''] = /^ {0,3}(=+|-+)[ \t]*$/.exec(lines[at]?.text ?? '') ?? [];
  const words = lines.slice(paragraph, at).map(({ text }) => text.trim());
  if (marks === '' || NO_PARAGRAPH.test(lines[paragraph]?.text ?? '')) return null;
  return { level: marks.startsWith('=') ? 1 : 2, title: plainTitle(words.join(' ')), from: paragraph, to: at + 1 };
}

/** A title without links, code marks, emphasis, elements and escapes. */
function plainTitle(words: string): string {
  return words
    .replace(/!\[[^[\]]*\]\([^()]*\)/g, '')
    .replace(/\[([^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])/g, '$1')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/(?<![\p{L}\p{N}])_+(?=\S)|(?<=\S)_+(?![\p{L}\p{N}_])/gu, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/[*`]/g, '')
    .trim();
}
