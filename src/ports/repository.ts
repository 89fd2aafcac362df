import type { Change } from '../change/change.ts';
import type { TextReading } from '../change/text.ts';
import type { Home } from '../gates/guarded-pull.ts';

/** What we ask of a repository; nothing is written, fetched or run in it. */
export interface Repository {
  /** Its name for people: the folder's. */
  readonly name: string;
  /** The folder in which its files stand, null when it holds commits only. */
  readonly folder: string | null;
  /** The id of the commit that a branch, tag or id names; throws an AppError when there is none. */
  findCommit(ref: string): Promise<string>;
  /** What a branch adds to the commit at which it left another one; throws an AppError when that cannot be reviewed. */
  readRange(range: CommitRange): Promise<ChangeReading>;
  /** The files at paths of a commit, by path; folders, links and submodules count as absent. */
  readFiles(commit: string, paths: readonly string[]): Promise<ReadonlyMap<string, FileReading>>;
  /** Paths of the plain files below a folder of a commit, sorted; the empty folder is the whole commit. */
  listFiles(commit: string, folder: string): Promise<readonly string[]>;
  /** Files and symbolic links below a folder of a commit with the ids of their contents, sorted by path. */
  listBlobs(commit: string, folder: string): Promise<readonly ListedBlob[]>;
}

/** A file or symbolic link of a commit, which is not followed. */
export interface ListedBlob {
  readonly path: string;
  /** The id that git gives to its content: the same content has the same id, wherever it stands. */
  readonly id: string;
  readonly kind: 'file' | 'link';
}

/** A repository on this machine, in which somebody works. */
export interface LocalRepository extends Repository {
  /**
   * Which files a branch touches since it left another one, also where that is none or no text; whole texts and lines
   * only of the files that are wanted, and only after the change. Throws an AppError when the two have no commit in common.
   */
  readTouched(range: CommitRange, wantsText: (path: string) => boolean): Promise<TouchedReading>;
  /** The name of the branch that a ref means, null for the one that is checked out; null when it means none. */
  findBranch(ref: string | null): Promise<string | null>;
  /** Where the remote `origin` stands; null when there is none, or its address names no repository of a host. */
  findHome(): Promise<Home | null>;
}

/** Two ends of a branch. */
export interface CommitRange {
  readonly base: string;
  /** Null means the commit that is checked out, without what is not committed. */
  readonly head: string | null;
}

/** What a branch touches, and what a person should know of how it was read. */
export type TouchedReading = Pick<ChangeReading, 'change' | 'uncommitted'> & { readonly baseTip: string };

/** A change, and what a person should know of how it was read. */
export interface ChangeReading {
  readonly change: Change;
  /** Commit that the base names now, null for a diff; the merge base stands in the change. */
  readonly baseTip: string | null;
  /** Paths with changes that are not committed and were left out, at most 50; empty when a head was named. */
  readonly uncommitted: readonly string[];
  /** Paths of a diff around which no text could be read, since the folder holds neither side of it. */
  readonly misfits: readonly string[];
}

/** What stands at a path of a commit. */
export type FileReading = TextReading | { readonly kind: 'absent' };
