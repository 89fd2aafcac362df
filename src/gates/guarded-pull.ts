import type { Change } from '../change/change.ts';
import type { TextReading } from '../change/text.ts';

/** A pull request as the gates read it: plain data, never instructions. */
export interface GuardedPull {
  readonly title: string;
  /** Markdown; empty when the author wrote none. */
  readonly body: string;
  readonly headBranch: string;
  /** Where its repository stands, by which its issue addresses are known; null when that is not known. */
  readonly home: Home | null;
  /** Whether the head stands in another repository. */
  readonly fork: boolean;
  /** Whether someone with write access approved this very head; asked only where `wantsApproval` says so. */
  readonly headApproved: boolean;
}

/** A repository by its address: `github.com`, `acme`, `quant`. */
export interface Home {
  readonly host: string;
  readonly owner: string;
  readonly name: string;
}

/** The files that the gates look at. */
export interface GuardedFiles {
  /** What the pull request changes; whole texts only of the files that `wantsWholeText` names. */
  readonly change: Change;
  /** Paths of the base commit below the folders that were asked for. */
  readonly base: ReadonlySet<string>;
  /** Paths of the head commit below the folders that were asked for. */
  readonly head: ReadonlySet<string>;
  /** Texts of the head commit that were asked for, by path; a path that is not there is absent. */
  readonly texts: ReadonlyMap<string, TextReading>;
}

/** What the gates ask of the two commits before they answer. */
export interface Wanted {
  /** Folders without a slash at their end; the empty one is the whole commit. */
  readonly baseFolders: readonly string[];
  readonly headFolders: readonly string[];
}
