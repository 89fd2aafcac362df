import type { ChangedPath } from '../change/changed-since.ts';
import type { TextReading } from '../change/text.ts';
import { isAppError } from '../kernel/app-error.ts';
import type { FileReading, Repository } from '../ports/repository.ts';

/** Two trees of one repository, and the paths at which they are compared. */
export interface Trees {
  readonly before: string;
  readonly after: string;
  readonly paths: readonly string[];
}

/** The part of a repository in which trees are compared. */
export type TreeFiles = Pick<Repository, 'readFiles' | 'listBlobs'>;

/**
 * What two trees hold differently at some paths, by the ids of their contents; null when the earlier commit is not there
 * any more. Only what differs is read.
 */
export async function readSince(files: TreeFiles, trees: Trees): Promise<readonly ChangedPath[] | null> {
  const { before, after, paths } = trees;
  const earlier = await listIds(files, before);
  if (earlier === null) return null;
  const later = new Map((await files.listBlobs(after, '')).map(({ path, id }) => [path, id]));
  const differing = [...new Set(paths)].filter((path) => earlier.get(path) !== later.get(path)).sort();
  if (differing.length === 0) return [];
  const [old, now] = [await files.readFiles(before, differing), await files.readFiles(after, differing)];
  return differing.map((path) => ({ path, before: sideOf(old.get(path)), after: sideOf(now.get(path)) }));
}

/** Null when the commit is not there. */
async function listIds(files: TreeFiles, commit: string): Promise<ReadonlyMap<string, string> | null> {
  try {
    return new Map((await files.listBlobs(commit, '')).map(({ path, id }) => [path, id]));
  } catch (error) {
    if (isAppError(error) && error.facts.absent === true) return null;
    throw error;
  }
}

function sideOf(reading: FileReading | undefined): TextReading | null {
  return reading === undefined || reading.kind === 'absent' ? null : reading;
}
