import type { Change, ChangedFile, FileStatus, HunkLine } from '../../src/change/change.ts';

export interface Texts {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A change between whole texts, each file as one hunk; unchanged files are no part of it. */
export function changeOf(texts: readonly Texts[]): Change {
  const files = texts
    .filter(({ before, after }) => before !== after)
    .map(changedFile)
    .toSorted((left, right) => (left.path < right.path ? -1 : 1));
  return { name: 'case', base: 'base', head: 'head', files };
}

/** A change that adds one file. */
export function addedFile(path: string, text: string): Change {
  return changeOf([{ path, before: null, after: text }]);
}

function changedFile({ path, before, after }: Texts): ChangedFile {
  const status: FileStatus = before === null ? 'added' : after === null ? 'deleted' : 'modified';
  const old = linesOf(before);
  const now = linesOf(after);
  const lines = diff(old, now);
  const hunk = { oldStart: 1, oldLines: old.length, newStart: 1, newLines: now.length, section: '', lines };
  return { path, previousPath: null, status, binary: false, before, after, hunks: [hunk], unreadable: null };
}

function linesOf(text: string | null): readonly string[] {
  if (text === null || text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

/** A longest common subsequence by the textbook table, good enough for small files. */
function diff(old: readonly string[], now: readonly string[]): readonly HunkLine[] {
  const table = commonLengths(old, now);
  const lines: HunkLine[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    const [before, after] = [old[i], now[j]];
    if (before !== undefined && before === after) {
      lines.push({ kind: 'context', before: ++i, after: ++j, text: before });
    } else if (
      after === undefined ||
      (before !== undefined && lengthAt(table, i + 1, j) >= lengthAt(table, i, j + 1))
    ) {
      lines.push({ kind: 'removed', before: ++i, after: null, text: before ?? '' });
    } else {
      lines.push({ kind: 'added', before: null, after: ++j, text: after });
    }
  }
  return lines;
}

type Table = readonly (readonly number[])[];

function lengthAt(table: Table, i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}

function commonLengths(old: readonly string[], now: readonly string[]): Table {
  const table: number[][] = [now.map(() => 0)];
  for (const before of old.toReversed()) {
    const below = table[0] ?? [];
    const row: number[] = [];
    for (let j = now.length - 1; j >= 0; j -= 1) {
      row.unshift(before === now[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[0] ?? 0));
    }
    table.unshift(row);
  }
  return table;
}
