import { editReviewComment, giveReview, replyTo } from './review-comments.ts';
import type { ReviewComment } from './review-records.ts';
import { accountOf, type Pull, type World } from './world.ts';

/** A thread as plain data, with who resolved it. */
export interface ShownThread {
  /** Number of its first comment. */
  readonly id: number;
  readonly path: string;
  readonly side: 'LEFT' | 'RIGHT' | null;
  readonly start: number | null;
  /** Null for a comment on a file. */
  readonly line: number | null;
  readonly resolvedBy: string | null;
  readonly isHidden: boolean;
  readonly comments: readonly Pick<ReviewComment, 'id' | 'by' | 'body' | 'edits'>[];
}

/** What people do in conversations on lines. */
export interface ThreadDeeds {
  /** The threads of a pull request as they stand, oldest first. */
  threads(pull: Pull): readonly ShownThread[];
  /** Somebody's own comment on a line of the head. */
  commentOnLine(
    pull: Pull,
    order: { readonly by: string; readonly path: string; readonly line: number; readonly body: string },
  ): number;
  /** Somebody answers in the thread of a first comment; returns the number of the reply. */
  replyInThread(pull: Pull, id: number, order: { readonly by: string; readonly body: string }): number;
  editInThread(pull: Pull, id: number, order: { readonly by: string; readonly body: string }): void;
  reactInThread(pull: Pull, id: number, order: { readonly by: string; readonly content: string }): void;
  resolveThread(pull: Pull, id: number, by: string): void;
  unresolveThread(pull: Pull, id: number): void;
  deleteInThread(pull: Pull, id: number): void;
}

/** These deeds, over a world. */
export function threadDeeds(world: World): ThreadDeeds {
  return {
    threads: ({ reviewComments }) =>
      reviewComments
        .filter(({ id, root }) => id === root)
        .map((root) =>
          showThread(
            root,
            reviewComments.filter((each) => each.root === root.id),
          ),
        ),
    commentOnLine: (pull, { by, path, line, body }) => {
      const writer = { by: accountOf(world, by).login, app: null, commit: pull.headSha };
      const lines = { side: 'RIGHT', line, start: null } as const;
      giveReview(world, pull, { writer, body: '', comments: [{ path, body, lines }] });
      return pull.reviewComments.at(-1)?.id ?? 0;
    },
    replyInThread: (pull, id, { by, body }) => {
      const writer = { by: accountOf(world, by).login, app: null };
      return replyTo(world, pull, { root: find(pull, id), writer, body }).id;
    },
    editInThread: (pull, id, order) => editReviewComment(world, find(pull, id), order),
    reactInThread: (pull, id, { by, content }) => {
      find(pull, id).reactions.push({ id: world.nextId(), by: accountOf(world, by).login, content });
    },
    resolveThread: (pull, id, by) => {
      find(pull, id).resolvedBy = accountOf(world, by).login;
    },
    unresolveThread: (pull, id) => {
      find(pull, id).resolvedBy = null;
    },
    deleteInThread: (pull, id) => {
      pull.reviewComments.splice(pull.reviewComments.indexOf(find(pull, id)), 1);
    },
  };
}

function find({ reviewComments }: Pull, id: number): ReviewComment {
  const found = reviewComments.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no review comment ${id}`);
  return found;
}

function showThread(root: ReviewComment, comments: readonly ReviewComment[]): ShownThread {
  const { id, path, lines, resolvedBy, minimized } = root;
  return {
    id,
    path,
    side: lines?.side ?? null,
    start: lines?.start ?? null,
    line: lines?.line ?? null,
    resolvedBy,
    isHidden: minimized,
    comments: comments.map(({ id: number, by, body, edits }) => ({ id: number, by, body, edits })),
  };
}
