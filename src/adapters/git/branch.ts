import { gitFailed, runGit } from './git.ts';
import { askGit, type GitPlace, inObjects } from './place.ts';

const LOCAL = 'refs/heads/';

/** The name of the branch that a ref means, null for the one that is checked out; null when it means none. */
export async function findBranch(place: GitPlace, ref: string | null): Promise<string | null> {
  if (ref === null || ref === 'HEAD') return findCheckedOut(place);
  const names = await listNames(place);
  for (const full of [ref, `${LOCAL}${ref}`, `refs/remotes/${ref}`]) {
    if (!names.has(full)) continue;
    return full.startsWith(LOCAL) ? full.slice(LOCAL.length) : full.replace(/^refs\/remotes\/[^/]+\//, '');
  }
  return null;
}

/** A checkout of a commit, as Actions makes it, has no branch. */
async function findCheckedOut(place: GitPlace): Promise<string | null> {
  const answer = await runGit(inObjects(place, ['symbolic-ref', '--quiet', 'HEAD']));
  if (answer.exitCode === 1) return null;
  if (answer.exitCode !== 0) throw gitFailed('looking for the branch', answer);
  const name = answer.output.toString('utf8').trim();
  return name.startsWith(LOCAL) ? name.slice(LOCAL.length) : null;
}

async function listNames(place: GitPlace): Promise<ReadonlySet<string>> {
  const args = ['for-each-ref', '--format=%(refname)', 'refs/heads', 'refs/remotes'];
  return new Set((await askGit(inObjects(place, args), 'listing branches')).split('\n'));
}
