import { isInside } from '../../change/diff-path.ts';
import { compareText } from '../../kernel/compare-text.ts';
import type { FileReading, ListedBlob } from '../../ports/repository.ts';
import { readBlobs } from './blobs.ts';
import { findCommit } from './commits.ts';
import { runGit } from './git.ts';
import { askGit, type GitPlace, inObjects } from './place.ts';

/** How many paths one run of git is asked for, so that the line of arguments stays short enough. */
const PATHS_AT_ONCE = 200;

/** Reads the files at paths of a commit; what is not a plain file counts as absent. */
export async function readFiles(
  place: GitPlace,
  ref: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, FileReading>> {
  const commit = await findCommit(place, ref);
  const found = await findEntries(place, commit, paths.filter(isInside));
  // Links could lead anywhere: only files are read.
  const ids = new Map(found.filter(isFile).map(({ path, id }) => [path, id]));
  const blobs = await readBlobs(place, [...ids.values()]);
  return new Map(paths.map((path) => [path, blobs.get(ids.get(path) ?? '') ?? { kind: 'absent' }]));
}

/** Paths of the plain files below a folder of a commit, sorted. */
export async function listFiles(place: GitPlace, ref: string, folder: string): Promise<readonly string[]> {
  return (await listBlobs(place, ref, folder)).filter(isFile).map(({ path }) => path);
}

/** Files and links below a folder of a commit, sorted by path; submodules are not here. */
export async function listBlobs(place: GitPlace, ref: string, folder: string): Promise<readonly ListedBlob[]> {
  const commit = await findCommit(place, ref);
  const bare = folder.replace(/\/+$/, '');
  if (bare !== '' && !isInside(bare)) return [];
  const all = isPlain(bare) ? await listWhole(place, commit) : null;
  const below = bare === '' ? [] : ['--', `${bare}/`];
  const blobs =
    all?.filter(({ path }) => bare === '' || path.startsWith(`${bare}/`)) ??
    (await listEntries(place, ['-r', commit, ...below]));
  return blobs.sort((left, right) => compareText(left.path, right.path));
}

function isFile({ kind }: ListedBlob): boolean {
  return kind === 'file';
}

/** Whether git would look for just these signs, and could not mean another name by them. */
function isPlain(path: string): boolean {
  return !/\/\/|\/$|^\.\/|\/\.\/|\/\.$|^\.$|\uFFFD/.test(path);
}

async function findEntries(place: GitPlace, commit: string, paths: readonly string[]): Promise<readonly ListedBlob[]> {
  if (paths.length === 0) return [];
  const all = paths.every(isPlain) ? await listWhole(place, commit) : null;
  if (all !== null) {
    const asked = new Set(paths);
    return all.filter(({ path }) => asked.has(path));
  }
  const found: ListedBlob[] = [];
  for (let at = 0; at < paths.length; at += PATHS_AT_ONCE) {
    found.push(...(await listEntries(place, [commit, '--', ...paths.slice(at, at + PATHS_AT_ONCE)])));
  }
  return found;
}

/** Most bytes of the listing of a commit that is kept; of a larger one only what is asked for is listed. */
const LONGEST_LISTING = 4 * 1024 * 1024;
/** How many listings are kept of a repository: of the two ends of a change, and of one more. */
const MOST_LISTINGS = 3;

type Listing = Promise<readonly ListedBlob[] | null>;

/** What a commit holds never changes, so that git is asked once. */
const LISTINGS = new WeakMap<GitPlace, Map<string, Listing>>();

/** Everything that a commit holds; null where it is too much, or not all of its folders are in this clone. */
function listWhole(place: GitPlace, commit: string): Listing {
  const known = LISTINGS.get(place) ?? new Map<string, Listing>();
  LISTINGS.set(place, known);
  const before = known.get(commit);
  if (before !== undefined) return before;
  const listing = readWhole(place, commit);
  for (const oldest of [...known.keys()].slice(0, Math.max(0, known.size + 1 - MOST_LISTINGS))) known.delete(oldest);
  known.set(commit, listing);
  return listing;
}

async function readWhole(place: GitPlace, commit: string): Listing {
  const call = inObjects(place, ['ls-tree', '-z', '--full-tree', '-r', commit]);
  const answer = await runGit(call, LONGEST_LISTING);
  return answer.cut || answer.exitCode !== 0 ? null : parseEntries(answer.output.toString('utf8'));
}

async function listEntries(place: GitPlace, args: readonly string[]): Promise<ListedBlob[]> {
  return parseEntries(await askGit(inObjects(place, ['ls-tree', '-z', '--full-tree', ...args]), 'listing files'));
}

function parseEntries(answer: string): ListedBlob[] {
  return answer.split('\0').flatMap((line) => {
    const [, mode = '', id = '', path = ''] = /^(100\d{3}|120000) blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
    return path === '' ? [] : [{ path, id, kind: mode === '120000' ? 'link' : 'file' }];
  });
}
