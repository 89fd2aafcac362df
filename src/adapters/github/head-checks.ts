import { z } from 'zod';
import type { HeadCheck } from '../../gates/rules/rule-facts.ts';
import type { Access } from './access.ts';
import { askAll } from './ask.ts';

const Run = z.object({
  name: z.string(),
  status: z.string(),
  conclusion: z.string().nullable(),
  app: z.object({ slug: z.string().nullish() }).nullable(),
});

const Status = z.object({ context: z.string(), state: z.string() });

/** The newest run of every check of a commit, and the newest status of every context, sorted by name. */
export async function listHeadChecks(access: Access, commit: string): Promise<readonly HeadCheck[]> {
  const [runs, statuses] = [await listRuns(access, commit), await listStatuses(access, commit)];
  return [...runs, ...statuses].toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

/** A run that waits, or is to be approved first, has not ended, whatever its status is called. */
async function listRuns({ octokit, at, name }: Access, commit: string): Promise<readonly HeadCheck[]> {
  const runs = await askAll(`the check runs of ${name} at ${commit}`, Run, () =>
    octokit.paginate('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
      ...at,
      ref: commit,
      filter: 'latest',
      per_page: 100,
    }),
  );
  return runs.map((run) => ({
    name: run.name,
    app: run.app?.slug ?? '',
    state: run.status === 'completed' && run.conclusion !== null ? run.conclusion : 'pending',
  }));
}

/** GitHub lists the statuses of a commit newest first, also those that were replaced. */
async function listStatuses({ octokit, at, name }: Access, commit: string): Promise<readonly HeadCheck[]> {
  const statuses = await askAll(`the commit statuses of ${name} at ${commit}`, Status, () =>
    octokit.paginate('GET /repos/{owner}/{repo}/commits/{ref}/statuses', { ...at, ref: commit, per_page: 100 }),
  );
  const newest = new Map(statuses.toReversed().map(({ context, state }) => [context, state]));
  return [...newest].map(([context, state]) => ({ name: context, app: null, state }));
}
