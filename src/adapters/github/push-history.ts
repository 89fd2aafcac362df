import { z } from 'zod';
import { isAppError } from '../../kernel/app-error.ts';
import type { Access } from './access.ts';
import { askAll } from './ask.ts';

/** A commit that was the newest of a branch at a moment, or why nobody can tell. */
export type PastHead = { readonly sha: string } | { readonly unknown: string };

/** A branch of some repository, and the commit at which it is known to stand. */
export interface HeadBranch {
  readonly owner: string;
  readonly repo: string;
  readonly branch: string;
  readonly sha: string;
}

const Push = z.object({ before: z.string(), after: z.string(), timestamp: z.string() });
type Push = z.infer<typeof Push>;

/** How many of the last pushes are read. */
const PAGE = 100;

/** What GitHub writes for a branch that is not there. */
const NOTHING = /^0+$/;

/**
 * The commit at which a branch stood before a moment, from GitHub's record of pushes. A push in the second of the moment
 * counts as later.
 */
export async function readHeadAt(access: Access, head: HeadBranch, at: string): Promise<PastHead> {
  try {
    return chooseHead(await readPushes(access, head), head, at);
  } catch (error) {
    if (!isAppError(error) || error.code === 'broken' || error.facts.passing === true) throw error;
    return { unknown: `the pushes to ${head.owner}/${head.repo} cannot be read: ${error.message}` };
  }
}

/** Newest first. */
async function readPushes({ octokit }: Access, { owner, repo, branch }: HeadBranch): Promise<readonly Push[]> {
  return askAll(`the pushes to ${branch} of ${owner}/${repo}`, Push, async () => {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/activity', {
      owner,
      repo,
      ref: `refs/heads/${branch}`,
      per_page: PAGE,
    });
    return data;
  });
}

function chooseHead(pushes: readonly Push[], head: HeadBranch, at: string): PastHead {
  // GitHub writes its record a while after the push; one that does not know the head yet may lack others, too.
  if (!pushes.some(({ after }) => after === head.sha))
    return { unknown: `GitHub's record of pushes to ${head.branch} does not hold the present head` };
  const index = pushes.findIndex(({ timestamp }) => Date.parse(timestamp) < Date.parse(at));
  const [standing, next] = [pushes[index], pushes[index - 1]];
  if (standing === undefined)
    return { unknown: `the label is older than what GitHub keeps of the pushes to ${head.branch}` };
  const hasGap = next !== undefined && next.before !== standing.after;
  if (hasGap || NOTHING.test(standing.after))
    return { unknown: `GitHub's record of pushes to ${head.branch} has a gap where the label was set` };
  return { sha: standing.after };
}
