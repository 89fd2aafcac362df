import { z } from 'zod';
import type { WorkflowRun } from '../../../ports/workflow-host.ts';
import type { Access } from '../access.ts';
import { ask, askIfThere } from '../ask.ts';

const Run = z.object({
  id: z.int(),
  run_attempt: z.int().optional(),
  event: z.string(),
  status: z.string().nullable(),
  conclusion: z.string().nullable(),
  path: z.string(),
  head_sha: z.string(),
  head_branch: z.string().nullable(),
  head_repository: z.object({ owner: z.object({ login: z.string() }) }).nullish(),
  actor: z.object({ login: z.string() }).nullish(),
  display_title: z.string(),
  html_url: z.string(),
  created_at: z.string(),
});

/** Reads a run of a workflow; null when there is none of that number. */
export async function readRun({ octokit, at, name }: Access, id: number): Promise<WorkflowRun | null> {
  const run = await askIfThere(`workflow run ${id} of ${name}`, Run, () =>
    octokit.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', { ...at, run_id: id }),
  );
  return run === null ? null : runOf(run);
}

const Runs = z.object({ workflow_runs: z.array(Run) });

/** Lists the newest runs of a workflow that were started through the API or by hand. */
export async function listStarted({ octokit, at, name }: Access, workflow: string): Promise<readonly WorkflowRun[]> {
  const { workflow_runs } = await ask(`the runs of ${workflow} of ${name}`, Runs, () =>
    octokit.request('GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs', {
      ...at,
      workflow_id: workflow,
      event: 'workflow_dispatch',
      per_page: 100,
    }),
  );
  return workflow_runs.map(runOf);
}

/** GitHub may name a ref behind the path: `.github/workflows/backtest.yml@main`. */
function runOf(run: z.infer<typeof Run>): WorkflowRun {
  return {
    id: run.id,
    attempt: run.run_attempt ?? 1,
    event: run.event,
    status: run.status === 'completed' ? 'completed' : 'going',
    conclusion: run.conclusion,
    path: run.path.replace(/@.*$/, ''),
    headSha: run.head_sha,
    headBranch: run.head_branch,
    headOwner: run.head_repository?.owner.login ?? null,
    actor: run.actor?.login ?? null,
    title: run.display_title,
    url: run.html_url,
    createdAt: run.created_at,
  };
}
