import type { FileStatus } from '../../change/change.ts';
import { compareText } from '../../kernel/compare-text.ts';
import type { ListedFile } from './listed-files.ts';
import type { Tree, TreeEntry } from './tree.ts';

/** A changed file with what both commits hold of it, and the hunks that GitHub made. */
export interface ChangedEntry {
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: FileStatus;
  readonly before: TreeEntry | null;
  readonly after: TreeEntry | null;
  readonly patch: string | null;
}

/** Files of the commit before and after a change. */
export interface Trees {
  readonly before: Tree;
  readonly after: Tree;
}

/**
 * What differs between two commits, by path. Git's own ids decide which files that are, so that none can be missed; what
 * GitHub lists adds hunks and renames of altered files. Files that only moved are known by their ids.
 */
export function compareTrees({ before, after }: Trees, listed: readonly ListedFile[]): readonly ChangedEntry[] {
  const renames = findRenames({ before, after }, listed);
  const moved = new Set(renames.values());
  const patches = new Map(listed.map(({ path, patch }) => [path, patch]));
  const come = [...after].flatMap(([path, entry]) => {
    const previousPath = renames.get(path) ?? null;
    const old = before.get(previousPath ?? path) ?? null;
    return isSame(old, entry) && previousPath === null
      ? []
      : [{ path, previousPath, status: statusOf(old, previousPath), before: old, after: entry }];
  });
  const gone = [...before]
    .filter(([path]) => !after.has(path) && !moved.has(path))
    .map(([path, entry]) => ({ path, previousPath: null, status: 'deleted' as const, before: entry, after: null }));
  return [...come, ...gone]
    .map((entry) => ({ ...entry, patch: patches.get(entry.path) ?? null }))
    .sort((left, right) => compareText(left.path, right.path));
}

/** The files that GitHub lists, with what two incomplete trees hold of them. */
export function joinTrees({ before, after }: Trees, listed: readonly ListedFile[]): readonly ChangedEntry[] {
  return listed
    .filter(({ status }) => status !== 'unchanged')
    .map(({ path, previousPath, status, patch }) => {
      const isNew = status === 'added' || status === 'copied';
      const old = isNew ? null : (before.get(previousPath ?? path) ?? null);
      const now = status === 'removed' ? null : (after.get(path) ?? null);
      const from = status === 'renamed' ? previousPath : null;
      return { path, previousPath: from, status: STATUSES[status], before: old, after: now, patch };
    })
    .sort((left, right) => compareText(left.path, right.path));
}

const STATUSES: Readonly<Record<ListedFile['status'], FileStatus>> = {
  added: 'added',
  copied: 'added',
  removed: 'deleted',
  renamed: 'renamed',
  modified: 'modified',
  changed: 'modified',
  unchanged: 'modified',
};

function statusOf(old: TreeEntry | null, previousPath: string | null): FileStatus {
  if (previousPath !== null) return 'renamed';
  return old === null ? 'added' : 'modified';
}

function isSame(old: TreeEntry | null, now: TreeEntry): boolean {
  return old?.id === now.id && old.mode === now.mode;
}

/** New path to old path: as GitHub lists them where the commits agree, and every file that moved unaltered. */
function findRenames({ before, after }: Trees, listed: readonly ListedFile[]): ReadonlyMap<string, string> {
  const renames = new Map<string, string>();
  const gone = new Map([...before].filter(([path]) => !after.has(path)));
  const rename = (path: string, from: string) => {
    if (renames.has(path) || !gone.delete(from)) return;
    renames.set(path, from);
  };
  const isNew = (path: string) => after.has(path) && !before.has(path);
  for (const { path, previousPath, status } of listed)
    if (status === 'renamed' && previousPath !== null && isNew(path)) rename(path, previousPath);
  const byId = Map.groupBy(gone, ([, { id, mode }]) => `${mode} ${id}`);
  for (const [path, { id, mode }] of after) {
    const same = isNew(path) && isMovable(mode) ? (byId.get(`${mode} ${id}`) ?? []) : [];
    const left = same.map(([from]) => from).filter((from) => gone.has(from));
    const [from] = left.toSorted((one, other) => Number(isNamesake(other, path)) - Number(isNamesake(one, path)));
    if (from !== undefined) rename(path, from);
  }
  return renames;
}

function isMovable(mode: string): boolean {
  return mode.startsWith('100');
}

function isNamesake(one: string, other: string): boolean {
  return one.slice(one.lastIndexOf('/') + 1) === other.slice(other.lastIndexOf('/') + 1);
}
