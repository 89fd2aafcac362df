import type { FileKind } from '../../change/file-kind.ts';
import type { ImportEdge } from '../../evidence/import-edge.ts';
import { compareText } from '../../kernel/compare-text.ts';

/** How strongly two files of a list belong together, by their positions; the first stands before the second. */
export interface Tie {
  readonly first: number;
  readonly second: number;
  readonly weight: number;
}

/** A file that has ties. */
export interface TiedFile {
  readonly path: string;
  readonly kind: FileKind;
}

/** A test belongs to what it tests more than to anything else, a file to what it imports more than to its neighbours. */
const TEST = 3;
const IMPORT = 2;
const FOLDER = 1;

/** The ties of some files, each pair once: by imports, between a test and the file of its name, within a folder. */
export function tieFiles(files: readonly TiedFile[], edges: readonly ImportEdge[]): readonly Tie[] {
  const weights = new Map<number, number>();
  const tie = (one: number, other: number, weight: number) => {
    if (one === other) return;
    const key = Math.min(one, other) * files.length + Math.max(one, other);
    weights.set(key, (weights.get(key) ?? 0) + weight);
  };
  const positions = new Map(files.map(({ path }, position) => [path, position]));
  for (const { from, to } of edges) {
    const [one, other] = [positions.get(from), positions.get(to)];
    if (one !== undefined && other !== undefined) tie(one, other, IMPORT);
  }
  for (const [test, subject] of pairTests(files)) tie(test, subject, TEST);
  for (const [one, other] of neighbours(files)) tie(one, other, FOLDER);
  return Array.from(weights, ([key, weight]) => ({
    first: Math.floor(key / files.length),
    second: key % files.length,
    weight,
  }));
}

type Pair = readonly [one: number, other: number];

const TEST_WORDS = /^tests?[_-]|[._-](?:tests?|spec)$|(?<=[a-z])Tests?$/g;

/** A test with the file whose name it bears; of several the one that shares most of its folders. */
function pairTests(files: readonly TiedFile[]): readonly Pair[] {
  const subjects = new Map<string, number[]>();
  files.forEach(({ path, kind }, position) => {
    if (kind === 'test') return;
    const stem = stemOf(path);
    subjects.set(stem, [...(subjects.get(stem) ?? []), position]);
  });
  return files.flatMap(({ path, kind }, test): readonly Pair[] => {
    if (kind !== 'test') return [];
    const stem = stemOf(path);
    const named = stem.replaceAll(TEST_WORDS, '');
    const candidates = named === stem ? [] : (subjects.get(named) ?? []);
    const [subject] = candidates.toSorted(
      (left, right) => sharedFolders(files[right]?.path, path) - sharedFolders(files[left]?.path, path),
    );
    return subject === undefined ? [] : [[test, subject]];
  });
}

function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** Folders of the one path that stand in the other too, whatever comes before them: `src/a/b.ts` and `test/a/b.test.ts`. */
function sharedFolders(path: string | undefined, other: string): number {
  const folders = new Set(other.split('/').slice(0, -1));
  return (path ?? '')
    .split('/')
    .slice(0, -1)
    .filter((folder) => folders.has(folder)).length;
}

/** The files of each folder as a chain by name: as strong as the folder is large, and no stronger. */
function neighbours(files: readonly TiedFile[]): readonly Pair[] {
  const sorted = files
    .map(({ path }, position) => ({ position, folder: folderOf(path), path }))
    .toSorted((left, right) => compareText(left.folder, right.folder) || compareText(left.path, right.path));
  return sorted.flatMap(({ position, folder }, index): readonly Pair[] => {
    const next = sorted[index + 1];
    return next === undefined || next.folder !== folder ? [] : [[position, next.position]];
  });
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
