import { pageOf } from '../pages.ts';
import { presentStatus } from '../presented/status.ts';
import { resolveCommit } from '../references.ts';
import { Refusal } from '../refusal.ts';
import { ok, type Route, repositoryRoute, text } from '../route.ts';

/** Commit statuses, newest first, also those that were replaced. */
export const statusRoute: Route = {
  ...repositoryRoute('GET /commits/{ref}/statuses', [['statuses', 'read']], (exchange) => {
    const { world, repository, path } = exchange;
    const sha = resolveCommit(repository, text(path, 'ref'));
    if (sha === null) throw new Refusal(422, `No commit found for SHA: ${text(path, 'ref')}`);
    const found = world.statuses.filter((status) => status.repositoryId === repository.id && status.sha === sha);
    const { items, headers } = pageOf(exchange, found.toReversed());
    return ok(
      items.map((status) => presentStatus(world, repository, status)),
      headers,
    );
  }),
  mayBeRefused: true,
};
