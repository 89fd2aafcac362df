import type { Repository } from './world.ts';

const known = new WeakMap<Repository, Map<string, string>>();

/** The tags of a repository, by name, with their commits. */
export function tagsOf(repository: Repository): Map<string, string> {
  const tags = known.get(repository) ?? new Map<string, string>();
  known.set(repository, tags);
  return tags;
}
