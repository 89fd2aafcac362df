import { hunkRanges } from '../../../change/hunk-range.ts';
import type { DiffFile } from '../../../committee/inline-comment/anchor.ts';
import type { ReviewThreads } from '../../../ports/review-threads.ts';
import type { AppAccess } from '../access.ts';
import { readListed } from '../listed-files.ts';
import { readPull } from '../pulls.ts';
import { closeThread, reopenThread } from './close-thread.ts';
import { postFileComment, postReview, reply, rewrite } from './post-comments.ts';
import { readThreads } from './read-threads.ts';

/** Conversations on the lines of pull requests on GitHub. */
export function openReviewThreads(access: AppAccess): ReviewThreads {
  return {
    read: (number) => readThreads(access, number),
    readDiff: (number, head) => readDiff(access, number, head),
    postReview: (review) => postReview(access, review),
    postFileComment: (comment) => postFileComment(access, comment),
    reply: (number, openingId, body) => reply(access, { number, openingId, body }),
    rewrite: (openingId, body) => rewrite(access, openingId, body),
    close: (thread, mayHide) => closeThread(access, thread, mayHide),
    reopen: (thread) => reopenThread(access, thread),
  };
}

/** GitHub places comments by the very patches that it lists, which are those of the head that it has now. */
async function readDiff(access: AppAccess, number: number, head: string): Promise<readonly DiffFile[] | null> {
  const listed = await readListed(access, number);
  const pull = await readPull(access, number);
  if (pull?.head.sha !== head) return null;
  return listed.map(({ path, previousPath, patch }) => ({
    path,
    previousPath,
    hunks: patch === null ? [] : hunkRanges(patch),
  }));
}
