import { isAppError } from '../kernel/app-error.ts';
import { compareText } from '../kernel/compare-text.ts';
import { folderOfGlob, type Glob, matchesAny } from '../kernel/glob.ts';
import type { ListedBlob } from '../ports/repository.ts';
import type { LibrarySource } from './library-source.ts';

/** The documents that a configuration names, by path, and what a person should know of how they were listed. */
export interface ListedDocuments {
  readonly blobs: readonly ListedBlob[];
  readonly notes: readonly string[];
}

/** Lists the documents that may be cited; where a repository is too large to be listed whole, its folders are. */
export async function listDocuments(source: LibrarySource): Promise<ListedDocuments> {
  const { adrs, docs } = source.knowledge;
  const globs = [...adrs, ...docs];
  const everywhere = globs.filter((glob) => folderOfGlob(glob) === '');
  const within = globs.filter((glob) => folderOfGlob(glob) !== '');
  if (everywhere.length === 0) return { blobs: await listIn(source, within), notes: [] };
  try {
    return { blobs: choose(await source.files.listBlobs(source.commit, ''), globs), notes: [] };
  } catch (error) {
    const isTooLarge = isAppError(error) && error.code === 'outside-failed' && error.facts.passing !== true;
    if (!isTooLarge || within.length === 0) throw error;
    const note = `The repository is too large to be listed whole; no document was sought by ${everywhere.join(', ')}.`;
    return { blobs: await listIn(source, within), notes: [note] };
  }
}

async function listIn({ files, commit }: LibrarySource, globs: readonly Glob[]): Promise<readonly ListedBlob[]> {
  const folders = [...new Set(globs.map(folderOfGlob))].sort(compareText);
  const outer = folders.filter((folder) => !folders.some((other) => folder.startsWith(`${other}/`)));
  const blobs: ListedBlob[] = [];
  for (const folder of outer) blobs.push(...(await files.listBlobs(commit, folder)));
  return choose(blobs, globs);
}

function choose(blobs: readonly ListedBlob[], globs: readonly Glob[]): readonly ListedBlob[] {
  return blobs.filter(({ path }) => matchesAny(path, globs)).sort((left, right) => compareText(left.path, right.path));
}
