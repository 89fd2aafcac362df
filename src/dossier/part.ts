import { type ChangedFile, changedLines, type HunkLine } from '../change/change.ts';
import type { FileKind } from '../change/file-kind.ts';

/** One file or artifact as a seat reads it: numbered lines, whole or around the changes. */
export interface DossierPart {
  /** `F1`, `F2`, … in reading order. */
  readonly id: string;
  readonly path: string;
  readonly kind: FileKind;
  readonly reading: 'whole' | 'clipped';
  readonly lines: readonly PartLine[];
}

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
/** Lines shown before and after a change in a clipped file. */
const CLIP_CONTEXT = 20;

/** Cuts a changed file into the lines that a seat reads; null when nothing of it can be shown. */
export function readPart(file: ChangedFile): Pick<DossierPart, 'reading' | 'lines'> | null {
  if (file.hunks.length === 0) return null;
  if (file.status === 'deleted') return { reading: 'whole', lines: file.hunks.flatMap(hunkLines) };
  if (file.after === null) return { reading: 'clipped', lines: withGaps(file.hunks.map(hunkLines)) };

  const whole = wholeLines(file, file.after);
  const share = changedLines(file).length / Math.max(1, whole.length);
  if (whole.length <= WHOLE_UP_TO || share >= WHOLE_FROM_SHARE) return { reading: 'whole', lines: whole };
  return { reading: 'clipped', lines: clip(whole) };
}

/** The lines of an artifact, all of them context. */
export function artifactLines(text: string): readonly PartLine[] {
  return splitLines(text).map((line, index) => ({ mark: ' ', number: index + 1, text: line }));
}

/** Renders a part's lines with mark and number in front: `+  48 | code`. */
export function renderLines(lines: readonly PartLine[]): string {
  const width = String(lines.reduce((most, line) => Math.max(most, line.number ?? 0), 0)).length;
  return lines
    .map((line) =>
      line.mark === '~'
        ? `~ ${' '.repeat(width)} | ${line.text}`
        : `${line.mark} ${String(line.number ?? '').padStart(width)} | ${line.text}`,
    )
    .join('\n');
}

function hunkLines(hunk: { readonly lines: readonly HunkLine[] }): PartLine[] {
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
  for (const hunk of file.hunks) {
    const start = hunk.newLines === 0 ? hunk.newStart + 1 : hunk.newStart;
    for (; next < start; next++) lines.push({ mark: ' ', number: next, text: texts[next - 1] ?? '' });
    lines.push(...hunkLines(hunk));
    next = start + hunk.newLines;
  }
  for (; next <= texts.length; next++) lines.push({ mark: ' ', number: next, text: texts[next - 1] ?? '' });
  return lines;
}

/** Keeps the changed lines with their context and says what was left out between them. */
function clip(whole: readonly PartLine[]): readonly PartLine[] {
  const near = new Set<number>();
  whole.forEach((line, index) => {
    if (line.mark === ' ') return;
    const last = Math.min(whole.length - 1, index + CLIP_CONTEXT);
    for (let at = Math.max(0, index - CLIP_CONTEXT); at <= last; at++) near.add(at);
  });
  const runs: PartLine[][] = [];
  let previous = Number.NEGATIVE_INFINITY;
  for (const index of [...near].sort((left, right) => left - right)) {
    if (index !== previous + 1) runs.push([]);
    const line = whole[index];
    if (line !== undefined) runs.at(-1)?.push(line);
    previous = index;
  }
  return withGaps(runs);
}

function withGaps(runs: readonly (readonly PartLine[])[]): readonly PartLine[] {
  const lines: PartLine[] = [];
  let seen = 0;
  for (const run of runs) {
    const first = run.find((line) => line.mark !== '-')?.number ?? seen + 1;
    if (first > seen + 1) lines.push(gap(seen + 1, first - 1));
    lines.push(...run);
    seen = run.reduce((most, line) => (line.mark === '-' ? most : Math.max(most, line.number ?? 0)), seen);
  }
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
