import type { Change } from '../change/change.ts';
import type { ListedPull, PullRequest } from '../change/pull-request.ts';
import type { CheckOutput, Conclusion } from '../kernel/check.ts';
import type { ReviewThreads } from './review-threads.ts';
import type { RulesHost } from './rules-host.ts';
import type { WorkflowHost } from './workflow-host.ts';

/**
 * What we ask of the place where pull requests stand, for one repository. Reading asks again and again what is true
 * now; writing is idempotent by a key, so that a crash after the host's acceptance makes no second one. What fails
 * outside throws an AppError `outside-failed`.
 */
export interface CodeHost extends RulesHost {
  /** What a pull request changes at a head, with whole texts; looks again at the end whether that is still its head. */
  readChange(pull: PullRequest, mergeBase: string): Promise<PullReading>;
  listOpenPulls(): Promise<readonly ListedPull[]>;
  readonly defaultBranch: () => Promise<string>;
  /** Writes the comment of a key: edits the one that stands, makes one where none does. */
  putComment(comment: CommentOrder): Promise<PublishedComment>;
  /** Writes the check run of a key on a commit: updates the one that stands, makes one where none does. */
  putCheck(check: CheckOrder): Promise<PublishedCheck>;
  /** Requests reviews of people and teams, those who were ever asked or have reviewed aside; says whom it could not ask. */
  askForReviews(wanted: AskedReviews): Promise<readonly NotAsked[]>;
  /** Puts labels on a pull request beside those that it has, unless it once had them; says which it could not put on. */
  putLabels(number: number, labels: readonly string[]): Promise<readonly NotAsked[]>;
  /** Puts a reaction of ours on a comment; a second time changes nothing. */
  react(commentId: number, reaction: Reaction): Promise<void>;
  /** Conversations on the lines of pull requests. */
  readonly threads: ReviewThreads;
  /** Runs of workflows and what they left behind. */
  readonly workflows: WorkflowHost;
}

/** What became of reading a pull request's change. */
export type PullReading =
  | {
      readonly kind: 'read';
      readonly change: Change;
      /** How it was read where that was not the usual way, for the dossier's notes. */
      readonly notes: readonly string[];
    }
  /** The pull request has another head by now, whose own event brings its own review. */
  | { readonly kind: 'moved'; readonly head: string }
  | { readonly kind: 'unreadable'; readonly why: string };

/** A comment to stand on a pull request. */
export interface CommentOrder {
  readonly number: number;
  /** Beginning of the body's first line, by which the comment is found again: `<!-- conclave:verdict pr=41 n=1 `. */
  readonly marker: string;
  readonly body: string;
  /** Where it stood when it was written last; null when that is not known. */
  readonly knownId: number | null;
}

/** A comment that stands. */
export interface PublishedComment {
  readonly id: number;
  readonly url: string;
  readonly how: 'created' | 'edited';
}

/** A check run to stand on a commit. */
export interface CheckOrder {
  readonly name: string;
  readonly sha: string;
  /** Our key of it, kept by the host as external id. */
  readonly key: string;
  readonly knownId: number | null;
  readonly state:
    | { readonly kind: 'in-progress'; readonly startedAt: string }
    | { readonly kind: 'completed'; readonly conclusion: Conclusion; readonly completedAt: string };
  readonly output: CheckOutput;
  readonly detailsUrl: string | null;
}

/** A check run that stands. */
export interface PublishedCheck {
  readonly id: number;
  readonly url: string;
}

/** Whose review a pull request needs beside that of the committee. */
export interface AskedReviews {
  readonly number: number;
  /** Login of the author, whom nobody can ask. */
  readonly author: string;
  readonly users: readonly string[];
  /** `org/team`. */
  readonly teams: readonly string[];
}

/** Somebody who could not be asked, or a label that could not be put on. */
export interface NotAsked {
  readonly whom: string;
  readonly why: string;
}

/** The reactions that we give. */
export type Reaction = 'eyes' | 'rocket' | '+1' | '-1' | 'confused';
