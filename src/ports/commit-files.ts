/** Files of commits as bytes, whatever they hold; nothing is checked out, and no link or submodule is followed. */
export interface CommitFiles {
  /** What stands at a path of a commit: its bytes, if it is a plain file of at most so many. */
  read(commit: string, path: string, most: number): Promise<CommitFile>;
}

/** What stands at a path of a commit. */
export type CommitFile =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'absent' }
  /** Such as `a symbolic link`, `a submodule`, `a folder`, `over 1 MB`. */
  | { readonly kind: 'unusable'; readonly reason: string };
