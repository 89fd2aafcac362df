/** What happened to the labels, the title, the state or the reviewers of a pull request; people by their logins, times in seconds. */
export interface PullEvent {
  readonly id: number;
  readonly kind:
    | 'labeled'
    | 'unlabeled'
    | 'renamed'
    | 'closed'
    | 'reopened'
    | 'merged'
    | 'review_requested'
    | 'base_ref_changed';
  readonly by: string;
  readonly at: string;
  readonly label?: string;
  readonly rename?: { readonly from: string; readonly to: string };
  /** Login of the person, or slug of the team, whose review was requested. */
  readonly reviewer?: string;
  readonly team?: string;
}

/** A body of a pull request as it stood after an edit; the first one is that of its beginning. */
export interface BodyEdit {
  readonly id: number;
  readonly by: string;
  readonly at: string;
  readonly text: string;
  /** When somebody took it out of the history; its text is gone then. */
  deletedAt: string | null;
}

/** That a branch came to stand at another commit. */
export interface Activity {
  readonly id: number;
  readonly branch: string;
  /** Zeros where there was no branch. */
  readonly before: string;
  readonly after: string;
  readonly kind: 'push' | 'force_push' | 'branch_creation' | 'branch_deletion' | 'pr_merge' | 'merge_queue_merge';
  readonly by: string;
  readonly at: string;
}

/** A review by a person. */
export interface Review {
  readonly id: number;
  readonly by: string;
  readonly body: string;
  readonly commit: string;
  readonly at: string;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';
}

/** A variable of a repository. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A variable of an organisation, and the repositories that it reaches by their numbers; null for all. */
export interface SharedVariable extends Variable {
  readonly owner: string;
  readonly reaches: readonly number[] | null;
}

/** A commit status, as anybody who may write can set one. */
export interface CommitStatus {
  readonly id: number;
  readonly repositoryId: number;
  readonly sha: string;
  readonly context: string;
  readonly state: 'error' | 'failure' | 'pending' | 'success';
  /** Login of whoever set it. */
  readonly by: string;
  readonly at: string;
}

/** A ruleset of a repository. */
export interface Ruleset {
  readonly id: number;
  readonly name: string;
  readonly enforcement: 'active' | 'disabled' | 'evaluate';
  /** Branch names or `~DEFAULT_BRANCH` or `~ALL`. */
  readonly branches: readonly string[];
  readonly rules: readonly Readonly<Record<string, unknown>>[];
}

/** What a merge queue made of a pull request. */
export interface MergeGroup {
  readonly headSha: string;
  readonly headRef: string;
  readonly baseSha: string;
}
