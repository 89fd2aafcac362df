import { z } from 'zod';
import type { CommitAccounts } from '../../gates/bypass.ts';
import type { Access } from './access.ts';
import { ask, askAll } from './ask.ts';

/** Most commits that GitHub lists of one pull request. */
const MOST_LISTED = 250;

/** An account that GitHub knows behind a commit; it writes null or an empty object where it knows none. */
const Person = z
  .object({ login: z.string().optional() })
  .nullish()
  .transform((person) => person?.login ?? null);

const Commit = z.object({ sha: z.string(), author: Person, committer: Person });

/** The accounts behind every commit of a pull request; null when it has more commits than GitHub lists. */
export async function listCommitAccounts(access: Access, number: number): Promise<readonly CommitAccounts[] | null> {
  const { octokit, at, name } = access;
  const commits = await askAll(`the commits of ${name}#${number}`, Commit, () =>
    octokit.paginate('GET /repos/{owner}/{repo}/pulls/{pull_number}/commits', {
      ...at,
      pull_number: number,
      per_page: 100,
    }),
  );
  if (commits.length < MOST_LISTED) return commits;
  const pull = await ask(`how many commits ${name}#${number} has`, z.object({ commits: z.number() }), () =>
    octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', { ...at, pull_number: number }),
  );
  return commits.length >= pull.commits ? commits : null;
}
