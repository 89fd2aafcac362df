/** A comment on lines or on a file of a pull request; those that answer the same one are a thread. */
export interface ReviewComment {
  readonly id: number;
  /** The comment with which its thread begins; its own number when it does. */
  readonly root: number;
  readonly reviewId: number;
  readonly by: string;
  /** Number of the app that wrote it; null for a person. */
  readonly app: number | null;
  readonly commit: string;
  readonly at: string;
  readonly path: string;
  /** Null for a comment on a file. */
  readonly lines: ReviewLines | null;
  readonly reactions: { readonly id: number; readonly by: string; readonly content: string }[];
  body: string;
  edited: { readonly by: string; readonly at: string } | null;
  edits: number;
  minimized: boolean;
  /** Of the first comment of a thread: who resolved it. */
  resolvedBy: string | null;
}

/** The lines of a diff that a comment is about. */
export interface ReviewLines {
  readonly side: 'LEFT' | 'RIGHT';
  readonly line: number;
  readonly start: number | null;
}
