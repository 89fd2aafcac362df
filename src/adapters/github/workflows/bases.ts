import { z } from 'zod';
import type { WorkflowRun } from '../../../ports/workflow-host.ts';
import type { Access } from '../access.ts';
import { askAll } from '../ask.ts';
import { readTimeline } from '../timeline.ts';

const Listed = z.object({
  number: z.int(),
  created_at: z.string(),
  closed_at: z.string().nullable(),
  base: z.object({ ref: z.string() }),
});

/** A run begins some time after the event that it was made for: seconds as a rule, and minutes on a bad day. */
const LATEST_BEGIN_MS = 3_600_000;

/**
 * The base branches of all pull requests for whose event a run can have been made. GitHub merges head and base and runs the
 * workflow of that, and does not say of a run which pull request it was.
 */
export async function findBases(
  access: Access,
  { headOwner, headBranch, createdAt }: Pick<WorkflowRun, 'headOwner' | 'headBranch' | 'createdAt'>,
): Promise<readonly string[] | null> {
  if (headOwner === null || headBranch === null) return null;
  const { octokit, at, name } = access;
  const listed = await askAll(`the pull requests of ${name} from ${headOwner}:${headBranch}`, Listed, () =>
    octokit.paginate('GET /repos/{owner}/{repo}/pulls', {
      ...at,
      state: 'all',
      head: `${headOwner}:${headBranch}`,
      per_page: 100,
    }),
  );
  const begun = Date.parse(createdAt);
  const stood = listed.filter(
    ({ created_at, closed_at }) =>
      Date.parse(created_at) <= begun && (closed_at === null || Date.parse(closed_at) > begun - LATEST_BEGIN_MS),
  );
  for (const { number } of stood) {
    const { retargets } = await readTimeline(access, number);
    if (retargets.some((each) => Date.parse(each.at) > begun - LATEST_BEGIN_MS)) return null;
  }
  return stood.length === 0 ? null : [...new Set(stood.map(({ base }) => base.ref))];
}
