import type { ChangedFile, Hunk, Place } from '../change.ts';

export type Side = Place['side'];

/** The known lines of a file before and after the change. */
export interface TwoSides {
  readonly before: ReadonlyMap<number, string>;
  readonly after: ReadonlyMap<number, string>;
}

/** The lines of a file by number: of the whole texts where they are known, else of the hunks. */
export function readSides(file: ChangedFile): TwoSides {
  return { before: readSide(file, 'before'), after: readSide(file, 'after') };
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
export function partnerOf(file: ChangedFile, place: { side: Side; line: number }, sides: TwoSides): number | null {
  const other = place.side === 'after' ? 'before' : 'after';
  const partner = shiftedLine(file, place.side, place.line);
  if (partner === null) return null;
  const same = sides[other].has(partner) && sides[other].get(partner) === sides[place.side].get(place.line);
  return same ? partner : null;
}

function shiftedLine(file: ChangedFile, side: Side, line: number): number | null {
  let shift = 0;
  for (const hunk of file.hunks) {
    const ranges = {
      before: beginAndEnd(hunk.oldStart, hunk.oldLines),
      after: beginAndEnd(hunk.newStart, hunk.newLines),
    };
    const other = side === 'after' ? 'before' : 'after';
    if (line < ranges[side].begin) break;
    if (line < ranges[side].end) return hunk.lines.find((each) => each[side] === line)?.[other] ?? null;
    shift = ranges[other].end - ranges[side].end;
  }
  return line + shift;
}

/** Git numbers an empty range by the line before it. */
function beginAndEnd(start: number, count: number): { begin: number; end: number } {
  const begin = count === 0 ? start + 1 : start;
  return { begin, end: begin + count };
}
