import { isInside } from '../../change/diff-path.ts';
import { compareText } from '../../kernel/compare-text.ts';
import type { FileReading, ListedBlob } from '../../ports/repository.ts';
import type { Access } from './access.ts';
import { readBlobs } from './blobs.ts';
import type { TreeEntry, TreeReader } from './tree.ts';

/** Reads the files at paths of a commit; what is not a plain file counts as absent. */
export async function readFiles(
  { access, trees }: { readonly access: Access; readonly trees: TreeReader },
  commit: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, FileReading>> {
  const found = await trees.readPaths(commit, paths.filter(isInside));
  const plain = [...found].filter(([, entry]) => isPlain(entry));
  const { readings } = await readBlobs(
    access,
    plain.map(([path, { id, size }]) => ({ id, size: size ?? 0, commit, path })),
  );
  const ids = new Map(plain.map(([path, { id }]) => [path, id]));
  return new Map(paths.map((path) => [path, readings.get(ids.get(path) ?? '') ?? { kind: 'absent' }]));
}

/** Paths of the plain files below a folder of a commit, sorted. */
export async function listFilesBelow(trees: TreeReader, commit: string, folder: string): Promise<readonly string[]> {
  const blobs = await listBlobsBelow(trees, commit, folder);
  return blobs.filter(({ kind }) => kind === 'file').map(({ path }) => path);
}

/** Files and links below a folder of a commit, sorted by path; submodules are not here. */
export async function listBlobsBelow(
  trees: TreeReader,
  commit: string,
  folder: string,
): Promise<readonly ListedBlob[]> {
  const bare = folder.replace(/\/+$/, '');
  if (bare !== '' && !isInside(bare)) return [];
  const below = await trees.readBelow(commit, bare);
  return [...below]
    .flatMap(([path, entry]): readonly ListedBlob[] => {
      if (isPlain(entry)) return [{ path, id: entry.id, kind: 'file' }];
      return entry.mode === '120000' ? [{ path, id: entry.id, kind: 'link' }] : [];
    })
    .sort((left, right) => compareText(left.path, right.path));
}

/** Links could lead anywhere and submodules are not here. */
function isPlain({ mode }: TreeEntry): boolean {
  return mode.startsWith('100');
}
