import { presentCommit } from './presented/commit.ts';
import { presentStatus } from './presented/status.ts';
import type { CommitStatus } from './records.ts';
import { accountOf, fullName, type Repository, timestamp, type World } from './world.ts';

/** A status to set. */
export interface StatusOrder {
  readonly sha: string;
  readonly context: string;
  readonly state: CommitStatus['state'];
  readonly by: string;
}

/** Sets a commit status and says so. */
export function setStatus(world: World, repository: Repository, { sha, context, state, by }: StatusOrder): void {
  const account = accountOf(world, by);
  const at = timestamp(world.now());
  const status: CommitStatus = { id: world.nextId(), repositoryId: repository.id, sha, context, state, by, at };
  world.statuses.push(status);
  const { description, target_url, created_at, updated_at, avatar_url } = presentStatus(world, repository, status);
  const told = { description, target_url, created_at, updated_at, avatar_url };
  const payload = {
    ...{ id: status.id, sha, context, state, name: fullName(repository), branches: [], ...told },
    commit: presentCommit(world, repository, sha),
  };
  world.announce({ event: 'status', repository, sender: account, payload });
}
