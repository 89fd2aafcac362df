import { linkTo, pageSize } from '../pages.ts';
import { nodeId, presentActor } from '../presented/account.ts';
import type { Activity } from '../records.ts';
import { ok, optionalText, type RepositoryExchange, type Route, repositoryRoute } from '../route.ts';
import { accountOf } from '../world.ts';

/** What happened to the branches of a repository, newest first; a fork of strangers may be asked for it, too. */
export const activityRoute: Route = {
  ...repositoryRoute('GET /activity', [['contents', 'read']], listActivity),
  mayBeRefused: true,
};

function listActivity(exchange: RepositoryExchange) {
  const { repository, query } = exchange;
  const ref = optionalText(query, 'ref')?.replace(/^refs\/heads\//, '');
  const after = optionalText(query, 'after');
  const found = repository.activity
    .filter(({ branch }) => ref === undefined || branch === ref)
    .toSorted((one, other) => other.id - one.id)
    .filter(({ id }) => after === undefined || id < Number(after));
  const items = found.slice(0, pageSize(exchange));
  const last = items.at(-1);
  const more = last !== undefined && found.length > items.length;
  const headers: Record<string, string> = more ? { link: linkTo(exchange, { after: String(last.id) }, 'next') } : {};
  return ok(
    items.map((each) => presentActivity(exchange, each)),
    headers,
  );
}

function presentActivity({ world }: RepositoryExchange, { id, branch, before, after, kind, by, at }: Activity): object {
  return {
    id,
    node_id: nodeId('PSH', id),
    before,
    after,
    ref: `refs/heads/${branch}`,
    timestamp: at,
    activity_type: kind,
    actor: presentActor(world, accountOf(world, by)),
  };
}
