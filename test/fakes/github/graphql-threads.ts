import { GraphQLError } from 'graphql';
import { actor, connection, type PageOrder } from './graphql-history.ts';
import { nodeId } from './presented/account.ts';
import type { ReviewComment } from './review-records.ts';
import { type Caller, reaches } from './tokens.ts';
import { accountOf, type Level, type Pull, type World } from './world.ts';

/** What GraphQL tells of the threads of a pull request. */
export function pullThreads(world: World, pull: Pull): object {
  return {
    reviewThreads: (page: PageOrder) => {
      const roots = pull.reviewComments.filter(({ id, root }) => id === root);
      return connection(roots, page, (root) => threadNode(world, pull, root));
    },
  };
}

/** The thread or comment of an opaque id; null when there is none. */
export function nodeOf(world: World, id: string): object | null {
  for (const { pull, comment } of allComments(world)) {
    if (nodeId('PullRequestReviewThread', comment.id) === id) return threadNode(world, pull, comment);
    if (nodeId('PullRequestReviewComment', comment.id) === id) return commentNode(world, pull, comment);
  }
  return null;
}

interface Input<T> {
  readonly input: T;
}

/** What an app may do to threads: GitHub lets it resolve them only when it may write contents. */
export function threadMutations(world: World, caller: Caller): object {
  const settle = (threadId: string, resolvedBy: string | null) => {
    const found = demand(world, caller, { id: threadId, kind: 'PullRequestReviewThread', permission: 'contents' });
    found.comment.resolvedBy = resolvedBy;
    return { thread: threadNode(world, found.pull, found.comment) };
  };
  const hide = (subjectId: string, minimized: boolean) => {
    const wanted = { id: subjectId, kind: 'PullRequestReviewComment', permission: 'pull_requests' };
    demand(world, caller, wanted).comment.minimized = minimized;
    return { isMinimized: minimized, __typename: 'PullRequestReviewComment' };
  };
  return {
    resolveReviewThread: ({ input }: Input<{ threadId: string }>) => settle(input.threadId, `${world.app.slug}[bot]`),
    unresolveReviewThread: ({ input }: Input<{ threadId: string }>) => settle(input.threadId, null),
    minimizeComment: ({ input }: Input<{ subjectId: string }>) => ({ minimizedComment: hide(input.subjectId, true) }),
    unminimizeComment: ({ input }: Input<{ subjectId: string }>) => ({
      unminimizedComment: hide(input.subjectId, false),
    }),
  };
}

interface Wanted {
  readonly id: string;
  readonly kind: string;
  readonly permission: string;
}

function demand(world: World, caller: Caller, { id, kind, permission }: Wanted) {
  const found = allComments(world).find(({ comment }) => nodeId(kind, comment.id) === id);
  if (found === undefined) throw new GraphQLError('Could not resolve to a node', { extensions: { type: 'NOT_FOUND' } });
  const granted: Level | undefined = 'token' in caller ? caller.token.permissions[permission] : undefined;
  if (!reaches(granted, 'write'))
    throw new GraphQLError('Resource not accessible by integration', { extensions: { type: 'FORBIDDEN' } });
  return found;
}

function allComments({ repositories }: World): readonly { pull: Pull; comment: ReviewComment }[] {
  return repositories.flatMap(({ pulls }) =>
    [...pulls.values()].flatMap((pull) => pull.reviewComments.map((comment) => ({ pull, comment }))),
  );
}

function threadNode(world: World, pull: Pull, root: ReviewComment): object {
  const { resolvedBy } = root;
  const person = resolvedBy === null || resolvedBy.endsWith('[bot]') ? null : { login: resolvedBy };
  return {
    __typename: 'PullRequestReviewThread',
    id: nodeId('PullRequestReviewThread', root.id),
    isResolved: resolvedBy !== null,
    // GitHub's type for it has no place for an app.
    resolvedBy: person,
    comments: (page: PageOrder) =>
      connection(
        pull.reviewComments.filter((each) => each.root === root.id),
        page,
        (each) => commentNode(world, pull, each),
      ),
  };
}

function commentNode(world: World, _pull: Pull, comment: ReviewComment): object {
  const { id, by, body, at, edited, minimized, reactions } = comment;
  return {
    __typename: 'PullRequestReviewComment',
    id: nodeId('PullRequestReviewComment', id),
    fullDatabaseId: String(id),
    body,
    createdAt: at,
    lastEditedAt: edited?.at ?? null,
    author: actor(world, accountOf(world, by)),
    editor: edited === null ? null : actor(world, accountOf(world, edited.by)),
    isMinimized: minimized,
    reactions: ({ content, ...page }: PageOrder & { readonly content?: string }) => {
      if (content !== 'THUMBS_DOWN') throw new Error(`the fake does not know reactions of the content ${content}`);
      const found = reactions.filter((each) => each.content === '-1');
      return connection(found, page, (each) => ({ id: nodeId('Reaction', each.id), user: { login: each.by } }));
    },
  };
}
