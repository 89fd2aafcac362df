import { z } from 'zod';
import type { LineAnchor } from '../../../committee/inline-comment/anchor.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { FileCommentOrder, PostedReply, Posting, ReviewOrder } from '../../../ports/review-threads.ts';
import type { AppAccess } from '../access.ts';
import { type Answered, ask } from '../ask.ts';
import { githubFailed, statusOf } from '../failure.ts';

/** Most characters of a comment's body. */
const LONGEST_BODY = 65_536;

const Posted = z.object({ id: z.number(), html_url: z.string() });

/** Posts one review with all of its comments, which GitHub takes or refuses as a whole. */
export async function postReview(access: AppAccess, { number, head, body, comments }: ReviewOrder): Promise<Posting> {
  const { octokit, at, name } = access;
  refuseLong([body, ...comments.map((comment) => comment.body)]);
  return post(`a new review of ${name}#${number}`, () =>
    octokit.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
      ...at,
      pull_number: number,
      commit_id: head,
      event: 'COMMENT',
      body,
      comments: comments.map((comment) => ({ ...wireLines(comment.anchor), body: comment.body })),
    }),
  );
}

/** Posts a comment at a file as a whole. */
export async function postFileComment(access: AppAccess, order: FileCommentOrder): Promise<Posting> {
  const { octokit, at, name } = access;
  const { number, head, anchor, body } = order;
  refuseLong([body]);
  return post(`a new comment on a file of ${name}#${number}`, () =>
    octokit.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/comments', {
      ...at,
      pull_number: number,
      commit_id: head,
      path: anchor.path,
      subject_type: 'file',
      body,
    }),
  );
}

/** Replies under a first comment of ours. */
export async function reply(
  { octokit, at, name }: AppAccess,
  { number, openingId, body }: { readonly number: number; readonly openingId: number; readonly body: string },
): Promise<PostedReply> {
  refuseLong([body]);
  const { id, html_url } = await ask(`a reply in a thread of ${name}#${number}`, Posted, () =>
    octokit.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies', {
      ...at,
      pull_number: number,
      comment_id: openingId,
      body,
    }),
  );
  return { id, url: html_url };
}

/** Writes another text over a review comment; the same text a second time changes nothing. */
export async function rewrite({ octokit, at, name }: AppAccess, openingId: number, body: string): Promise<void> {
  refuseLong([body]);
  await ask(`another text of review comment ${openingId} of ${name}`, z.unknown(), () =>
    octokit.request('PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}', {
      ...at,
      comment_id: openingId,
      body,
      request: { repeatable: true },
    }),
  );
}

function refuseLong(bodies: readonly string[]): void {
  const long = bodies.find((body) => body.length > LONGEST_BODY);
  if (long === undefined) return;
  throw new AppError('broken', `a review comment of ${long.length} characters was to be written`, {
    expected: `at most ${LONGEST_BODY}`,
  });
}

/** GitHub answers 422 for a place outside the diff, in ever other words and without saying which. */
async function post(asked: string, send: () => Promise<Answered>): Promise<Posting> {
  const answer = await send().catch((error: unknown) => {
    if (statusOf(error) === 422) return error;
    throw githubFailed(asked, error);
  });
  if (answer instanceof Error) return { kind: 'refused', why: githubFailed(asked, answer).message };
  const { id, html_url } = await ask(asked, Posted, async () => answer as Answered);
  return { kind: 'posted', id, url: html_url };
}

/** One line has no start; several have one, on the same side. */
function wireLines({ path, side, first, last }: LineAnchor) {
  const wire = side === 'before' ? 'LEFT' : 'RIGHT';
  const start = first === last ? {} : { start_line: first, start_side: wire };
  return { path, line: last, side: wire, ...start };
}
