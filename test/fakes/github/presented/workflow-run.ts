import { readCommit } from '../commits.ts';
import type { Artifact, WorkflowRun } from '../workflow-records.ts';
import { fullName, timestamp, type World } from '../world.ts';
import { nodeId, presentAccount } from './account.ts';
import { presentRepository, repositoryUrl } from './repository.ts';

/** A run of a workflow, as it is read and as it stands in a webhook. */
export function presentRun(world: World, run: WorkflowRun): Readonly<Record<string, unknown>> {
  const { id, repository, headRepository, path, event, headSha, headBranch, actor, title, createdAt } = run;
  const url = `${repositoryUrl(world, repository)}/actions/runs/${id}`;
  const html = `https://github.com/${fullName(repository)}/actions/runs/${id}`;
  const suite = Number.parseInt(headSha.slice(0, 8), 16);
  return {
    ...{ id, node_id: nodeId('WorkflowRun', id), name: 'Backtest', display_title: title, path, event, url },
    html_url: html,
    ...{ head_branch: headBranch, head_sha: headSha, run_number: id, run_attempt: 1 },
    ...{ status: run.status, conclusion: run.conclusion, workflow_id: workflowId(path) },
    ...{ check_suite_id: suite, check_suite_node_id: nodeId('CheckSuite', suite), pull_requests: [] },
    ...{ created_at: createdAt, updated_at: createdAt, run_started_at: createdAt, previous_attempt_url: null },
    ...{ actor: presentAccount(world, actor), triggering_actor: presentAccount(world, actor) },
    ...{ jobs_url: `${url}/jobs`, logs_url: `${url}/logs`, artifacts_url: `${url}/artifacts` },
    ...{ cancel_url: `${url}/cancel`, rerun_url: `${url}/rerun` },
    check_suite_url: `${repositoryUrl(world, repository)}/check-suites/${suite}`,
    workflow_url: `${repositoryUrl(world, repository)}/actions/workflows/${workflowId(path)}`,
    head_commit: presentSimpleCommit(run),
    repository: presentRepository(world, repository),
    head_repository: presentRepository(world, headRepository),
  };
}

/** The workflow that ran. */
export function presentWorkflow(world: World, { path, repository }: WorkflowRun): Readonly<Record<string, unknown>> {
  const id = workflowId(path);
  const url = `${repositoryUrl(world, repository)}/actions/workflows/${id}`;
  const html = `https://github.com/${fullName(repository)}`;
  return {
    ...{ id, node_id: nodeId('Workflow', id), name: 'Backtest', path, state: 'active', url },
    ...{ html_url: `${html}/blob/main/${path}`, badge_url: `${html}/workflows/Backtest/badge.svg` },
    ...{ created_at: repository.createdAt, updated_at: repository.createdAt },
  };
}

/** An artifact of a run. */
export function presentArtifact(
  world: World,
  { repository }: WorkflowRun,
  { id, name, size, expired }: Artifact,
): Readonly<Record<string, unknown>> {
  const url = `${repositoryUrl(world, repository)}/actions/artifacts/${id}`;
  const at = timestamp(world.now());
  return {
    ...{ id, node_id: nodeId('Artifact', id), name, size_in_bytes: size, url, archive_download_url: `${url}/zip` },
    ...{ expired, created_at: at, expires_at: at, updated_at: at },
  };
}

function workflowId(path: string): number {
  return Buffer.from(path).reduce((sum, byte) => (sum * 31 + byte) % 1_000_000_007, 7);
}

function presentSimpleCommit({ repository, headSha }: WorkflowRun): object {
  const { tree, author, committer, message } = readCommit(repository.objects, headSha);
  const person = ({ name, email }: typeof author) => ({ name, email });
  return {
    ...{ id: headSha, tree_id: tree, message, timestamp: timestamp(author.date) },
    ...{ author: person(author), committer: person(committer) },
  };
}
