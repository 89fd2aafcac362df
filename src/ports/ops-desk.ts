import type { PublishedComment, Reaction } from './code-host.ts';
import type { Permission } from './guard-host.ts';

/**
 * One repository as the place where operations speak to people: its status issue, its incidents, the pull request of an
 * incident's log entry. What fails outside throws an AppError `outside-failed`; issues that are switched off are named so.
 */
export interface OpsDesk {
  /** The oldest issue of ours whose text begins with a marker, open or closed; null when there is none. */
  findIssue(marker: string): Promise<DeskIssue | null>;
  /** Open issues of ours whose text begins with a marker, oldest first. */
  listOpenIssues(marker: string): Promise<readonly DeskIssue[]>;
  /** An issue by its number, whoever opened it; null when there is none or where it is a pull request. */
  readIssue(number: number): Promise<DeskIssue | null>;
  /** Whether a number is that of a pull request. */
  isPull(number: number): Promise<boolean>;
  openIssue(order: DeskIssueOrder): Promise<DeskIssue>;
  /** Writes over what is given by one request, so that a broken-off run leaves the issue as it was. */
  editIssue(number: number, edit: DeskIssueEdit): Promise<DeskIssue>;
  /** Pins an issue above the list of issues; a refusal is an answer. */
  pin(issue: Pick<DeskIssue, 'nodeId'>): Promise<Pinned>;
  /** Writes the comment of a marker: edits ours where one stands since a moment, makes one where none does. */
  putComment(order: DeskComment): Promise<PublishedComment>;
  /** Puts a reaction of ours on a comment; a second time changes nothing. */
  react(commentId: number, reaction: Reaction): Promise<void>;
  permissionOf(login: string): Promise<Permission>;
  /** The text of a file on the default branch; null when there is none. */
  readFile(path: string): Promise<string | null>;
  /** Offers a file by a pull request on a branch of our own; the one that stands is found again. */
  proposeFile(order: FileProposal): Promise<Proposed>;
}

/** An issue as it stands. */
export interface DeskIssue {
  readonly number: number;
  /** The id by which GraphQL knows it. */
  readonly nodeId: string;
  readonly url: string;
  readonly title: string;
  /** Empty where nothing was written. */
  readonly body: string;
  readonly state: 'open' | 'closed';
  readonly labels: readonly string[];
  /** Whether it was opened with this access. */
  readonly isOurs: boolean;
}

/** An issue to open; its text begins with the marker by which it is found again. */
export interface DeskIssueOrder {
  readonly title: string;
  readonly body: string;
  readonly marker: string;
  readonly labels: readonly string[];
}

/** What is written over of an issue. */
export interface DeskIssueEdit {
  readonly title?: string;
  readonly body?: string;
  readonly state?: 'open' | 'closed';
  /** All labels that it has from then on. */
  readonly labels?: readonly string[];
}

/** What became of pinning. */
export type Pinned = { readonly kind: 'pinned' } | { readonly kind: 'refused'; readonly why: string };

/** A comment to stand on an issue or a pull request. */
export interface DeskComment {
  readonly number: number;
  /** The first line, by which it is found again. */
  readonly marker: string;
  readonly body: string;
  /** ISO 8601: no comment of this marker is older. */
  readonly since: string;
}

/** A file to offer. */
export interface FileProposal {
  /** A branch of our own, the same whenever the same is offered. */
  readonly branch: string;
  readonly path: string;
  /** The whole text that the file shall have. */
  readonly text: string;
  /** Title of the pull request and message of the commit. */
  readonly title: string;
  readonly body: string;
}

/** What became of an offer. */
export type Proposed =
  | { readonly kind: 'proposed'; readonly number: number; readonly url: string }
  /** We may not write there; the branch is named where it stands already. */
  | { readonly kind: 'forbidden'; readonly why: string; readonly branch: string | null };
