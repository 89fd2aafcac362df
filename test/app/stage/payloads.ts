import type { FakeGitHub } from '../../fakes/github/github.ts';
import type { Repository } from '../../fakes/github/world.ts';

/** What every payload about a repository says. */
export function basePayload(github: FakeGitHub, repository: Repository, sender = 'ada') {
  const { id, name, owner, defaultBranch } = repository;
  return {
    repository: {
      id,
      name,
      full_name: `${owner.login}/${name}`,
      owner: { login: owner.login },
      default_branch: defaultBranch,
    },
    installation: { id: github.installationOf(repository).id },
    sender: { login: sender, type: 'User' },
  };
}

/** A push of one commit that changes the given paths of a branch. */
export function pushPayload(github: FakeGitHub, repository: Repository, branch: string, paths: readonly string[]) {
  const commits = [{ added: [], modified: paths, removed: [] }];
  return { ...basePayload(github, repository), ref: `refs/heads/${branch}`, commits };
}
