import { type DeclaredName, declaredNames, isListing } from '../adr/undocumented.ts';
import { isAppError } from '../kernel/app-error.ts';
import type { FileReading } from '../ports/repository.ts';
import type { LibraryFiles } from './library-source.ts';

/** So many files that list packages, services and tables are read; few repositories have more. */
const MOST_LISTS = 200;

/** The names that a repository declares at its base, so that what is there already is no new decision. */
export async function readKnownNames(files: LibraryFiles, base: string): Promise<readonly DeclaredName[]> {
  const blobs = await files.listBlobs(base, '');
  const paths = blobs.filter(({ kind, path }) => kind === 'file' && isListing(path)).map(({ path }) => path);
  const readings = await readThem(files, base, paths.slice(0, MOST_LISTS));
  return declaredNames(
    [...readings].flatMap(([path, reading]) => (reading.kind === 'text' ? [{ path, text: reading.text }] : [])),
  );
}

/** Where the text before a diff is not known, no name is: a question too many blocks nobody. */
async function readThem(
  files: LibraryFiles,
  base: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, FileReading>> {
  try {
    return await files.readFiles(base, paths);
  } catch (error) {
    if (isAppError(error) && error.code === 'bad-input') return new Map();
    throw error;
  }
}
