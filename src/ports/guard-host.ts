import type { Change } from '../change/change.ts';
import type { PullRequest } from '../change/pull-request.ts';
import type { CommitAccounts, VariableReading } from '../gates/bypass.ts';
import type { Labelling } from '../gates/labelling.ts';
import type { Repository } from './repository.ts';

/**
 * What guarding asks of the host of a repository, all of it read and never changed. What fails outside throws an
 * AppError `outside-failed`; a permission that is missing is named in it.
 */
export interface GuardHost {
  /** The pull request as it is now; null when there is none of that number. */
  readPull(number: number): Promise<PullRequest | null>;
  /** The newest commit of a base branch, and the commit at which a head left it. */
  findBase(branch: string, head: string): Promise<BaseCommits>;
  /** Files of a commit, for what instructs; folders, links and submodules count as absent. */
  readonly files: Pick<Repository, 'readFiles' | 'listFiles' | 'listBlobs'>;
  /** What a person may do in the repository now. */
  permissionOf(login: string): Promise<Permission>;
  /** Logins with maintain or admin; null when the host does not let us read them. */
  listMaintainers(): Promise<readonly string[] | null>;
  /** The pull request that a merge group is made of, and whether the group holds the head that it has now. */
  readQueued(group: MergeGroup): Promise<QueuedPull | null>;
  /**
   * What a head adds to a base, also where that is nothing or no text; whole texts and added lines only of the files
   * that are wanted. With the number of a pull request its list of files helps where a commit is too large to be listed.
   */
  readTouched(ends: TouchedEnds, wantsText: (path: string) => boolean): Promise<Change>;
  /** A variable of the repository, or else of its organisation where that one reaches it. */
  readVariable(name: string): Promise<VariableReading>;
  /** How a label came to stand on a pull request; null when it does not stand there. */
  readLabelling(number: number, label: string): Promise<Labelling | null>;
  /** The head that a pull request had at a moment (ISO time); null where the host's history does not tell. */
  readHeadAt(number: number, at: string): Promise<string | null>;
  /** The accounts of every commit of a pull request; null when the host does not list them all. */
  listCommitAccounts(number: number): Promise<readonly CommitAccounts[] | null>;
  /** Whether somebody with write access approved a pull request at this very head, and took it not back. */
  isApproved(number: number, head: string): Promise<boolean>;
}

/** Two commits, the first one an ancestor of the second, and the pull request that they belong to. */
export interface TouchedEnds {
  readonly base: string;
  readonly head: string;
  /** Null when the head is none of a pull request, as in a merge queue. */
  readonly number: number | null;
}

/** Where a change begins. */
export interface BaseCommits {
  /** The newest commit of the base branch; what instructs is read there. */
  readonly tip: string;
  readonly mergeBase: string;
}

/** What a person may do in a repository, in the host's order. */
export type Permission = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none';

/** A commit that a merge queue made to be tested. */
export interface MergeGroup {
  readonly headSha: string;
  readonly headRef: string;
  readonly baseSha: string;
}

/** A pull request in a merge queue. */
export interface QueuedPull {
  readonly pull: PullRequest;
  /** False when its head is not the one that was queued, or when that cannot be told. */
  readonly headIsQueued: boolean;
}
