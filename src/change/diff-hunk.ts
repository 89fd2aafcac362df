import type { Hunk, HunkLine } from './change.ts';
import { type DiffSource, diffError, showLine } from './diff-source.ts';

const HEADER = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@(?: ?(.*))?$/s;

/** A hunk and the index of the line behind it. */
export interface HunkReading {
  readonly hunk: Hunk;
  readonly next: number;
}

/** Whether a line begins as a hunk header does, well-formed or not. */
export function startsHunk(line: string | undefined): boolean {
  return line?.startsWith('@@') ?? false;
}

/** Reads the hunk whose header stands at `at`; throws an AppError when its lines are not those it counts. */
export function parseHunk(source: DiffSource, at: number): HunkReading {
  const header = parseHeader(source, at);
  const body = parseBody(source, at, header);
  refuseSurplus(source, { at, next: body.next, header });
  return { hunk: { ...header, lines: body.lines }, next: body.next };
}

/** Throws when a hunk does not stand wholly behind the one before it, on both sides. */
export function refuseDisorder(source: DiffSource, at: number, hunks: readonly Hunk[]): void {
  const [previous, hunk] = hunks.slice(-2);
  if (previous === undefined || hunk === undefined) return;
  const before = endOf(previous.oldStart, previous.oldLines) <= startOf(hunk.oldStart, hunk.oldLines);
  const after = endOf(previous.newStart, previous.newLines) <= startOf(hunk.newStart, hunk.newLines);
  if (before && after) return;
  const expected = `a hunk that begins behind the one before it, ${renderRange(previous)}`;
  throw diffError(source, at, { found: `the hunk ${renderRange(hunk)} stands out of order`, expected });
}

type Header = Omit<Hunk, 'lines'>;

function parseHeader(source: DiffSource, at: number): Header {
  const found = HEADER.exec(source.lines[at] ?? '');
  if (found === null) throw malformed(source, at, showLine(source, at));
  const [, oldStart, oldLines, newStart, newLines, section] = found;
  const header: Header = {
    oldStart: Number(oldStart),
    oldLines: countOf(oldLines),
    newStart: Number(newStart),
    newLines: countOf(newLines),
    section: section ?? '',
  };
  const hasLines = header.oldLines + header.newLines > 0;
  const startsAtLine = (header.oldStart > 0 || header.oldLines === 0) && (header.newStart > 0 || header.newLines === 0);
  if (!hasLines || !startsAtLine) throw malformed(source, at, renderRange(header));
  return header;
}

/** An omitted count is one: `@@ -5 +5 @@`. */
function countOf(digits: string | undefined): number {
  return digits === undefined ? 1 : Number(digits);
}

function malformed(source: DiffSource, at: number, shown: string): Error {
  const expected = 'a header such as "@@ -12,7 +12,9 @@", with lines counted from 1';
  return diffError(source, at, { found: `${shown} is no hunk header`, expected });
}

interface Body {
  readonly lines: readonly HunkLine[];
  readonly next: number;
}

function parseBody(source: DiffSource, at: number, header: Header): Body {
  const lines: HunkLine[] = [];
  const seen = { before: 0, after: 0 };
  for (let next = at + 1; ; next += 1) {
    const mark = markOf(source.lines[next]);
    const last = lines.at(-1);
    if (mark === 'end-mark' && last !== undefined) {
      lines[lines.length - 1] = { ...last, unterminated: true };
      continue;
    }
    if (seen.before === header.oldLines && seen.after === header.newLines) return { lines, next };
    if (mark === null || mark === 'end-mark' || !hasRoom(mark, seen, header))
      throw miscounted(source, next, { header, at, found: `${countSides(seen)}, then ${showLine(source, next)}` });
    if (mark !== 'added') seen.before += 1;
    if (mark !== 'removed') seen.after += 1;
    lines.push(
      numbered(mark, source.lines[next]?.slice(1) ?? '', {
        before: header.oldStart + seen.before - 1,
        after: header.newStart + seen.after - 1,
      }),
    );
  }
}

/** A context line that is empty may have lost its leading space to an editor or a mailer. */
const MARKS: Readonly<Record<string, HunkLine['kind'] | 'end-mark'>> = {
  '': 'context',
  ' ': 'context',
  '+': 'added',
  '-': 'removed',
  '\\': 'end-mark',
};

function markOf(line: string | undefined): HunkLine['kind'] | 'end-mark' | null {
  return line === undefined ? null : (MARKS[line.charAt(0)] ?? null);
}

interface Sides {
  readonly before: number;
  readonly after: number;
}

function hasRoom(kind: HunkLine['kind'], seen: Sides, header: Header): boolean {
  return (kind === 'added' || seen.before < header.oldLines) && (kind === 'removed' || seen.after < header.newLines);
}

function numbered(kind: HunkLine['kind'], text: string, at: Sides): HunkLine {
  return { kind, before: kind === 'added' ? null : at.before, after: kind === 'removed' ? null : at.after, text };
}

/** Lines behind a hunk that look like its own: dropping them in silence would hide a part of the change. */
function refuseSurplus(
  source: DiffSource,
  hunk: { readonly at: number; readonly next: number; readonly header: Header },
): void {
  const { at, header } = hunk;
  let next = hunk.next;
  while (source.lines[next] === '') next += 1;
  const line = source.lines[next] ?? '';
  const isSignature = /^-- ?$/.test(line);
  const isFileHeader = line.startsWith('--- ') && source.lines[next + 1]?.startsWith('+++ ');
  if (!/^[ +-]/.test(line) || isSignature || isFileHeader) return;
  throw miscounted(source, next, { header, at, found: `more lines, here ${showLine(source, next)}` });
}

interface Miscount {
  readonly header: Header;
  /** Index of the hunk's header. */
  readonly at: number;
  readonly found: string;
}

function miscounted(source: DiffSource, next: number, { header, at, found }: Miscount): Error {
  const counted = countSides({ before: header.oldLines, after: header.newLines });
  return diffError(source, next, {
    found: `the hunk does not hold the lines it counts: found ${found}`,
    expected: `${counted}, as its header in line ${at + 1} says: ${renderRange(header)}`,
    advice: 'The diff was cut or edited; make it anew, e.g. with "git diff BASE...HEAD".',
  });
}

function countSides({ before, after }: Sides): string {
  return `${before} ${before === 1 ? 'line' : 'lines'} before and ${after} after the change`;
}

function renderRange({ oldStart, oldLines, newStart, newLines }: Header): string {
  return `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`;
}

function startOf(start: number, count: number): number {
  return count === 0 ? start + 1 : start;
}

function endOf(start: number, count: number): number {
  return startOf(start, count) + count;
}
