import { z } from 'zod';
import { presentReview } from '../presented/review.ts';
import { presentReviewComment } from '../presented/review-comment.ts';
import { fault, notFound, Refusal } from '../refusal.ts';
import {
  addReviewComment,
  anchorFaults,
  editReviewComment,
  findReviewComment,
  giveReview,
  replyTo,
} from '../review-comments.ts';
import type { ReviewLines } from '../review-records.ts';
import { number, ok, type RepositoryExchange, type Route, repositoryRoute } from '../route.ts';
import { appAccount, type Pull, type World } from '../world.ts';

const write = [['pull_requests', 'write']] as const;

/** Reviews and comments on lines, as an app writes them; nothing is deleted here. */
export const reviewCommentRoutes: readonly Route[] = [
  repositoryRoute('POST /pulls/{pull_number}/reviews', write, createReview),
  repositoryRoute('POST /pulls/{pull_number}/comments', write, createComment),
  repositoryRoute('POST /pulls/{pull_number}/comments/{comment_id}/replies', write, createReply),
  repositoryRoute('PATCH /pulls/comments/{comment_id}', write, updateComment),
];

const Lines = z.object({
  side: z.enum(['LEFT', 'RIGHT']).default('RIGHT'),
  line: z.int().optional(),
  start_line: z.int().optional(),
  start_side: z.enum(['LEFT', 'RIGHT']).optional(),
});

const NewReview = z.object({
  commit_id: z.string(),
  body: z.string().default(''),
  event: z.string().optional(),
  comments: z.array(Lines.extend({ path: z.string(), body: z.string() })).default([]),
});

/** The product comments; to approve or to block is for people. */
function createReview(exchange: RepositoryExchange) {
  const { world } = exchange;
  const pull = findPull(exchange);
  const { commit_id, body, event, comments } = NewReview.parse(exchange.body);
  if (event !== 'COMMENT') throw fault(422, `a review of the app with the event ${event ?? '(pending)'}`);
  if (body.trim() === '') throw fault(422, 'Unprocessable Entity: a review that comments needs a body');
  for (const comment of comments) refuseLong(world, comment.body);
  const ordered = comments.map((comment) => ({ path: comment.path, body: comment.body, lines: linesOf(comment) }));
  const review = giveReview(world, pull, { writer: appWriter(world, commit_id), body, comments: ordered });
  return ok(presentReview(world, pull, review));
}

const NewComment = Lines.extend({
  commit_id: z.string(),
  path: z.string(),
  body: z.string(),
  subject_type: z.enum(['line', 'file']).default('line'),
});

function createComment(exchange: RepositoryExchange) {
  const { world } = exchange;
  const pull = findPull(exchange);
  const { commit_id, path, body, subject_type, ...lines } = NewComment.parse(exchange.body);
  refuseLong(world, body);
  const order = { path, body, lines: subject_type === 'file' ? null : linesOf(lines) };
  const faults = anchorFaults(pull, order, commit_id);
  const errors = faults.map((message) => ({ resource: 'PullRequestReviewComment', code: 'custom', message }));
  if (errors.length > 0) throw new Refusal(422, 'Validation Failed', { errors });
  const writer = appWriter(world, commit_id);
  const comment = addReviewComment(world, pull, { ...order, writer, reviewId: world.nextId() });
  return { status: 201, body: presentReviewComment(world, pull, comment) };
}

function createReply(exchange: RepositoryExchange) {
  const { world } = exchange;
  const pull = findPull(exchange);
  const root = pull.reviewComments.find(({ id }) => id === number(exchange.path, 'comment_id'));
  if (root === undefined) throw notFound();
  if (root.root !== root.id) throw fault(422, 'replies to replies are not supported');
  const { body } = z.object({ body: z.string() }).parse(exchange.body);
  refuseLong(world, body);
  const { by, app } = appWriter(world, root.commit);
  return {
    status: 201,
    body: presentReviewComment(world, pull, replyTo(world, pull, { root, writer: { by, app }, body })),
  };
}

function updateComment(exchange: RepositoryExchange) {
  const { world, repository } = exchange;
  const found = findReviewComment(repository, number(exchange.path, 'comment_id'));
  if (found === null) throw notFound();
  const { body } = z.object({ body: z.string() }).parse(exchange.body);
  refuseLong(world, body);
  editReviewComment(world, found.comment, { body, by: appAccount(world).login });
  return ok(presentReviewComment(world, found.pull, found.comment));
}

function linesOf({ line, start_line, side, start_side = side }: z.infer<typeof Lines>): ReviewLines {
  if (line === undefined) throw fault(422, 'a comment on lines without a line');
  if (start_side !== side) throw fault(422, 'a comment from one side to the other');
  return { side, line, start: start_line ?? null };
}

function appWriter(world: World, commit: string) {
  return { by: appAccount(world).login, app: world.app.id, commit };
}

function refuseLong({ limits }: World, body: string): void {
  if (body.trim() === '') throw fault(422, 'Validation Failed: body cannot be blank');
  if (body.length > limits.commentCharacters) throw fault(422, 'Validation Failed: body is too long');
}

function findPull({ repository, path }: RepositoryExchange): Pull {
  const pull = repository.pulls.get(number(path, 'pull_number'));
  if (pull === undefined) throw notFound();
  return pull;
}
