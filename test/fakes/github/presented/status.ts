import type { CommitStatus } from '../records.ts';
import { accountOf, type Repository, type World } from '../world.ts';
import { nodeId, presentAccount } from './account.ts';
import { repositoryUrl } from './repository.ts';

/** A commit status as it stands in lists. */
export function presentStatus(world: World, repository: Repository, status: CommitStatus) {
  const { id, sha, context, state, by, at } = status;
  return {
    url: `${repositoryUrl(world, repository)}/statuses/${sha}`,
    avatar_url: null,
    id,
    node_id: nodeId('StatusContext', id),
    state,
    description: null,
    target_url: null,
    context,
    created_at: at,
    updated_at: at,
    creator: presentAccount(world, accountOf(world, by)),
  };
}
