import type { DiffFile, FileAnchor, LineAnchor } from '../committee/inline-comment/anchor.ts';
import type { ReviewThread, ThreadOpening } from '../committee/inline-comment/thread.ts';

/**
 * What we ask of the host about conversations on the lines of a pull request. Only what begins with a comment of ours is
 * a thread of ours. Nothing is ever deleted. What fails outside throws an AppError `outside-failed`.
 */
export interface ReviewThreads {
  /** Our threads on a pull request, all of them, with their replies and the 👎 on their first comments. */
  read(number: number): Promise<readonly ReviewThread[]>;
  /** The lines that can be commented on; null when the pull request has another head by now. */
  readDiff(number: number, head: string): Promise<readonly DiffFile[] | null>;
  /** Posts one review that comments and neither approves nor blocks: all of its comments or none. */
  postReview(review: ReviewOrder): Promise<Posting>;
  /** Posts a comment at a file as a whole. */
  postFileComment(comment: FileCommentOrder): Promise<Posting>;
  reply(number: number, openingId: number, body: string): Promise<PostedReply>;
  /** Writes another text over a first comment of ours. */
  rewrite(openingId: number, body: string): Promise<void>;
  /** Marks a thread as resolved; where the host does not let us, its first comment is hidden if that is wanted. */
  close(thread: ThreadHandle, mayHide: boolean): Promise<Closing>;
  /** Takes back what closing did. */
  reopen(thread: ThreadHandle): Promise<void>;
}

/** What of a thread is needed to close it or to open it again. */
export interface ThreadHandle {
  readonly id: string;
  readonly isResolved: boolean;
  readonly opening: Pick<ThreadOpening, 'node' | 'isHidden'>;
}

/** A review to be posted on a commit. */
export interface ReviewOrder {
  readonly number: number;
  readonly head: string;
  readonly body: string;
  readonly comments: readonly { readonly anchor: LineAnchor; readonly body: string }[];
}

/** A comment to be posted at a file of a commit. */
export interface FileCommentOrder {
  readonly number: number;
  readonly head: string;
  readonly anchor: FileAnchor;
  readonly body: string;
}

/** What the host made of something to be posted. */
export type Posting =
  | { readonly kind: 'posted'; readonly id: number; readonly url: string }
  /** It takes one of the places for none of the diff and does not say which. */
  | { readonly kind: 'refused'; readonly why: string };

/** A reply that stands. */
export interface PostedReply {
  readonly id: number;
  readonly url: string;
}

/** How a thread was closed; `left` when the host lets us do nothing to it. */
export type Closing = 'resolved' | 'hidden' | 'left';
