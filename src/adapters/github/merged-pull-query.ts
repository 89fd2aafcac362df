import { z } from 'zod';

/** How many events of labels one query reads of a pull request; the rest is asked for by itself. */
const EVENTS_AT_ONCE = 100;

const EVENTS = `
    pageInfo { hasNextPage endCursor }
    nodes {
      __typename
      ... on LabeledEvent { createdAt actor { __typename login } label { name } }
      ... on UnlabeledEvent { createdAt actor { __typename login } label { name } }
    }`;

const SUITES = (name: string) => `checkSuites(last: 3, filterBy: { checkName: $${name} }) {
    nodes {
      app { slug }
      checkRuns(last: 2, filterBy: { checkName: $${name}, checkType: ALL }) {
        nodes {
          conclusion completedAt title summary text
          annotations(first: 20) { nodes { title message } }
        }
      }
    }
  }`;

/**
 * A page of merged pull requests, the ones that changed last first, with the checks of two names: the app's and that of a
 * job; without checks where the token may not read them.
 */
export const MERGED_PULLS = `query(
  $owner: String!, $repo: String!, $size: Int!, $after: String, $checks: Boolean!, $own: String!, $job: String!
) {
  repository(owner: $owner, name: $repo) {
    pullRequests(states: [MERGED], first: $size, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor }
      nodes {
        number url title body lastEditedAt updatedAt mergedAt baseRefName
        author { __typename login }
        mergedBy { __typename login }
        labels(first: 100) { nodes { name } }
        timelineItems(first: ${EVENTS_AT_ONCE}, itemTypes: [LABELED_EVENT, UNLABELED_EVENT]) { ${EVENTS} }
        mergeCommit { oid ...Guards @include(if: $checks) }
        commits(last: 1) @include(if: $checks) { nodes { commit { oid ...Guards } } }
      }
    }
  }
}
fragment Guards on Commit {
  own: ${SUITES('own')}
  job: ${SUITES('job')}
}`;

/** Further events of labels of one pull request. */
export const LABEL_EVENTS = `query($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      timelineItems(first: ${EVENTS_AT_ONCE}, after: $after, itemTypes: [LABELED_EVENT, UNLABELED_EVENT]) { ${EVENTS} }
    }
  }
}`;

/** A list of GraphQL's, in which what may not be seen is null. */
function listOf<T extends z.ZodType>(item: T) {
  return z
    .object({ nodes: z.array(item.nullable()).nullable() })
    .nullish()
    .transform((list) => (list?.nodes ?? []).flatMap((node) => (node === null || node === undefined ? [] : [node])));
}

const PageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

/** An account; an app's is named as in REST, with `[bot]`. */
const Actor = z
  .object({ __typename: z.string(), login: z.string() })
  .nullish()
  .transform((actor) => {
    if (actor === null || actor === undefined) return null;
    const isApp = actor.__typename === 'Bot' && !actor.login.endsWith('[bot]');
    return isApp ? `${actor.login}[bot]` : actor.login;
  });

const Run = z.object({
  conclusion: z.string().nullable(),
  completedAt: z.string().nullable(),
  title: z.string().nullable(),
  summary: z.string().nullable(),
  text: z.string().nullable(),
  annotations: listOf(z.object({ title: z.string().nullable(), message: z.string() })),
});

const Suites = listOf(z.object({ app: z.object({ slug: z.string() }).nullable(), checkRuns: listOf(Run) }));
const Guarded = z.object({ oid: z.string(), own: Suites, job: Suites });
export type Guarded = z.infer<typeof Guarded>;

/** Events of labels, as far as one query tells them. */
const Events = z.object({
  pageInfo: PageInfo,
  nodes: z.array(
    z.object({ __typename: z.string(), createdAt: z.string(), actor: Actor, label: z.object({ name: z.string() }) }),
  ),
});
export type Events = z.infer<typeof Events>;

/** A merged pull request as the query tells it. */
const Queried = z.object({
  number: z.number(),
  url: z.string(),
  title: z.string(),
  body: z.string(),
  lastEditedAt: z.string().nullable(),
  updatedAt: z.string(),
  mergedAt: z.string(),
  baseRefName: z.string(),
  author: Actor,
  mergedBy: Actor,
  labels: listOf(z.object({ name: z.string() })),
  timelineItems: Events,
  mergeCommit: Guarded.nullable(),
  commits: listOf(z.object({ commit: Guarded })),
});
export type Queried = z.infer<typeof Queried>;

/** The answer to `MERGED_PULLS`. */
export const MergedPage = z.object({
  repository: z.object({ pullRequests: z.object({ pageInfo: PageInfo, nodes: z.array(Queried) }) }),
});
export type MergedPage = z.infer<typeof MergedPage>['repository']['pullRequests'];

/** The answer to `LABEL_EVENTS`. */
export const MoreEvents = z.object({
  repository: z.object({ pullRequest: z.object({ timelineItems: Events }) }),
});
