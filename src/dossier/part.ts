import { type ChangedFile, changedLineCount, type Hunk, type HunkLine } from '../change/change.ts';
import type { FileKind } from '../change/file-kind.ts';

/** One file or artifact as a seat reads it: numbered lines, whole or around the changes. */
export interface DossierPart {
  /** `F1`, `F2`, … in reading order. */
  readonly id: string;
  readonly path: string;
  readonly kind: FileKind;
  readonly reading: 'whole' | 'clipped';
  readonly lines: readonly PartLine[];
  /** What a reader should know beforehand (`renamed from old.py`); absent when there is nothing. */
  readonly note?: string | null;
}

/** One numbered line of a part, or a gap. */
export interface PartLine {
  /** `+` added, `-` removed, ` ` context, `~` a gap whose text says what is left out. */
  readonly mark: '+' | '-' | ' ' | '~';
  /** Number in the text after the change, or before it for a removed line; null for a gap. */
  readonly number: number | null;
  readonly text: string;
}

/** A file up to this many lines is read whole, also when little of it changed. */
const WHOLE_UP_TO = 600;
/** A longer file is read whole when at least this share of it changed. */
const WHOLE_FROM_SHARE = 0.4;
/** The same where only changes are to be read: in a later review, or a light one. */
const NARROW_UP_TO = 60;
/** Lines shown before and after a change in a clipped file. */
const CLIP_CONTEXT = 20;
/** Characters from which a line is cut: an embedded picture would fill a model's window by itself. */
const LONGEST_LINE = 10_000;

/** The lines of a file as a seat reads them, and how much of it they are. */
export interface PartReading extends Pick<DossierPart, 'reading' | 'lines'> {
  /** Why the file is not read whole; null when it is. */
  readonly reason: string | null;
  /** Number of changed lines of which the end is not shown. */
  readonly cutLines: number;
}

/** How much of a changed file is shown around its changes: all of it where it is not too long, or little. */
export type View = 'wide' | 'narrow';

/** Cuts a changed file into the lines that a seat reads; null when nothing of it can be shown. */
export function readPart(file: ChangedFile, view: View = 'wide'): PartReading | null {
  if (file.hunks.length === 0) return null;
  if (file.status === 'deleted')
    return shorten({ reading: 'whole', reason: null, lines: file.hunks.flatMap(hunkLines) });
  if (file.after === null) {
    return shorten({
      reading: 'clipped',
      reason: 'only the diff was given',
      lines: withGaps(file.hunks.map(runOf), null),
    });
  }
  const whole = wholeLines(file, file.after);
  const share = changedLineCount(file) / Math.max(1, whole.length);
  const upTo = view === 'narrow' ? NARROW_UP_TO : WHOLE_UP_TO;
  if (whole.length <= upTo || share >= WHOLE_FROM_SHARE) {
    return shorten({ reading: 'whole', reason: null, lines: whole });
  }
  const reason = whole.length <= WHOLE_UP_TO ? 'shown around its changes' : 'long file, shown around its changes';
  return shorten({ reading: 'clipped', reason, lines: clip(whole) });
}

/** The lines of an artifact, all of them context. */
export function readArtifact(text: string): PartReading {
  const lines = splitLines(text).map((line, index): PartLine => ({ mark: ' ', number: index + 1, text: line }));
  const reading = shorten({ reading: 'whole', reason: null, lines });
  return { ...reading, cutLines: reading.lines.filter((line, index) => line !== lines[index]).length };
}

/** Renders a part's lines with mark and number in front: `+  48 | code`. */
export function renderLines(lines: readonly PartLine[]): string {
  const width = String(lines.reduce((most, line) => Math.max(most, line.number ?? 0), 0)).length;
  return lines.map(({ mark, number, text }) => `${mark} ${String(number ?? '').padStart(width)} | ${text}`).join('\n');
}

/** Cuts very long lines and says so; a file with such a line is not read whole. */
function shorten(reading: Omit<PartReading, 'cutLines'>): PartReading {
  const lines = reading.lines.map(shortenLine);
  const cut = lines.filter((line, index) => line !== reading.lines[index]);
  if (cut.length === 0) return { ...reading, cutLines: 0 };
  const reason = `${cut.length === 1 ? 'a very long line is' : `${cut.length} very long lines are`} cut`;
  return {
    reading: 'clipped',
    reason: reading.reason === null ? reason : `${reading.reason}; ${reason}`,
    lines,
    cutLines: cut.filter(({ mark }) => mark !== ' ').length,
  };
}

function shortenLine(line: PartLine): PartLine {
  if (line.text.length <= LONGEST_LINE) return line;
  const shown = line.text.slice(0, LONGEST_LINE).replace(/[\ud800-\udbff]$/, '');
  return { ...line, text: `${shown} [${line.text.length - shown.length} more characters are not shown]` };
}

/** Lines that stand together, and the number in the text after the change at which they begin. */
interface LineRun {
  readonly from: number;
  readonly lines: readonly PartLine[];
}

function runOf(hunk: Hunk): LineRun {
  return { from: firstLineOf(hunk), lines: hunkLines(hunk) };
}

/** A hunk without lines after the change names the line behind which it stands. */
function firstLineOf({ newStart, newLines }: Hunk): number {
  return newLines === 0 ? newStart + 1 : newStart;
}

function hunkLines(hunk: Hunk): PartLine[] {
  return hunk.lines.map(asPartLine);
}

function asPartLine(line: HunkLine): PartLine {
  if (line.kind === 'removed') return { mark: '-', number: line.before, text: line.text };
  return { mark: line.kind === 'added' ? '+' : ' ', number: line.after, text: line.text };
}

/** The text after the change, with the removed lines where they stood. */
function wholeLines(file: ChangedFile, after: string): readonly PartLine[] {
  const texts = splitLines(after);
  const lines: PartLine[] = [];
  let next = 1;
  const copyUpTo = (end: number) => {
    for (; next < end; next++) lines.push({ mark: ' ', number: next, text: texts[next - 1] ?? '' });
  };
  for (const hunk of file.hunks) {
    copyUpTo(firstLineOf(hunk));
    append(lines, hunkLines(hunk));
    next = firstLineOf(hunk) + hunk.newLines;
  }
  copyUpTo(texts.length + 1);
  return lines;
}

/** One by one, since a spread of very many lines overflows the stack. */
function append(target: PartLine[], lines: readonly PartLine[]): void {
  for (const line of lines) target.push(line);
}

/** Keeps the changed lines with their context and says what was left out around them. */
function clip(whole: readonly PartLine[]): readonly PartLine[] {
  const near = nearChanges(whole);
  const runs: { readonly from: number; readonly lines: PartLine[] }[] = [];
  let number = 0;
  whole.forEach((line, index) => {
    if (near.has(index) && !near.has(index - 1)) runs.push({ from: number + 1, lines: [] });
    if (near.has(index)) runs.at(-1)?.lines.push(line);
    if (line.mark !== '-') number += 1;
  });
  return withGaps(runs, number);
}

function nearChanges(whole: readonly PartLine[]): ReadonlySet<number> {
  const near = new Set<number>();
  whole.forEach((line, index) => {
    if (line.mark === ' ') return;
    const last = Math.min(whole.length - 1, index + CLIP_CONTEXT);
    for (let at = Math.max(0, index - CLIP_CONTEXT); at <= last; at++) near.add(at);
  });
  return near;
}

/** Joins runs and says which lines stand between and around them; the number of the last line is null when unknown. */
function withGaps(runs: readonly LineRun[], last: number | null): readonly PartLine[] {
  const lines: PartLine[] = [];
  let next = 1;
  for (const run of runs) {
    if (run.from > next) lines.push(gap(next, run.from - 1));
    append(lines, run.lines);
    next = run.from + run.lines.filter(({ mark }) => mark !== '-').length;
  }
  if (last !== null && next <= last) lines.push(gap(next, last));
  return lines;
}

function gap(from: number, to: number): PartLine {
  return { mark: '~', number: null, text: from === to ? `line ${from} not shown` : `lines ${from} to ${to} not shown` };
}

function splitLines(text: string): readonly string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
