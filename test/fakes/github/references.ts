import type { Repository } from './world.ts';

/** The commit of a branch, of `pull/41/head`, of `HEAD` or of an id (whole, or seven digits and more). */
export function resolveCommit(repository: Repository, reference: string): string | null {
  const name = reference.replace(/^refs\//, '');
  if (name === 'HEAD') return repository.branches.get(repository.defaultBranch) ?? null;
  const branch = repository.branches.get(name.replace(/^heads\//, ''));
  if (branch !== undefined) return branch;
  const pull = /^pull\/(\d+)\/head$/.exec(name)?.[1];
  if (pull !== undefined) return repository.pulls.get(Number(pull))?.headSha ?? null;
  if (!/^[0-9a-f]{7,40}$/.test(name)) return null;
  return findCommit(repository, name);
}

/** The commit of one end of a comparison, which may name the fork's owner: `outsider:branch`. */
export function resolveEnd(repository: Repository, end: string, network: readonly Repository[]): string | null {
  const colon = end.indexOf(':');
  if (colon < 0) return resolveCommit(repository, end);
  const owner = end.slice(0, colon).toLowerCase();
  const fork = network.find((each) => each.objects === repository.objects && each.owner.login.toLowerCase() === owner);
  return fork === undefined ? null : resolveCommit(fork, end.slice(colon + 1));
}

function findCommit({ objects }: Repository, prefix: string): string | null {
  if (prefix.length === 40) return objects.get(prefix)?.kind === 'commit' ? prefix : null;
  for (const [sha, { kind }] of objects) if (kind === 'commit' && sha.startsWith(prefix)) return sha;
  return null;
}
