/** The lines of a hunk on both sides; a side without lines is null. */
export interface HunkRange {
  readonly before: LineRange | null;
  readonly after: LineRange | null;
}

/** Lines from the first to the last one, both counted from 1. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

const HEADER = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@/;

/** The hunks of a patch without file headers, by their headers alone; an omitted count is one (`@@ -5 +5 @@`). */
export function hunkRanges(patch: string): readonly HunkRange[] {
  // A line of a text may hold whatever else is taken for a line end; every one of a hunk begins with a sign of its own.
  return patch.split('\n').flatMap((line) => {
    const [header, oldStart, oldCount, newStart, newCount] = HEADER.exec(line) ?? [];
    if (header === undefined) return [];
    return [
      {
        before: rangeOf(Number(oldStart), Number(oldCount ?? 1)),
        after: rangeOf(Number(newStart), Number(newCount ?? 1)),
      },
    ];
  });
}

/** Whether lines lie wholly within one hunk, on one side. */
export function liesWithin({ first, last }: LineRange, side: keyof HunkRange, hunks: readonly HunkRange[]): boolean {
  return hunks.some((hunk) => {
    const range = hunk[side];
    return range !== null && range.first <= first && last <= range.last && first <= last;
  });
}

function rangeOf(first: number, count: number): LineRange | null {
  return count === 0 ? null : { first, last: first + count - 1 };
}
