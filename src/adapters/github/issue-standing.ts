import { z } from 'zod';
import type { IssueAddress } from '../../gates/audit/reference.ts';
import type { IssueStanding } from '../../ports/waiver-history.ts';
import type { Access } from './access.ts';
import { githubFailed, isPassing, statusOf } from './failure.ts';

type Place = Pick<Access, 'octokit' | 'at' | 'name'>;

const Issue = z.object({
  html_url: z.string(),
  state: z.string(),
  state_reason: z.string().nullish(),
  pull_request: z.object({ merged_at: z.string().nullish() }).optional(),
});

/** How an issue stands. GitHub hides what a token does not reach: in its own repository that is absent, elsewhere unknown. */
export async function readIssueStanding(place: Place, address: IssueAddress): Promise<IssueStanding> {
  const { owner, name, number } = address;
  try {
    const { data } = await place.octokit.request('GET /repos/{owner}/{repo}/issues/{issue_number}', {
      ...{ owner, repo: name, issue_number: number },
    });
    return standingOf(Issue.parse(data));
  } catch (error) {
    const status = statusOf(error);
    if (isPassing(error) || status === null) throw githubFailed(`issue ${owner}/${name}#${number}`, error);
    if (status === 410 || (status === 404 && isOwn(place, address))) return { state: 'absent', url: null };
    if (status === 403 || status === 404) return { state: 'unreadable', url: null };
    throw githubFailed(`issue ${owner}/${name}#${number}`, error);
  }
}

function isOwn({ at }: Place, { owner, name }: IssueAddress): boolean {
  return `${at.owner}/${at.repo}`.toLowerCase() === `${owner}/${name}`.toLowerCase();
}

/** A pull request that was closed without being merged did not do what it was to do. */
function standingOf({
  html_url: url,
  state,
  state_reason: reason,
  pull_request: pull,
}: z.infer<typeof Issue>): IssueStanding {
  if (state === 'open') return { state: 'open', url };
  const isDropped = pull === undefined ? reason === 'not_planned' : (pull.merged_at ?? null) === null;
  return { state: isDropped ? 'dropped' : 'closed', url };
}
