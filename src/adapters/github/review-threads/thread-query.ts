import { z } from 'zod';

/** How much one query reads; the rest of a list is asked for by itself. GitHub allows 500,000 nodes. */
const THREADS_AT_ONCE = 40;
const COMMENTS_AT_ONCE = 50;
const REACTIONS_AT_ONCE = 50;

const AUTHOR = '__typename login';
const REACTIONS = 'pageInfo { hasNextPage endCursor } nodes { id user { login } }';
const COMMENT = `fullDatabaseId body createdAt lastEditedAt author { ${AUTHOR} } editor { ${AUTHOR} }`;

/** A page of the threads of a pull request, each with its first comment and what follows it. */
export const THREADS = `query($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      reviewThreads(first: ${THREADS_AT_ONCE}, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id isResolved resolvedBy { login }
          opening: comments(first: 1) {
            nodes {
              id isMinimized ${COMMENT}
              reactions(first: ${REACTIONS_AT_ONCE}, content: THUMBS_DOWN) { ${REACTIONS} }
            }
          }
          comments(first: ${COMMENTS_AT_ONCE}) { pageInfo { hasNextPage endCursor } nodes { ${COMMENT} } }
        }
      }
    }
  }
}`;

/** Further comments of one thread. */
export const MORE_COMMENTS = `query($id: ID!, $after: String) {
  node(id: $id) {
    ... on PullRequestReviewThread {
      comments(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${COMMENT} } }
    }
  }
}`;

/** Further 👎 on one comment. */
export const MORE_REACTIONS = `query($id: ID!, $after: String) {
  node(id: $id) {
    ... on PullRequestReviewComment {
      reactions(first: 100, after: $after, content: THUMBS_DOWN) { ${REACTIONS} }
    }
  }
}`;

/** An account; GraphQL names an app without the `[bot]` that REST adds. */
const Author = z.object({ __typename: z.string(), login: z.string() });
export type Author = z.infer<typeof Author>;

const PageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

const Reaction = z.object({ id: z.string(), user: z.object({ login: z.string() }).nullable() });
export type Reaction = z.infer<typeof Reaction>;

const Comment = z.object({
  // A number beyond 32 bits, which GraphQL writes as a text.
  fullDatabaseId: z.coerce.number(),
  body: z.string(),
  createdAt: z.string(),
  lastEditedAt: z.string().nullable(),
  author: Author.nullable(),
  editor: Author.nullable(),
});
export type Comment = z.infer<typeof Comment>;

/** A list of GraphQL's, in which what may not be seen is null. */
function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    pageInfo: PageInfo,
    nodes: z
      .array(item.nullable())
      .nullable()
      .transform((nodes) => (nodes ?? []).flatMap((node) => (node === null || node === undefined ? [] : [node]))),
  });
}

const Comments = pageOf(Comment);
const Reactions = pageOf(Reaction);

/** A first comment of a thread, with the 👎 on it. */
const Opening = Comment.extend({ id: z.string(), isMinimized: z.boolean(), reactions: Reactions });
export type Opening = z.infer<typeof Opening>;

const Thread = z.object({
  id: z.string(),
  isResolved: z.boolean(),
  resolvedBy: z.object({ login: z.string() }).nullable(),
  opening: z.object({ nodes: z.array(Opening.nullable()).nullable() }),
  comments: Comments,
});
export type Thread = z.infer<typeof Thread>;

/** The answer to `THREADS`. */
export const ThreadPage = z.object({
  repository: z.object({ pullRequest: z.object({ reviewThreads: pageOf(Thread) }) }),
});

/** The answer to `MORE_COMMENTS`. */
export const CommentPage = z.object({ node: z.object({ comments: Comments }) });

/** The answer to `MORE_REACTIONS`. */
export const ReactionPage = z.object({ node: z.object({ reactions: Reactions }) });
