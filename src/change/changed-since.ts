import type { Change, ChangedFile, Hunk } from './change.ts';
import { compareTexts } from './compare-texts.ts';
import { splitLines, type TextReading } from './text.ts';

/** A path that holds something else than at an earlier commit; a side on which it is not there is null. */
export interface ChangedPath {
  readonly path: string;
  readonly before: TextReading | null;
  readonly after: TextReading | null;
}

/** Two commits of one branch, whatever lies between them. */
export interface Commits {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/**
 * The change that leads from one tree to another at some paths, by their texts alone: no history and no date is asked, so
 * that a rebase or a forced push makes no difference. A file that vanished beside a new one that is mostly the same text
 * counts as renamed.
 */
export function changedSince(paths: readonly ChangedPath[], { name, before, after }: Commits): Change {
  const renamed = pairRenames(paths);
  const gone = new Set(renamed.values());
  const files = paths.flatMap((one) => {
    if (gone.has(one)) return [];
    return [asFile(one, renamed.get(one) ?? null)];
  });
  return { name, base: before, head: after, files: files.sort((one, other) => (one.path < other.path ? -1 : 1)) };
}

/** The share of lines that two texts must have in common for one to be the other under a new name. */
const ALIKE = 0.5;

/** Most pairs of texts that are compared; where there are more, only files of one name are. */
const MOST_PAIRS = 2_500;

function nameOf({ path }: ChangedPath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** New files with the vanished ones that they were, the most alike first, each once. */
function pairRenames(paths: readonly ChangedPath[]): ReadonlyMap<ChangedPath, ChangedPath> {
  const added = paths.filter(({ before, after }) => before === null && after?.kind === 'text');
  const gone = paths.filter(({ before, after }) => after === null && before?.kind === 'text');
  const all = added.length * gone.length <= MOST_PAIRS;
  const likely = added.flatMap((one) =>
    gone.flatMap((other) => {
      if (!all && nameOf(one) !== nameOf(other)) return [];
      const likeness = likenessOf(textOf(other.before), textOf(one.after));
      return likeness >= ALIKE ? [{ one, other, likeness }] : [];
    }),
  );
  likely.sort((left, right) => right.likeness - left.likeness || (left.one.path < right.one.path ? -1 : 1));
  const pairs = new Map<ChangedPath, ChangedPath>();
  const taken = new Set<ChangedPath>();
  for (const { one, other } of likely) {
    if (pairs.has(one) || taken.has(other)) continue;
    pairs.set(one, other);
    taken.add(other);
  }
  return pairs;
}

/** The lines that two texts share, counted as often as both hold them, of those of the longer one. */
function likenessOf(before: string, after: string): number {
  const [old, now] = [splitLines(before), splitLines(after)];
  const longest = Math.max(old.length, now.length);
  if (longest === 0 || Math.min(old.length, now.length) / longest < ALIKE) return 0;
  const left = new Map<string, number>();
  for (const line of old) left.set(line, (left.get(line) ?? 0) + 1);
  let shared = 0;
  for (const line of now) {
    const count = left.get(line) ?? 0;
    if (count === 0) continue;
    left.set(line, count - 1);
    shared += 1;
  }
  return shared / longest;
}

function asFile({ path, before, after }: ChangedPath, was: ChangedPath | null): ChangedFile {
  const old = was === null ? before : was.before;
  const unreadable = [old, after].find((side) => side?.kind === 'unreadable');
  const binary = old?.kind === 'binary' || after?.kind === 'binary';
  return {
    path,
    previousPath: was?.path ?? null,
    status: statusOf(old, after, was),
    binary,
    before: old?.kind === 'text' ? old.text : null,
    after: after?.kind === 'text' ? after.text : null,
    hunks: hunksOf(old, after),
    unreadable: unreadable?.kind === 'unreadable' ? unreadable.reason : null,
  };
}

function statusOf(
  before: TextReading | null,
  after: TextReading | null,
  was: ChangedPath | null,
): ChangedFile['status'] {
  if (was !== null) return 'renamed';
  if (before === null) return 'added';
  return after === null ? 'deleted' : 'modified';
}

function hunksOf(before: TextReading | null, after: TextReading | null): readonly Hunk[] {
  const isText = (side: TextReading | null) => side === null || side.kind === 'text';
  return isText(before) && isText(after) ? compareTexts(textOf(before), textOf(after)) : [];
}

function textOf(side: TextReading | null): string {
  return side?.kind === 'text' ? side.text : '';
}
