import { structuredPatch } from 'diff';
import { contentOf, type Files, type GitObjects, isBinary, type TreeFile } from './git-objects.ts';

/** What became of one file between two commits. */
export interface FileChange {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  readonly previousPath: string | null;
  readonly before: TreeFile | null;
  readonly after: TreeFile | null;
}

/** The changed files between two commits in order of their paths; a moved file with half its lines is renamed. */
export function changesBetween(objects: GitObjects, base: Files, head: Files): readonly FileChange[] {
  const removed = [...base].filter(([path]) => !head.has(path));
  const added = [...head].filter(([path]) => !base.has(path));
  const moves = findMoves(objects, removed, added);
  const gone = new Set(moves.values());
  const changes: FileChange[] = [
    ...removed
      .filter(([path]) => !gone.has(path))
      .map(([path, before]) => ({ path, status: 'removed' as const, previousPath: null, before, after: null })),
    ...added.map(([path, after]): FileChange => {
      const previousPath = moves.get(path) ?? null;
      const before = previousPath === null ? null : (base.get(previousPath) ?? null);
      return { path, status: before === null ? 'added' : 'renamed', previousPath, before, after };
    }),
    ...[...head].flatMap(([path, after]) => {
      const before = base.get(path);
      if (before === undefined || (before.sha === after.sha && before.mode === after.mode)) return [];
      return [{ path, status: 'modified' as const, previousPath: null, before, after }];
    }),
  ];
  return changes.toSorted((left, right) => Buffer.compare(Buffer.from(left.path), Buffer.from(right.path)));
}

/** The lines that a change adds and removes, with the patch as GitHub sends it; null for one that has none. */
export interface LineChanges {
  readonly additions: number;
  readonly deletions: number;
  readonly patch: string | null;
}

/** Compares two states of a file: three lines of context, no file headers, nothing for binary content. */
export function compareLines(objects: GitObjects, { before, after }: FileChange): LineChanges {
  const known = compared.get(objects) ?? new Map<string, LineChanges>();
  compared.set(objects, known);
  const key = `${before?.sha} ${after?.sha}`;
  const lines = known.get(key) ?? compare(bytesOf(objects, before), bytesOf(objects, after));
  known.set(key, lines);
  return lines;
}

const compared = new WeakMap<GitObjects, Map<string, LineChanges>>();

function compare(old: Buffer, now: Buffer): LineChanges {
  if (isBinary(old) || isBinary(now) || old.equals(now)) return { additions: 0, deletions: 0, patch: null };
  const { hunks } = structuredPatch('a', 'b', old.toString('utf8'), now.toString('utf8'), '', '', { context: 3 });
  const lines = hunks.flatMap((hunk) => hunk.lines);
  const text = hunks.flatMap((hunk) => {
    const removed = range('-', hunk.oldStart, hunk.oldLines);
    return [`@@ ${removed} ${range('+', hunk.newStart, hunk.newLines)} @@`, ...hunk.lines];
  });
  return {
    additions: lines.filter((line) => line.startsWith('+')).length,
    deletions: lines.filter((line) => line.startsWith('-')).length,
    patch: text.join('\n'),
  };
}

/** Git leaves a count of one away, and an empty side starts before its first line. */
function range(sign: '-' | '+', start: number, count: number): string {
  const from = count === 0 ? start - 1 : start;
  return count === 1 ? `${sign}${from}` : `${sign}${from},${count}`;
}

function bytesOf(objects: GitObjects, file: TreeFile | null): Buffer {
  if (file === null) return Buffer.alloc(0);
  return file.mode === '160000' ? Buffer.from(`Subproject commit ${file.sha}\n`) : contentOf(objects, file.sha, 'blob');
}

type Listed = readonly (readonly [string, TreeFile])[];

/** New path to old path. */
function findMoves(objects: GitObjects, removed: Listed, added: Listed): ReadonlyMap<string, string> {
  const moves = new Map<string, string>();
  const left = new Map(removed.filter(([, { mode }]) => mode !== '160000'));
  const pair = (likeness: (old: TreeFile, now: TreeFile) => number) => {
    for (const [path, now] of added) {
      if (moves.has(path) || now.mode === '160000') continue;
      const best = [...left].map(([from, old]) => ({ from, alike: likeness(old, now) }));
      const found = best.toSorted((one, other) => other.alike - one.alike)[0];
      if (found === undefined || found.alike < 0.5) continue;
      moves.set(path, found.from);
      left.delete(found.from);
    }
  };
  pair((old, now) => (old.sha === now.sha ? 1 : 0));
  if (left.size * added.length <= 10_000) pair((old, now) => likenessOf(bytesOf(objects, old), bytesOf(objects, now)));
  return moves;
}

/** Share of bytes in lines that both have. */
function likenessOf(old: Buffer, now: Buffer): number {
  if (isBinary(old) || isBinary(now) || old.length === 0 || now.length === 0) return 0;
  const counts = new Map<string, number>();
  for (const line of old.toString('utf8').split(/(?<=\n)/)) counts.set(line, (counts.get(line) ?? 0) + 1);
  let shared = 0;
  for (const line of now.toString('utf8').split(/(?<=\n)/)) {
    const count = counts.get(line) ?? 0;
    if (count > 0) shared += Buffer.byteLength(line);
    counts.set(line, count - 1);
  }
  return shared / Math.max(old.length, now.length);
}
