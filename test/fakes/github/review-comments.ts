import { compareLines } from './file-changes.ts';
import { presentPull } from './presented/pull.ts';
import { presentReviewComment } from './presented/review-comment.ts';
import { changesOf } from './pull-changes.ts';
import type { Review } from './records.ts';
import { Refusal } from './refusal.ts';
import type { ReviewComment, ReviewLines } from './review-records.ts';
import { accountOf, type Pull, type Repository, timestamp, type World } from './world.ts';

/** A comment to be written on lines, or on a file when it names none. */
export interface ReviewCommentOrder {
  readonly path: string;
  readonly body: string;
  readonly lines: ReviewLines | null;
}

/** Who writes, and on which commit. */
export interface ReviewWriter {
  readonly by: string;
  readonly app: number | null;
  readonly commit: string;
}

/** Gives a review with comments, all of them or none, as GitHub does. */
export function giveReview(
  world: World,
  pull: Pull,
  { writer, body, comments }: { writer: ReviewWriter; body: string; comments: readonly ReviewCommentOrder[] },
): Review {
  const faults = comments.flatMap((comment) => anchorFaults(pull, comment, writer.commit));
  // It says what is wrong, and not with which one.
  if (faults.length > 0)
    throw new Refusal(422, 'Unprocessable Entity', { errors: [[...new Set(faults)].join(', and ')] });
  const at = timestamp(world.now());
  const review: Review = { id: world.nextId(), by: writer.by, body, commit: writer.commit, at, state: 'COMMENTED' };
  pull.reviews.push(review);
  for (const comment of comments) addReviewComment(world, pull, { ...comment, writer, reviewId: review.id });
  return review;
}

interface Addition extends ReviewCommentOrder {
  readonly writer: ReviewWriter;
  readonly reviewId: number;
  /** The first comment of the thread that it answers. */
  readonly root?: number;
}

/** Writes a comment and says so. */
export function addReviewComment(world: World, pull: Pull, addition: Addition): ReviewComment {
  const { writer, path, body, lines, reviewId, root } = addition;
  const id = world.nextId();
  const comment: ReviewComment = {
    ...{
      id,
      root: root ?? id,
      reviewId,
      by: accountOf(world, writer.by).login,
      app: writer.app,
      commit: writer.commit,
    },
    ...{ at: timestamp(world.now()), path, lines, reactions: [], body },
    ...{ edited: null, edits: 0, minimized: false, resolvedBy: null },
  };
  pull.reviewComments.push(comment);
  world.announce({
    event: 'pull_request_review_comment',
    repository: pull.repository,
    sender: accountOf(world, writer.by),
    payload: {
      action: 'created',
      // A webhook names lines also where there are none.
      comment: { line: null, original_line: null, ...presentReviewComment(world, pull, comment) },
      pull_request: presentPull(world, pull),
    },
  });
  return comment;
}

/** Answers the comment with which a thread begins. */
export function replyTo(
  world: World,
  pull: Pull,
  { root, writer, body }: { root: ReviewComment; writer: Omit<ReviewWriter, 'commit'>; body: string },
): ReviewComment {
  const { path, lines, commit, id } = root;
  return addReviewComment(world, pull, {
    path,
    lines,
    body,
    writer: { ...writer, commit },
    reviewId: world.nextId(),
    root: id,
  });
}

/** Writes a comment over. */
export function editReviewComment(
  world: World,
  comment: ReviewComment,
  { body, by }: { body: string; by: string },
): void {
  comment.body = body;
  comment.edits += 1;
  comment.edited = { by, at: timestamp(world.now()) };
}

/** The comment of a number in a repository, with its pull request. */
export function findReviewComment({ pulls }: Repository, id: number): { pull: Pull; comment: ReviewComment } | null {
  for (const pull of pulls.values()) {
    const comment = pull.reviewComments.find((each) => each.id === id);
    if (comment !== undefined) return { pull, comment };
  }
  return null;
}

/** What GitHub says of a place that is none of the diff. */
export function anchorFaults(pull: Pull, { path, lines }: ReviewCommentOrder, commit: string): readonly string[] {
  const change = changesOf(pull).find((each) => each.path === path);
  if (change === undefined || commit !== pull.headSha) return ['Path could not be resolved'];
  if (lines === null) return [];
  const { line, start, side } = lines;
  const { patch } = compareLines(pull.repository.objects, change);
  const hunk = hunksOf(patch ?? '').find((one) => one[side].has(line));
  if (hunk === undefined) return ['Pull request review thread line must be part of the diff'];
  if (start === null) return [];
  if (start >= line) return ['Pull request review thread start line must precede the end line.'];
  if (hunk[side].has(start)) return [];
  return ['Pull request review thread start line must be part of the same hunk as the line.'];
}

type HunkLines = Readonly<Record<ReviewLines['side'], ReadonlySet<number>>>;

/** Counted line by line, since what the product reads from the headers shall be proven by it. */
function hunksOf(patch: string): readonly HunkLines[] {
  const hunks: Record<ReviewLines['side'], Set<number>>[] = [];
  const at = { LEFT: 0, RIGHT: 0 };
  for (const text of patch.split('\n')) {
    const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(text);
    if (header !== null) {
      at.LEFT = Number(header[1]) + (header[2] === '0' ? 1 : 0);
      at.RIGHT = Number(header[3]) + (header[4] === '0' ? 1 : 0);
      hunks.push({ LEFT: new Set(), RIGHT: new Set() });
      continue;
    }
    const hunk = hunks.at(-1);
    if (hunk === undefined || text.startsWith('\\')) continue;
    if (!text.startsWith('+')) hunk.LEFT.add(at.LEFT++);
    if (!text.startsWith('-')) hunk.RIGHT.add(at.RIGHT++);
  }
  return hunks;
}
