import { z } from 'zod';
import type { ListedPull, PullRequest, RepositoryRef } from '../../change/pull-request.ts';
import { Association } from '../../config/routing-words.ts';
import type { BaseCommits } from '../../ports/guard-host.ts';
import type { Access } from './access.ts';
import { ask, askAll, askIfThere } from './ask.ts';

const Side = z.object({ sha: z.string(), ref: z.string(), repo: z.object({ id: z.number() }).nullable() });

const Listed = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string().nullable(),
  /** Null when the account was deleted. */
  user: z.object({ login: z.string(), type: z.string() }).nullable(),
  /** A word that GitHub adds one day says nothing here. */
  author_association: Association.optional().catch(undefined),
  state: z.enum(['open', 'closed']),
  merged_at: z.string().nullable(),
  draft: z.boolean().optional(),
  head: Side,
  base: Side,
  labels: z.array(z.object({ name: z.string() })),
});
const Pull = Listed.extend({ changed_files: z.number() });

/** Reads a pull request; null when there is none of that number. */
export async function readPull({ octokit, at, ref, name }: Access, number: number): Promise<PullRequest | null> {
  const pull = await askIfThere(`pull request ${name}#${number}`, Pull, () =>
    octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', { ...at, pull_number: number }),
  );
  return pull === null ? null : { ...pullOf(pull, ref), changedFiles: pull.changed_files };
}

/** Reads every open pull request, oldest number first. */
export async function listOpenPulls({ octokit, at, ref, name }: Access): Promise<readonly ListedPull[]> {
  const listed = await askAll(`the open pull requests of ${name}`, Listed, () =>
    octokit.paginate('GET /repos/{owner}/{repo}/pulls', { ...at, state: 'open', per_page: 100 }),
  );
  // One that is opened between two pages shifts another one onto both.
  const byNumber = new Map(listed.map((pull) => [pull.number, pull]));
  return [...byNumber.values()].toSorted((left, right) => left.number - right.number).map((pull) => pullOf(pull, ref));
}

function pullOf(pull: z.infer<typeof Listed>, repository: RepositoryRef): ListedPull {
  const { user, head, base } = pull;
  return {
    // Who came with a name only learns the number of the repository here.
    ref: { repository: { ...repository, id: base.repo?.id ?? repository.id }, number: pull.number },
    title: pull.title,
    body: pull.body ?? '',
    author: { login: user?.login ?? 'ghost', kind: user?.type === 'Bot' ? 'bot' : 'person' },
    ...(pull.author_association !== undefined && { authorAssociation: pull.author_association }),
    state: pull.merged_at === null ? pull.state : 'merged',
    draft: pull.draft === true,
    head: { sha: head.sha, branch: head.ref },
    base: { sha: base.sha, branch: base.ref },
    fork: head.repo === null || head.repo.id !== base.repo?.id,
    labels: pull.labels.map((label) => label.name),
  };
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
