import { diffArrays } from 'diff';
import type { Hunk, HunkLine } from './change.ts';
import { splitLines } from './text.ts';

/** Lines of context around a change, as `git diff` shows them. */
const CONTEXT = 3;

/** Most lines that are put in or taken out before the comparison gives up looking for the shortest way. */
const MOST_EDITS = 1_000;

/** Most steps of one comparison: its edits times its lines. */
const MOST_STEPS = 20_000_000;

/**
 * The hunks that lead from one text to another, such that `applyHunks(before, hunks)` is `after`. The work is bounded:
 * texts that have too little in common get one hunk from the first to the last line that differs.
 */
export function compareTexts(before: string, after: string): readonly Hunk[] {
  const sides: Sides = { before: splitLines(before), after: splitLines(after) };
  return group(findEdits(sides)).map((edits) => assembleHunk(sides, edits));
}

interface Sides {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Lines from `old` on, `oldCount` of them, become lines from `new` on, `newCount` of them; counted from 0. */
interface Edit {
  readonly old: number;
  readonly oldCount: number;
  readonly new: number;
  readonly newCount: number;
}

function findEdits(sides: Sides): readonly Edit[] {
  const { before, after } = sides;
  const start = countEqual(sides, (side, index) => side[index]);
  const rest = { before: before.slice(start), after: after.slice(start) };
  const end = countEqual(rest, (side, index) => side[side.length - 1 - index]);
  const middle = { before: rest.before.slice(0, -end || undefined), after: rest.after.slice(0, -end || undefined) };
  if (middle.before.length === 0 && middle.after.length === 0) return [];
  const whole = { old: 0, oldCount: middle.before.length, new: 0, newCount: middle.after.length };
  const edits = shortestEdits(middle) ?? [whole];
  return edits.map((edit) => ({ ...edit, old: edit.old + start, new: edit.new + start }));
}

/** How many lines are equal on both sides, in the order in which they are picked. */
function countEqual(
  { before, after }: Sides,
  pick: (side: readonly string[], index: number) => string | undefined,
): number {
  const most = Math.min(before.length, after.length);
  let count = 0;
  while (count < most && pick(before, count) === pick(after, count)) count += 1;
  return count;
}

/** Null when the shortest way is longer than what is looked for. */
function shortestEdits(sides: Sides): readonly Edit[] | null {
  const numbers = new Map<string, number>();
  const [before, after] = [numberLines(sides.before, numbers), numberLines(sides.after, numbers)];
  const most = Math.min(MOST_EDITS, Math.ceil(MOST_STEPS / (before.length + after.length)));
  if (before.length + after.length - 2 * countShared(before, after) > most) return null;
  const parts = diffArrays(before, after, { maxEditLength: most });
  if (parts === undefined) return null;
  const edits: Edit[] = [];
  const at = { old: 0, new: 0 };
  for (const { added, removed, count } of parts) {
    const edit = { ...at, oldCount: added ? 0 : count, newCount: removed ? 0 : count };
    if (added || removed) addEdit(edits, edit);
    at.old += edit.oldCount;
    at.new += edit.newCount;
  }
  return edits;
}

/** Each line as the number of its text, so that two are compared at once. */
function numberLines(lines: readonly string[], numbers: Map<string, number>): number[] {
  return lines.map((line) => {
    const number = numbers.get(line) ?? numbers.size;
    numbers.set(line, number);
    return number;
  });
}

/** How many lines two texts have in common at most, wherever they stand; it tells at once that a way is long. */
function countShared(before: readonly number[], after: readonly number[]): number {
  const left = new Map<number, number>();
  for (const number of before) left.set(number, (left.get(number) ?? 0) + 1);
  return after.filter((number) => {
    const count = left.get(number) ?? 0;
    left.set(number, count - 1);
    return count > 0;
  }).length;
}

/** What stands directly behind the edit before it is one with it. */
function addEdit(edits: Edit[], edit: Edit): void {
  const last = edits.at(-1);
  if (last === undefined || last.old + last.oldCount < edit.old) edits.push(edit);
  else
    edits.splice(-1, 1, {
      ...last,
      oldCount: last.oldCount + edit.oldCount,
      newCount: last.newCount + edit.newCount,
    });
}

/** Edits whose context would meet stand in one hunk. */
function group(edits: readonly Edit[]): readonly (readonly Edit[])[] {
  const groups: Edit[][] = [];
  for (const edit of edits) {
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && edit.old - (last.old + last.oldCount) <= 2 * CONTEXT) groups.at(-1)?.push(edit);
    else groups.push([edit]);
  }
  return groups;
}

function assembleHunk({ before, after }: Sides, edits: readonly Edit[]): Hunk {
  const lines: HunkLine[] = [];
  const first = edits[0]?.old ?? 0;
  const start = Math.max(0, first - CONTEXT);
  const at = { old: start, new: (edits[0]?.new ?? 0) - (first - start) };
  const newStart = at.new;
  const keep = (until: number) => {
    for (; at.old < until; at.old += 1, at.new += 1)
      lines.push(hunkLine('context', before[at.old] ?? '', { before: at.old + 1, after: at.new + 1 }));
  };
  for (const edit of edits) {
    keep(edit.old);
    for (const end = at.old + edit.oldCount; at.old < end; at.old += 1)
      lines.push(hunkLine('removed', before[at.old] ?? '', { before: at.old + 1, after: null }));
    for (const end = at.new + edit.newCount; at.new < end; at.new += 1)
      lines.push(hunkLine('added', after[at.new] ?? '', { before: null, after: at.new + 1 }));
  }
  keep(Math.min(before.length, at.old + CONTEXT));
  return {
    ...{ oldStart: numberFrom(start, at.old), oldLines: at.old - start },
    ...{ newStart: numberFrom(newStart, at.new), newLines: at.new - newStart },
    section: '',
    lines,
  };
}

/** A side without lines names the line behind which it stands. */
function numberFrom(start: number, end: number): number {
  return start === end ? start : start + 1;
}

function hunkLine(kind: HunkLine['kind'], line: string, at: Pick<HunkLine, 'before' | 'after'>): HunkLine {
  const isTerminated = line.endsWith('\n');
  return { kind, ...at, text: isTerminated ? line.slice(0, -1) : line, ...(!isTerminated && { unterminated: true }) };
}
