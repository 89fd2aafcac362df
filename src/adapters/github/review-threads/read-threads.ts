import type { ReviewThread, ThreadReply } from '../../../committee/inline-comment/thread.ts';
import type { AppAccess } from '../access.ts';
import { ask } from '../ask.ts';
import {
  type Author,
  type Comment,
  CommentPage,
  MORE_COMMENTS,
  MORE_REACTIONS,
  type Opening,
  type Reaction,
  ReactionPage,
  THREADS,
  type Thread,
  ThreadPage,
} from './thread-query.ts';

/** Reads our threads on a pull request: all pages of threads, and of theirs all pages of comments and of 👎. */
export async function readThreads(access: AppAccess, number: number): Promise<readonly ReviewThread[]> {
  const own = (await access.app.login()).replace(/\[bot\]$/, '');
  const threads: ReviewThread[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const { pageInfo, nodes } = await readPage(access, number, after);
    for (const thread of nodes) {
      const opening = thread.opening.nodes?.[0] ?? null;
      if (opening !== null && isOwn(opening.author, own))
        threads.push(await complete(access, { thread, opening, own }));
    }
    after = pageInfo.endCursor;
    more = pageInfo.hasNextPage && after !== null;
  }
  return threads;
}

async function readPage({ octokit, at, name }: AppAccess, number: number, after: string | null) {
  const { repository } = await ask(`the review threads of ${name}#${number}`, ThreadPage, async () => ({
    data: await octokit.graphql(THREADS, { ...at, number, after }),
  }));
  return repository.pullRequest.reviewThreads;
}

interface Found {
  readonly thread: Thread;
  readonly opening: Opening;
  readonly own: string;
}

async function complete(access: AppAccess, { thread, opening, own }: Found): Promise<ReviewThread> {
  const comments = [...thread.comments.nodes, ...(await readMoreComments(access, thread))];
  const dislikes = [...opening.reactions.nodes, ...(await readMoreReactions(access, opening))];
  const { resolvedBy } = thread;
  return {
    id: thread.id,
    isResolved: thread.isResolved,
    resolvedBy: resolvedBy === null ? null : isOwnLogin(resolvedBy.login, own) ? 'us' : 'somebody',
    opening: {
      id: opening.fullDatabaseId,
      node: opening.id,
      body: opening.body,
      isHidden: opening.isMinimized,
      dislikes: dislikes.flatMap(({ id, user }) => (user === null ? [] : [{ id, by: user.login }])),
    },
    replies: comments
      .filter(({ fullDatabaseId }) => fullDatabaseId !== opening.fullDatabaseId)
      .map((each) => replyOf(each, own)),
  };
}

async function readMoreComments({ octokit, name }: AppAccess, { id, comments }: Thread): Promise<readonly Comment[]> {
  const found: Comment[] = [];
  for (let { hasNextPage, endCursor } = comments.pageInfo; hasNextPage && endCursor !== null; ) {
    const after: string = endCursor;
    const { node } = await ask(`further comments of a review thread of ${name}`, CommentPage, async () => ({
      data: await octokit.graphql(MORE_COMMENTS, { id, after }),
    }));
    found.push(...node.comments.nodes);
    ({ hasNextPage, endCursor } = node.comments.pageInfo);
  }
  return found;
}

async function readMoreReactions(
  { octokit, name }: AppAccess,
  { id, reactions }: Opening,
): Promise<readonly Reaction[]> {
  const found: Reaction[] = [];
  for (let { hasNextPage, endCursor } = reactions.pageInfo; hasNextPage && endCursor !== null; ) {
    const after: string = endCursor;
    const { node } = await ask(`further reactions to a review comment of ${name}`, ReactionPage, async () => ({
      data: await octokit.graphql(MORE_REACTIONS, { id, after }),
    }));
    found.push(...node.reactions.nodes);
    ({ hasNextPage, endCursor } = node.reactions.pageInfo);
  }
  return found;
}

/** GraphQL names the app of no review comment; a bot of our own name is we, since no two apps have one name. */
function isOwn(author: Author | null, own: string): boolean {
  return author?.__typename === 'Bot' && isOwnLogin(author.login, own);
}

function isOwnLogin(login: string, own: string): boolean {
  return login.replace(/\[bot\]$/, '').toLowerCase() === own.toLowerCase();
}

function replyOf(comment: Comment, own: string): ThreadReply {
  const { fullDatabaseId: id, author, editor, body, createdAt, lastEditedAt } = comment;
  return {
    id,
    by: author?.login ?? '',
    writer: isOwn(author, own) ? 'us' : author?.__typename === 'User' ? 'person' : 'program',
    body,
    createdAt,
    isEdited: lastEditedAt !== null,
    isForged: lastEditedAt !== null && editor?.login !== author?.login,
  };
}
