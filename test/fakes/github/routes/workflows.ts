import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readCommit } from '../commits.ts';
import { contentOf, readTree } from '../git-objects.ts';
import { pageOf } from '../pages.ts';
import { presentArtifact, presentRun } from '../presented/workflow-run.ts';
import { notFound, Refusal } from '../refusal.ts';
import {
  type Answer,
  number,
  ok,
  optionalText,
  type RepositoryExchange,
  type Route,
  repositoryRoute,
  text,
} from '../route.ts';
import type { Artifact, WorkflowRun } from '../workflow-records.ts';
import { workflowsOf } from '../workflow-runs.ts';
import type { World } from '../world.ts';

const read = [['actions', 'read']] as const;
const write = [['actions', 'write']] as const;

/** Runs of workflows, what they left behind, and their start. */
export const workflowRoutes: readonly Route[] = [
  {
    ...repositoryRoute('GET /actions/runs/{run_id}', read, (exchange) =>
      ok(presentRun(exchange.world, findRun(exchange))),
    ),
    hidden: true,
  },
  { ...repositoryRoute('GET /actions/runs/{run_id}/artifacts', read, listArtifacts), hidden: true },
  { ...repositoryRoute('GET /actions/artifacts/{artifact_id}/{archive_format}', read, download), hidden: true },
  { ...repositoryRoute('GET /actions/workflows/{workflow_id}/runs', read, listRuns), hidden: true },
  {
    ...repositoryRoute('POST /actions/workflows/{workflow_id}/dispatches', write, start),
    hidden: true,
    mayBeRefused: true,
  },
];

function findRun({ world, repository, path }: RepositoryExchange): WorkflowRun {
  const id = number(path, 'run_id');
  const found = workflowsOf(world).runs.find((run) => run.id === id && run.repository === repository);
  if (found === undefined) throw notFound();
  return found;
}

function listArtifacts(exchange: RepositoryExchange): Answer {
  const run = findRun(exchange);
  const name = optionalText(exchange.query, 'name');
  const named = run.artifacts.filter((artifact) => name === undefined || artifact.name === name);
  const { items, headers } = pageOf(exchange, named);
  const artifacts = items.map((artifact) => presentArtifact(exchange.world, run, artifact));
  return ok({ total_count: named.length, artifacts }, headers);
}

function listRuns(exchange: RepositoryExchange): Answer {
  const { world, repository, path, query } = exchange;
  const event = optionalText(query, 'event');
  const file = `.github/workflows/${String(path.workflow_id)}`;
  const found = workflowsOf(world)
    .runs.filter((run) => run.repository === repository && run.path === file)
    .filter((run) => event === undefined || run.event === event)
    .toReversed();
  const { items, headers } = pageOf(exchange, found);
  return ok({ total_count: found.length, workflow_runs: items.map((run) => presentRun(world, run)) }, headers);
}

const opened = new Map<string, Artifact>();

/** A redirect to a store, with a word that opens it without the token. */
function download({ world, repository, path }: RepositoryExchange): Answer {
  const id = number(path, 'artifact_id');
  const runs = workflowsOf(world).runs.filter((run) => run.repository === repository);
  const found = runs.flatMap(({ artifacts }) => artifacts).find((artifact) => artifact.id === id);
  if (found === undefined) throw notFound();
  if (found.expired) throw new Refusal(410, 'Artifact has expired');
  const word = randomBytes(12).toString('hex');
  opened.set(word, found);
  return { status: 302, headers: { location: `${world.url()}/artifact-store/${id}?sig=${word}` } };
}

/** What stands behind the redirect; the store is no part of the API and has no description. */
export function answerStore(word: string | null): Answer {
  const found = word === null ? undefined : opened.get(word);
  if (found === undefined) throw notFound();
  return { status: 200, bytes: found.bytes, headers: { 'content-type': 'zip' } };
}

const Start = z.object({ ref: z.string(), inputs: z.record(z.string(), z.unknown()).optional() });

/** Only a file of the branch that says so can be started, with the inputs that it names. */
function start(exchange: RepositoryExchange): Answer {
  const { world, repository, path, body } = exchange;
  const { ref, inputs = {} } = Start.parse(body);
  const workflow = text({ workflow: String(path.workflow_id) }, 'workflow');
  const file = readBranchFile(exchange, ref, `.github/workflows/${workflow}`);
  if (file === null) throw notFound();
  if (!file.includes('workflow_dispatch')) throw new Refusal(422, "Workflow does not have 'workflow_dispatch' trigger");
  const unknown = Object.keys(inputs).filter((name) => !file.includes(`${name}:`));
  if (unknown.length > 0) throw new Refusal(422, `Unexpected inputs provided: ${JSON.stringify(unknown)}`);
  workflowsOf(world).starts.push({ repository, workflow, ref, inputs });
  return { status: 204 };
}

function readBranchFile(
  { repository }: { readonly world: World } & Pick<RepositoryExchange, 'repository'>,
  branch: string,
  path: string,
): string | null {
  const commit = repository.branches.get(branch);
  if (commit === undefined) throw new Refusal(422, `No ref found for: ${branch}`);
  const entries = readTree(repository.objects, readCommit(repository.objects, commit).tree, { recursive: true });
  const entry = entries.find((each) => each.path === path && each.type === 'blob');
  return entry === undefined ? null : contentOf(repository.objects, entry.sha, 'blob').toString('utf8');
}
