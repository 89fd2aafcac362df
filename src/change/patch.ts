import type { Hunk, HunkLine } from './change.ts';
import { splitLines } from './text.ts';

/**
 * The text after the change, made from the text before it; null when a context or removed line, a line end or a
 * line number does not fit exactly.
 */
export function applyHunks(before: string, hunks: readonly Hunk[]): string | null {
  const lines = splitLines(before);
  const result: string[] = [];
  let next = 0;
  for (const hunk of hunks) {
    const start = firstIndex(hunk.oldStart, hunk.oldLines);
    if (start < next || start > lines.length) return null;
    append(result, lines.slice(next, start));
    if (result.length !== firstIndex(hunk.newStart, hunk.newLines)) return null;
    if (!standsAt(lines, start, hunk)) return null;
    append(result, hunk.lines.filter((line) => line.kind !== 'removed').map(wholeLine));
    next = start + hunk.oldLines;
  }
  append(result, lines.slice(next));
  return endsLinesInside(result) ? result.join('') : null;
}

/** The text before the change, made from the text after it; null when it does not fit exactly. */
export function reverseHunks(after: string, hunks: readonly Hunk[]): string | null {
  return applyHunks(after, hunks.map(reverse));
}

/** Whether a text is exactly the given side of the hunks: every line, line end and number. */
export function fits(text: string, hunks: readonly Hunk[], side: 'before' | 'after'): boolean {
  return (side === 'before' ? applyHunks(text, hunks) : reverseHunks(text, hunks)) !== null;
}

/** A hunk without lines on a side names the line behind which it stands. */
function firstIndex(start: number, count: number): number {
  return count === 0 ? start : start - 1;
}

/** One by one, since a spread of very many lines overflows the stack. */
function append(target: string[], lines: readonly string[]): void {
  for (const line of lines) target.push(line);
}

function standsAt(lines: readonly string[], start: number, hunk: Hunk): boolean {
  const expected = hunk.lines.filter((line) => line.kind !== 'added');
  return expected.every((line, index) => lines[start + index] === wholeLine(line));
}

function wholeLine(line: HunkLine): string {
  return line.unterminated ? line.text : `${line.text}\n`;
}

/** A line without an end would swallow the one behind it. */
function endsLinesInside(lines: readonly string[]): boolean {
  return lines.every((line, index) => line.endsWith('\n') || index === lines.length - 1);
}

function reverse(hunk: Hunk): Hunk {
  return {
    oldStart: hunk.newStart,
    oldLines: hunk.newLines,
    newStart: hunk.oldStart,
    newLines: hunk.oldLines,
    section: hunk.section,
    lines: hunk.lines.map(reverseLine),
  };
}

const oppositeKind = { context: 'context', added: 'removed', removed: 'added' } as const;

function reverseLine(line: HunkLine): HunkLine {
  return { ...line, kind: oppositeKind[line.kind], before: line.after, after: line.before };
}
