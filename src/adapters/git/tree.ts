import { isInside } from '../../change/diff-path.ts';
import { compareText } from '../../kernel/compare-text.ts';
import type { FileReading, ListedBlob } from '../../ports/repository.ts';
import { readBlobs } from './blobs.ts';
import { findCommit } from './commits.ts';
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
  const wanted = paths.filter(isInside);
  const ids = new Map<string, string>();
  for (let at = 0; at < wanted.length; at += PATHS_AT_ONCE) {
    const some = wanted.slice(at, at + PATHS_AT_ONCE);
    for (const { path, id } of await listPlainFiles(place, [commit, '--', ...some])) ids.set(path, id);
  }
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
  const below = bare === '' ? [] : ['--', `${bare}/`];
  const blobs = await listEntries(place, ['-r', commit, ...below]);
  return blobs.sort((left, right) => compareText(left.path, right.path));
}

/** Links could lead anywhere: only files are read. */
async function listPlainFiles(place: GitPlace, args: readonly string[]): Promise<readonly ListedBlob[]> {
  return (await listEntries(place, args)).filter(isFile);
}

function isFile({ kind }: ListedBlob): boolean {
  return kind === 'file';
}

async function listEntries(place: GitPlace, args: readonly string[]): Promise<ListedBlob[]> {
  const answer = await askGit(inObjects(place, ['ls-tree', '-z', '--full-tree', ...args]), 'listing files');
  return answer.split('\0').flatMap((line) => {
    const [, mode = '', id = '', path = ''] = /^(100\d{3}|120000) blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
    return path === '' ? [] : [{ path, id, kind: mode === '120000' ? 'link' : 'file' }];
  });
}
