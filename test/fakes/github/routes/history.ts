import { historyOf, readCommit } from '../commits.ts';
import { pageOf } from '../pages.ts';
import { presentCommit } from '../presented/commit.ts';
import { resolveCommit } from '../references.ts';
import { notFound } from '../refusal.ts';
import { ok, optionalText, type RepositoryExchange, type Route, repositoryRoute } from '../route.ts';

/** The commits that one holds, newest first. */
export const historyRoute: Route = repositoryRoute(
  'GET /commits',
  [['contents', 'read']],
  (exchange: RepositoryExchange) => {
    const { world, repository, query } = exchange;
    const { objects, defaultBranch } = repository;
    const tip = resolveCommit(repository, optionalText(query, 'sha') ?? defaultBranch);
    if (tip === null) throw notFound();
    const since = Date.parse(optionalText(query, 'since') ?? '1970-01-01T00:00:00Z');
    const listed = [...historyOf(objects, tip)]
      .map((sha) => ({ sha, at: readCommit(objects, sha).committer.date.getTime() }))
      .filter(({ at }) => at >= since)
      .toSorted((one, other) => other.at - one.at);
    const { items, headers } = pageOf(exchange, listed);
    return ok(
      items.map(({ sha }) => presentCommit(world, repository, sha)),
      headers,
    );
  },
);
