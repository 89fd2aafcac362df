import { readCommit } from './commits.ts';
import type { PullEvent } from './records.ts';
import { tagsOf } from './tags.ts';
import { type Account, accountOf, type Check, type Pull, type Repository, timestamp, type World } from './world.ts';

/** Refuses a field that the token may not read. */
export type Demand = (permission: string) => void;

/** Which page of a list is asked for. */
export interface PageOrder {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
}

/** What GraphQL tells of the past of a repository: its merged pull requests and its tags. */
export function repositoryHistory(world: World, repository: Repository, demand: Demand): object {
  return {
    pullRequests: ({ states, ...page }: PageOrder & { readonly states: readonly string[] }) => {
      demand('pull_requests');
      const found = [...repository.pulls.values()]
        .filter((pull) => states.includes(stateOf(pull)))
        .toSorted((one, other) => Date.parse(other.updatedAt) - Date.parse(one.updatedAt));
      return connection(found, page, (pull) => pullHistory(world, pull, demand));
    },
    refs: (page: PageOrder) => {
      demand('contents');
      const { objects } = repository;
      const tags = [...tagsOf(repository)]
        .map(([name, sha]) => ({ name, sha, at: readCommit(objects, sha).committer.date }))
        .toSorted((one, other) => other.at.getTime() - one.at.getTime());
      return connection(tags, page, ({ name, sha, at }) => ({
        name,
        target: { __typename: 'Commit', oid: sha, committedDate: timestamp(at) },
      }));
    },
  };
}

/** What GraphQL tells of the past of a pull request. */
export function pullHistory(world: World, pull: Pull, demand: Demand): object {
  const merger = pull.events.findLast(({ kind }) => kind === 'merged');
  return {
    number: pull.number,
    url: `https://github.com/${pull.repository.owner.login}/${pull.repository.name}/pull/${pull.number}`,
    title: pull.title,
    body: pull.body ?? '',
    lastEditedAt: pull.bodyEdits.at(-1)?.at ?? null,
    updatedAt: pull.updatedAt,
    mergedAt: pull.mergedAt,
    baseRefName: pull.base,
    author: actor(world, pull.author),
    mergedBy: merger === undefined ? null : actor(world, accountOf(world, merger.by)),
    mergeCommit: pull.mergeSha === null ? null : commitNode(world, pull.repository, pull.mergeSha, demand),
    labels: (page: PageOrder) => connection(pull.labels, page, ({ name }) => ({ name })),
    commits: (page: PageOrder) =>
      connection([pull.headSha], page, (sha) => ({ commit: commitNode(world, pull.repository, sha, demand) })),
    timelineItems: ({ itemTypes, ...page }: PageOrder & { readonly itemTypes: readonly string[] }) => {
      const wanted = pull.events.filter(({ kind }) => itemTypes.includes(`${kind.toUpperCase()}_EVENT`));
      return connection(wanted, page, (event) => eventNode(world, event));
    },
  };
}

function stateOf({ state, mergedAt }: Pull): string {
  return mergedAt === null ? state.toUpperCase() : 'MERGED';
}

function eventNode(world: World, { kind, by, at, label }: PullEvent): object {
  return {
    __typename: kind === 'labeled' ? 'LabeledEvent' : 'UnlabeledEvent',
    createdAt: at,
    actor: actor(world, accountOf(world, by)),
    label: { name: label },
  };
}

/** An account as GraphQL names it: an app without the `[bot]` that REST adds; null when it was deleted. */
export function actor({ gone }: World, { login, type }: Account): object | null {
  if (gone.has(login.toLowerCase())) return null;
  return { __typename: type, login: login.replace(/\[bot\]$/, '') };
}

function commitNode(world: World, repository: Repository, sha: string, demand: Demand): object {
  return {
    oid: sha,
    checkSuites: ({ filterBy, ...page }: PageOrder & { readonly filterBy?: { readonly checkName?: string } }) => {
      demand('checks');
      const checks = [...world.checks.values()].filter(
        (check) => check.repository === repository && check.headSha === sha && check.name === filterBy?.checkName,
      );
      const suites = [...Map.groupBy(checks, ({ app }) => app.id).values()];
      return connection(suites, page, (suite) => ({
        app: { slug: suite[0]?.app.slug },
        checkRuns: (runs: PageOrder) => connection(suite, runs, runNode),
      }));
    },
  };
}

function runNode({ conclusion, completedAt, title, summary, text, annotations }: Check): object {
  return {
    conclusion: conclusion?.toUpperCase() ?? null,
    completedAt,
    title,
    summary,
    text,
    annotations: (page: PageOrder) =>
      connection(annotations, page, (each) => ({ title: each.title ?? null, message: each.message })),
  };
}

/** A list as GraphQL gives it by pages; the cursor of an item is its place. */
export function connection<T>(all: readonly T[], { first, last, after }: PageOrder, node: (item: T) => object): object {
  const size = first ?? last ?? 0;
  if (size < 1 || size > 100) throw new Error('You must provide a `first` or `last` value from 1 to 100.');
  const start = last ? Math.max(0, all.length - last) : after ? Number(after) + 1 : 0;
  const items = all.slice(start, start + size);
  return {
    totalCount: all.length,
    pageInfo: {
      hasNextPage: start + size < all.length,
      hasPreviousPage: start > 0,
      endCursor: items.length === 0 ? null : String(start + items.length - 1),
      startCursor: items.length === 0 ? null : String(start),
    },
    nodes: items.map(node),
  };
}
