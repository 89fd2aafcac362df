import { pageOf } from '../pages.ts';
import { presentCommit } from '../presented/commit.ts';
import { presentFileChange } from '../presented/file-change.ts';
import { presentFullPull, presentPull } from '../presented/pull.ts';
import { presentReview } from '../presented/review.ts';
import { changesOf, commitsOf } from '../pull-changes.ts';
import { notFound } from '../refusal.ts';
import { number, ok, optionalText, type RepositoryExchange, type Route, repositoryRoute } from '../route.ts';
import type { Pull } from '../world.ts';

const read = [['pull_requests', 'read']] as const;

/** Pull requests and what they change. */
export const pullRoutes: readonly Route[] = [
  repositoryRoute('GET /pulls', read, listPulls),
  repositoryRoute('GET /pulls/{pull_number}', read, (exchange) =>
    ok(presentFullPull(exchange.world, findPull(exchange))),
  ),
  repositoryRoute('GET /pulls/{pull_number}/files', read, listFiles),
  repositoryRoute('GET /pulls/{pull_number}/commits', read, listCommits),
  repositoryRoute('GET /pulls/{pull_number}/reviews', read, (exchange) => {
    const pull = findPull(exchange);
    const { items, headers } = pageOf(exchange, pull.reviews);
    return ok(
      items.map((review) => presentReview(exchange.world, pull, review)),
      headers,
    );
  }),
];

/** Open ones, newest first, unless asked otherwise. */
function listPulls(exchange: RepositoryExchange) {
  const { world, repository, query } = exchange;
  const state = optionalText(query, 'state') ?? 'open';
  const [head, base] = [optionalText(query, 'head'), optionalText(query, 'base')];
  const byCreation = optionalText(query, 'sort') !== 'updated';
  const ascending = optionalText(query, 'direction') === 'asc';
  const order = (pull: Pull) => (byCreation ? pull.number : Date.parse(pull.updatedAt));
  const found = [...repository.pulls.values()]
    .filter((pull) => state === 'all' || pull.state === state)
    .filter((pull) => base === undefined || pull.base === base)
    .filter((pull) => head === undefined || `${pull.head.repository.owner.login}:${pull.head.branch}` === head)
    .toSorted((one, other) => (ascending ? order(one) - order(other) : order(other) - order(one)));
  const { items, headers } = pageOf(exchange, found);
  return ok(
    items.map((pull) => presentPull(world, pull)),
    headers,
  );
}

/** At most three thousand files, however many there are. */
function listFiles(exchange: RepositoryExchange) {
  const { world, repository } = exchange;
  const pull = findPull(exchange);
  const { items, headers } = pageOf(exchange, changesOf(pull).slice(0, world.limits.pullFiles));
  return ok(
    items.map((change) => presentFileChange(world, repository, change, pull.headSha)),
    headers,
  );
}

/** At most two hundred and fifty commits, however many there are. */
function listCommits(exchange: RepositoryExchange) {
  const { world, repository } = exchange;
  const listed = commitsOf(findPull(exchange)).slice(0, world.limits.pullCommits);
  const { items, headers } = pageOf(exchange, listed);
  return ok(
    items.map((sha) => presentCommit(world, repository, sha)),
    headers,
  );
}

function findPull({ repository, path }: RepositoryExchange): Pull {
  const pull = repository.pulls.get(number(path, 'pull_number'));
  if (pull === undefined) throw notFound();
  return pull;
}
