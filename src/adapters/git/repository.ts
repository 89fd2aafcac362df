import type { LocalRepository } from '../../ports/repository.ts';
import { findBranch } from './branch.ts';
import { findCommit } from './commits.ts';
import { findHome } from './home.ts';
import { findPlace } from './place.ts';
import { readRange } from './range.ts';
import { readTouched } from './touched.ts';
import { listBlobs, listFiles, readFiles } from './tree.ts';

/** Opens the git repository that holds a folder, for reading; throws an AppError when there is none. */
export async function openRepository(
  folder: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<LocalRepository> {
  const place = await findPlace(folder, environment);
  return {
    name: place.name,
    folder: place.workTree,
    findCommit: (ref) => findCommit(place, ref),
    readRange: (range) => readRange(place, range),
    readTouched: (range, wantsText) => readTouched(place, range, wantsText),
    findBranch: (ref) => findBranch(place, ref),
    findHome: () => findHome(place),
    readFiles: (commit, paths) => readFiles(place, commit, paths),
    listFiles: (commit, below) => listFiles(place, commit, below),
    listBlobs: (commit, below) => listBlobs(place, commit, below),
  };
}
