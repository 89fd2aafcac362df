import type { Activity } from './records.ts';
import { type Repository, timestamp, type World } from './world.ts';

/** Where a branch goes. */
export interface Move {
  readonly branch: string;
  readonly to: string;
  /** Login of who moves it. */
  readonly by: string;
  /** A push, unless told otherwise; the first move of a branch is its creation. */
  readonly kind?: Activity['kind'];
}

/** What GitHub writes for a branch that is not there. */
const NOTHING = '0'.repeat(40);

/** Lets a branch stand at a commit, and records it as the host does. */
export function moveBranch(world: World, repository: Repository, { branch, to, by, kind = 'push' }: Move): void {
  const before = repository.branches.get(branch);
  repository.branches.set(branch, to);
  repository.pushedAt = timestamp(world.now());
  repository.activity.push({
    id: world.nextId(),
    branch,
    before: before ?? NOTHING,
    after: to,
    kind: before === undefined ? 'branch_creation' : kind,
    by,
    at: repository.pushedAt,
  });
}
