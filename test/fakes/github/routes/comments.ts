import { z } from 'zod';
import { addComment, addReaction, editComment, removeComment } from '../comments.ts';
import { pageOf } from '../pages.ts';
import { presentComment, presentReaction } from '../presented/comment.ts';
import { commentsOf } from '../presented/pull.ts';
import { fault, notFound } from '../refusal.ts';
import { type Need, number, ok, optionalText, type RepositoryExchange, type Route, repositoryRoute } from '../route.ts';
import { appAccount, type Comment, type Pull } from '../world.ts';

const read: Need = [
  ['issues', 'read'],
  ['pull_requests', 'read'],
];
const write: Need = [
  ['issues', 'write'],
  ['pull_requests', 'write'],
];

/** Comments on pull requests, and reactions to them. */
export const commentRoutes: readonly Route[] = [
  repositoryRoute('GET /issues/{issue_number}/comments', read, listComments),
  repositoryRoute('POST /issues/{issue_number}/comments', write, create),
  repositoryRoute('GET /issues/comments/{comment_id}', read, (exchange) =>
    ok(presentComment(exchange.world, findComment(exchange))),
  ),
  repositoryRoute('PATCH /issues/comments/{comment_id}', write, update),
  repositoryRoute('DELETE /issues/comments/{comment_id}', write, (exchange) => {
    removeComment(exchange.world, findComment(exchange), appAccount(exchange.world));
    return { status: 204 };
  }),
  repositoryRoute('GET /issues/comments/{comment_id}/reactions', read, listReactions),
  repositoryRoute('POST /issues/comments/{comment_id}/reactions', write, react),
];

function listComments(exchange: RepositoryExchange) {
  const since = optionalText(exchange.query, 'since');
  const all = commentsOf(exchange.world, findPull(exchange)).filter(
    ({ updatedAt }) => since === undefined || Date.parse(updatedAt) >= Date.parse(since),
  );
  const { items, headers } = pageOf(exchange, all);
  return ok(
    items.map((comment) => presentComment(exchange.world, comment)),
    headers,
  );
}

function create(exchange: RepositoryExchange) {
  const { world } = exchange;
  const body = bodyOf(exchange);
  const comment = addComment(world, findPull(exchange), { author: appAccount(world), app: world.app, body });
  return { status: 201, body: presentComment(world, comment) };
}

/** An app with write access may edit what people wrote, too. */
function update(exchange: RepositoryExchange) {
  const comment = findComment(exchange);
  editComment(exchange.world, comment, bodyOf(exchange), appAccount(exchange.world));
  return ok(presentComment(exchange.world, comment));
}

function listReactions(exchange: RepositoryExchange) {
  const content = optionalText(exchange.query, 'content');
  const all = findComment(exchange).reactions.filter((each) => content === undefined || each.content === content);
  const { items, headers } = pageOf(exchange, all);
  return ok(
    items.map((reaction) => presentReaction(exchange.world, reaction)),
    headers,
  );
}

function react(exchange: RepositoryExchange) {
  const { world, body } = exchange;
  const { content } = z.object({ content: z.string() }).parse(body);
  const { reaction, created } = addReaction(world, findComment(exchange), appAccount(world), content);
  return { status: created ? 201 : 200, body: presentReaction(world, reaction) };
}

function bodyOf({ world, body }: RepositoryExchange): string {
  const { body: written } = z.object({ body: z.string() }).parse(body);
  const { commentCharacters: most } = world.limits;
  if (written.trim() === '') throw fault(422, 'Validation Failed: body cannot be blank');
  if (written.length > most) throw fault(422, `Validation Failed: body is too long (maximum is ${most} characters)`);
  return written;
}

function findPull({ repository, path }: RepositoryExchange): Pull {
  const pull = repository.pulls.get(number(path, 'issue_number'));
  if (pull === undefined) throw notFound();
  return pull;
}

function findComment({ world, repository, path }: RepositoryExchange): Comment {
  const comment = world.comments.get(number(path, 'comment_id'));
  if (comment?.pull.repository !== repository) throw notFound();
  return comment;
}
