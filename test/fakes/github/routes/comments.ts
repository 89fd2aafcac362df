import { z } from 'zod';
import { addComment, addReaction, editComment, removeComment } from '../comments.ts';
import { issuesOf } from '../issues.ts';
import { pageOf } from '../pages.ts';
import { presentComment, presentReaction } from '../presented/comment.ts';
import { commentsOf } from '../presented/pull.ts';
import { fault, notFound } from '../refusal.ts';
import { type Need, number, ok, optionalText, type RepositoryExchange, type Route, repositoryRoute } from '../route.ts';
import { loginOf } from '../token-login.ts';
import { accountOf, appAccount, type Comment, type Topic } from '../world.ts';

const read: Need = [
  ['issues', 'read'],
  ['pull_requests', 'read'],
];
const write: Need = [
  ['issues', 'write'],
  ['pull_requests', 'write'],
];

/** Comments on pull requests and issues, and reactions to them. */
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
  const all = commentsOf(exchange.world, findTopic(exchange)).filter(
    ({ updatedAt }) => since === undefined || Date.parse(updatedAt) >= Date.parse(since),
  );
  const { items, headers } = pageOf(exchange, all);
  return ok(
    items.map((comment) => presentComment(exchange.world, comment)),
    headers,
  );
}

function create(exchange: RepositoryExchange) {
  const { world, caller } = exchange;
  const body = bodyOf(exchange);
  const app = caller.kind === 'plain' ? null : world.app;
  const author = accountOf(world, loginOf(world, caller));
  const comment = addComment(world, findTopic(exchange), { author, app, body });
  return { status: 201, body: presentComment(world, comment) };
}

/** An app with write access may edit what people wrote, too. */
function update(exchange: RepositoryExchange) {
  const { world, caller } = exchange;
  const comment = findComment(exchange);
  editComment(world, comment, bodyOf(exchange), accountOf(world, loginOf(world, caller)));
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
  const { world, body, caller } = exchange;
  const { content } = z.object({ content: z.string() }).parse(body);
  const { reaction, created } = addReaction(
    world,
    findComment(exchange),
    accountOf(world, loginOf(world, caller)),
    content,
  );
  return { status: created ? 201 : 200, body: presentReaction(world, reaction) };
}

function bodyOf({ world, body }: RepositoryExchange): string {
  const { body: written } = z.object({ body: z.string() }).parse(body);
  const { commentCharacters: most } = world.limits;
  if (written.trim() === '') throw fault(422, 'Validation Failed: body cannot be blank');
  if (written.length > most) throw fault(422, `Validation Failed: body is too long (maximum is ${most} characters)`);
  return written;
}

function findTopic({ repository, path }: RepositoryExchange): Topic {
  const wanted = number(path, 'issue_number');
  const topic = repository.pulls.get(wanted) ?? issuesOf(repository).get(wanted);
  if (topic === undefined) throw notFound();
  return topic;
}

function findComment({ world, repository, path }: RepositoryExchange): Comment {
  const comment = world.comments.get(number(path, 'comment_id'));
  if (comment?.topic.repository !== repository) throw notFound();
  return comment;
}
