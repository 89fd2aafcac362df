/** What we ask of the place where workflows run, for one repository; facts about a run come from here and nowhere else. */
export interface WorkflowHost {
  /** A run as it is now; null when there is none of that number. */
  readRun(id: number): Promise<WorkflowRun | null>;
  /** The newest runs of a workflow file that were started by hand or by a program, newest first; at most a hundred. */
  listStarted(workflow: string): Promise<readonly WorkflowRun[]>;
  /**
   * The base branches for which a run of a pull request's event can have been made: those of every pull request from its
   * head branch that stood open about then. Null where the host does not tell, or a base was changed since.
   */
  basesOf(run: WorkflowRun): Promise<readonly string[] | null>;
  /** The newest artifact of a run by its name. */
  findArtifact(run: number, name: string): Promise<FoundArtifact>;
  /** The bytes of an artifact as a zip archive; more than `most` of them are refused as `bad-input`, the rest unread. */
  downloadArtifact(artifact: number, most: number): Promise<Uint8Array>;
  /** Starts a workflow of the default branch; says why where the host refuses. */
  start(order: WorkflowStart): Promise<Started>;
  /** The bytes of a plain file of a commit, at most so many. */
  readBytes(commit: string, path: string, most: number): Promise<FileBytes>;
  /** The login under which this program acts: `conclave[bot]`. */
  ownLogin(): Promise<string>;
}

/** A run of a workflow. */
export interface WorkflowRun {
  readonly id: number;
  readonly attempt: number;
  /** The event that started it, such as `pull_request` or `workflow_dispatch`. */
  readonly event: string;
  readonly status: 'completed' | 'going';
  /** Null while it goes on. */
  readonly conclusion: string | null;
  /** The workflow file, from the root of the repository. */
  readonly path: string;
  /** For a pull request the head of that, else the commit that was checked out. */
  readonly headSha: string;
  readonly headBranch: string | null;
  /** Login of whom the repository with the head belongs to; null when that repository is gone. */
  readonly headOwner: string | null;
  /** Login of who started it; null when that account is gone. */
  readonly actor: string | null;
  /** What the workflow calls this run. */
  readonly title: string;
  readonly url: string;
  readonly createdAt: string;
}

/** An artifact of a run, or why there is none. */
export type FoundArtifact =
  | { readonly kind: 'found'; readonly id: number; readonly bytes: number }
  | { readonly kind: 'expired' }
  | { readonly kind: 'missing' };

/** A start of a workflow. */
export interface WorkflowStart {
  /** Name of the file in `.github/workflows`. */
  readonly workflow: string;
  /** The branch whose file runs. */
  readonly branch: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/** What became of a start. */
export type Started =
  | { readonly kind: 'started' }
  /** The app lacks the permission. */
  | { readonly kind: 'forbidden' }
  /** The branch has no such workflow. */
  | { readonly kind: 'absent' }
  /** The workflow takes no such start; in the host's words. */
  | { readonly kind: 'unfit'; readonly why: string };

/** A file of a commit, or why there is none. */
export type FileBytes =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'absent' | 'no-file' }
  | { readonly kind: 'too-large'; readonly bytes: number };
