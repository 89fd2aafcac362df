import { z } from 'zod';
import type { PullRequest } from '../../change/pull-request.ts';
import type { BaseCommits } from '../../ports/code-host.ts';
import type { Access } from './access.ts';
import { ask, askAll, askIfThere } from './ask.ts';

const Side = z.object({ sha: z.string(), ref: z.string(), repo: z.object({ id: z.number() }).nullable() });

const Pull = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string().nullable(),
  /** Null when the account was deleted. */
  user: z.object({ login: z.string(), type: z.string() }).nullable(),
  state: z.enum(['open', 'closed']),
  merged: z.boolean(),
  draft: z.boolean().optional(),
  head: Side,
  base: Side,
  labels: z.array(z.object({ name: z.string() })),
  changed_files: z.number(),
});

/** Reads a pull request; null when there is none of that number. */
export async function readPull({ octokit, at, ref, name }: Access, number: number): Promise<PullRequest | null> {
  const pull = await askIfThere(`pull request ${name}#${number}`, Pull, () =>
    octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', { ...at, pull_number: number }),
  );
  if (pull === null) return null;
  const { user, head, base } = pull;
  return {
    ref: { repository: ref, number: pull.number },
    title: pull.title,
    body: pull.body ?? '',
    author: { login: user?.login ?? 'ghost', kind: user?.type === 'Bot' ? 'bot' : 'person' },
    state: pull.merged ? 'merged' : pull.state,
    draft: pull.draft === true,
    head: { sha: head.sha, branch: head.ref },
    base: { sha: base.sha, branch: base.ref },
    fork: head.repo === null || head.repo.id !== base.repo?.id,
    labels: pull.labels.map((label) => label.name),
    changedFiles: pull.changed_files,
  };
}

/** Reads every open pull request, oldest number first; each by itself, since a list does not say how many files change. */
export async function listOpenPulls(access: Access): Promise<readonly PullRequest[]> {
  const { octokit, at, name } = access;
  const listed = await askAll(`the open pull requests of ${name}`, z.object({ number: z.number() }), () =>
    octokit.paginate('GET /repos/{owner}/{repo}/pulls', { ...at, state: 'open', per_page: 100 }),
  );
  const numbers = [...new Set(listed.map(({ number }) => number))].toSorted((left, right) => left - right);
  const pulls: PullRequest[] = [];
  for (const number of numbers) {
    const pull = await readPull(access, number);
    if (pull?.state === 'open') pulls.push(pull);
  }
  return pulls;
}

const Comparison = z.object({
  base_commit: z.object({ sha: z.string() }),
  merge_base_commit: z.object({ sha: z.string() }),
});

/** The newest commit of a branch, and the commit at which a head left it. */
export async function findBase({ octokit, at, name }: Access, branch: string, head: string): Promise<BaseCommits> {
  const { base_commit, merge_base_commit } = await ask(
    `the commit of ${name} at which ${head} left ${branch}`,
    Comparison,
    () =>
      octokit.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
        ...at,
        basehead: `${branch}...${head}`,
        per_page: 1,
      }),
  );
  return { tip: base_commit.sha, mergeBase: merge_base_commit.sha };
}

/** The repository's default branch. */
export async function readDefaultBranch({ octokit, at, name }: Access): Promise<string> {
  const found = await ask(`repository ${name}`, z.object({ default_branch: z.string() }), () =>
    octokit.request('GET /repos/{owner}/{repo}', at),
  );
  return found.default_branch;
}
