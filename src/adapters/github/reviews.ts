import { z } from 'zod';
import type { Approval } from '../../gates/rules/rule-facts.ts';
import type { Permission } from '../../ports/guard-host.ts';
import type { ReviewedHead } from '../../ports/rules-host.ts';
import type { Access } from './access.ts';
import { ask, askAll } from './ask.ts';
import { readPermission } from './people.ts';

const Review = z.object({
  /** Null when the account was deleted. */
  user: z.object({ login: z.string(), type: z.string() }).nullable(),
  state: z.string(),
  commit_id: z.string().nullish(),
});
type Review = z.infer<typeof Review>;

/** States that say yes or no, or take it back; a comment changes nothing of what its writer said before. */
const COUNTED: readonly string[] = ['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED'];

const WRITERS: readonly Permission[] = ['write', 'maintain', 'admin'];

const Author = z.object({ user: z.object({ login: z.string() }).nullable() });

/** Whether a person other than the author, who may write now, approved the very head and has not said otherwise since. */
export async function isApproved(access: Access, number: number, head: string): Promise<boolean> {
  const approvers = await findApprovers(access, number, head);
  if (approvers.length === 0) return false;
  const { octokit, at, name } = access;
  const { user: author } = await ask(`the author of ${name}#${number}`, Author, () =>
    octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', { ...at, pull_number: number }),
  );
  for (const login of approvers) {
    if (author?.login.toLowerCase() === login.toLowerCase()) continue;
    if (WRITERS.includes(await readPermission(access, login))) return true;
  }
  return false;
}

/** Every person but the author whose newest review approves, with whether it approves this very head. */
export async function listApprovals(
  access: Access,
  { number, head, author }: ReviewedHead,
): Promise<readonly Approval[]> {
  const given = await readLastReviews(access, number);
  return [...given].flatMap(([login, { state, commit_id }]) =>
    state === 'APPROVED' && login.toLowerCase() !== author.toLowerCase() ? [{ login, onHead: commit_id === head }] : [],
  );
}

async function findApprovers(access: Access, number: number, head: string): Promise<readonly string[]> {
  const given = await readLastReviews(access, number);
  return [...given].flatMap(([login, { state, commit_id }]) =>
    state === 'APPROVED' && commit_id === head ? [login] : [],
  );
}

/** The newest review of each person that says yes or no; GitHub lists reviews in the order in which they were given. */
async function readLastReviews({ octokit, at, name }: Access, number: number): Promise<ReadonlyMap<string, Review>> {
  const reviews = await askAll(`the reviews of ${name}#${number}`, Review, () =>
    octokit.paginate('GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
      ...at,
      pull_number: number,
      per_page: 100,
    }),
  );
  const last = new Map<string, Review>();
  for (const review of reviews)
    if (review.user?.type === 'User' && COUNTED.includes(review.state)) last.set(review.user.login, review);
  return last;
}
