import type { ChangedFile, Hunk, Place } from '../change.ts';

/** One side of a change. */
export type Side = Place['side'];

/** The known lines of a file before and after the change. */
export interface TwoSides {
  readonly before: ReadonlyMap<number, string>;
  readonly after: ReadonlyMap<number, string>;
  /** For each line that did not change, its number on the other side. */
  readonly partners: Readonly<Record<Side, ReadonlyMap<number, number>>>;
}

/** The lines of a file by number: of the whole texts where they are known, else of the hunks. */
export function readSides(file: ChangedFile): TwoSides {
  const lines = { before: readSide(file, 'before'), after: readSide(file, 'after') };
  return { ...lines, partners: { before: pairLines(file, 'before', lines), after: pairLines(file, 'after', lines) } };
}

function readSide(file: ChangedFile, side: Side): ReadonlyMap<number, string> {
  const text = file[side];
  if (text !== null) return new Map(text.split('\n').map((line, index) => [index + 1, line]));
  return new Map(file.hunks.flatMap((hunk) => hunkSide(hunk, side)));
}

/** The lines of a hunk on one side, with their numbers. */
export function hunkSide(hunk: Hunk, side: Side): readonly (readonly [number, string])[] {
  return hunk.lines.flatMap((line) => {
    const number = line[side];
    return number === null ? [] : [[number, line.text] as const];
  });
}

/** The number of the same line on the other side; null when the line was added or removed. */
export function partnerOf({ partners }: TwoSides, { side, line }: { side: Side; line: number }): number | null {
  return partners[side].get(line) ?? null;
}

/** Walks the lines and the hunks of one side together, once. */
function pairLines(
  { hunks }: ChangedFile,
  side: Side,
  lines: Readonly<Record<Side, ReadonlyMap<number, string>>>,
): ReadonlyMap<number, number> {
  const other = side === 'after' ? 'before' : 'after';
  const inHunks = new Map(hunks.flatMap((hunk) => hunk.lines.map((line) => [line[side], line[other]] as const)));
  const pairs = new Map<number, number>();
  let next = 0;
  let shift = 0;
  for (const [line, text] of lines[side]) {
    for (let hunk = hunks[next]; hunk !== undefined && line >= rangeOf(hunk, side).end; hunk = hunks[next]) {
      shift = rangeOf(hunk, other).end - rangeOf(hunk, side).end;
      next += 1;
    }
    const hunk = hunks[next];
    const inside = hunk !== undefined && line >= rangeOf(hunk, side).begin;
    const partner = inside ? (inHunks.get(line) ?? null) : line + shift;
    if (partner !== null && lines[other].get(partner) === text) pairs.set(line, partner);
  }
  return pairs;
}

/** Git numbers an empty range by the line before it. */
function rangeOf(hunk: Hunk, side: Side): { readonly begin: number; readonly end: number } {
  const [start, count] = side === 'before' ? [hunk.oldStart, hunk.oldLines] : [hunk.newStart, hunk.newLines];
  const begin = count === 0 ? start + 1 : start;
  return { begin, end: begin + count };
}
