import { readComments } from './comment.ts';
import { readFences } from './fence.ts';

/** A line of a document, without its line end. */
export interface SourceLine {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly isBlank: boolean;
  /** Whether it stands in a code fence or is one of its two ends. */
  readonly isCode: boolean;
}

/** A document as its reader sees it: what is hidden is gone but for its line ends, so that lines keep their numbers. */
export interface Source {
  readonly text: string;
  readonly lines: readonly SourceLine[];
  /** Line number, from 1, of a place in the text. */
  readonly lineAt: (offset: number) => number;
}

/** Reads a document without its front matter and comments. */
export function readSource(text: string): Source {
  const comments = readComments();
  const fences = readFences();
  const lines: SourceLine[] = [];
  const parts: string[] = [];
  let start = 0;
  for (const [line, lineEnd] of splitLines(withoutFrontMatter(text.replace(/^\uFEFF/, '')))) {
    const visible = fences.isOpen() ? line : comments(line);
    const isCode = fences.read(visible);
    lines.push({ start, end: start + visible.length, text: visible, isBlank: visible.trim() === '', isCode });
    parts.push(visible, lineEnd);
    start += visible.length + lineEnd.length;
  }
  return { text: parts.join(''), lines, lineAt: (offset) => lineAt(lines, offset) };
}

function* splitLines(text: string): Generator<readonly [line: string, lineEnd: string]> {
  let start = 0;
  for (const { index, 0: lineEnd } of text.matchAll(/\r\n|\r|\n/g)) {
    yield [text.slice(start, index), lineEnd];
    start = index + lineEnd.length;
  }
  if (start < text.length) yield [text.slice(start), ''];
}

const FRONT_MATTER = /^---[ \t]*\r?\n(?:[ \t]*\r?\n|#[^\n]*\n)*[\w"'-]+[ \t]*:/;

function withoutFrontMatter(text: string): string {
  if (!FRONT_MATTER.test(text)) return text;
  const close = /^(?:---|\.\.\.)[ \t]*$/gm;
  close.lastIndex = text.indexOf('\n') + 1;
  const found = close.exec(text);
  if (found === null) return text;
  const end = found.index + found[0].length;
  return text.slice(0, end).replace(/[^\r\n]+/g, '') + text.slice(end);
}

function lineAt(lines: readonly SourceLine[], offset: number): number {
  let [low, high] = [0, lines.length];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((lines[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
