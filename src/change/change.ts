/**
 * A change as plain read-only data: what a pull request, a local git range or a
 * unified diff says, and nothing about where it came from.
 *
 * Invariants: paths use `/` and are relative to the repository; texts hold `\n` line
 * ends only; line numbers are 1-based; files are sorted by path.
 */
export interface Change {
  /** Where it was read from, for people: `momentum`, `acme/quant#41`, `change.diff`. */
  readonly name: string;
  /** Commit of the merge base, null when the change is only a diff. */
  readonly base: string | null;
  /** Commit of the head, null when the change is only a diff. */
  readonly head: string | null;
  readonly files: readonly ChangedFile[];
}

/** What a change did to a file. */
export type FileStatus = 'added' | 'modified' | 'deleted' | 'renamed';

/** One file of a change, with as much of its texts as is known. */
export interface ChangedFile {
  readonly path: string;
  /** The path before a rename, otherwise null. */
  readonly previousPath: string | null;
  readonly status: FileStatus;
  readonly binary: boolean;
  /** Whole text before the change; null when the file is new, binary, or a diff alone does not tell it. */
  readonly before: string | null;
  /** Whole text after the change; null when the file is deleted, binary, or a diff alone does not tell it. */
  readonly after: string | null;
  readonly hunks: readonly Hunk[];
  /** Why a text could not be read (`over 2 MB`, `a symbolic link`), null when they could or need not be. */
  readonly unreadable: string | null;
}

/** A run of changed lines with context, numbered as `git diff` numbers them. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  /** The text behind the second `@@`: git's guess at the enclosing symbol; may be empty. */
  readonly section: string;
  readonly lines: readonly HunkLine[];
}

/** One line of a hunk, with its number on each side. */
export interface HunkLine {
  readonly kind: 'context' | 'added' | 'removed';
  /** Line in the text before; null for an added line. */
  readonly before: number | null;
  /** Line in the text after; null for a removed line. */
  readonly after: number | null;
  readonly text: string;
  /** Set on the last line of a text that has no line end (`\ No newline at end of file`). */
  readonly unterminated?: true;
}

/** A line of a file, on one side of the change. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly side: 'before' | 'after';
}

/** Numbers of the added lines of a file, in its text after the change. */
export function addedLines(file: ChangedFile): ReadonlySet<number> {
  const added = new Set<number>();
  for (const line of changedLines(file)) if (line.after !== null) added.add(line.after);
  return added;
}

/** Number of added and removed lines of a file. */
export function changedLineCount(file: ChangedFile): number {
  return changedLines(file).length;
}

/** The added and removed lines of a file in diff order. */
function changedLines(file: ChangedFile): readonly HunkLine[] {
  return file.hunks.flatMap((hunk) => hunk.lines.filter((line) => line.kind !== 'context'));
}
