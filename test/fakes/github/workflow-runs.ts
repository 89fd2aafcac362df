import { presentRun, presentWorkflow } from './presented/workflow-run.ts';
import type { Artifact, WorkflowRun } from './workflow-records.ts';
import { accountOf, appAccount, type Repository, timestamp, type World } from './world.ts';

/** A run as a test makes it. */
export interface RunOrder {
  /** Name of the file; `backtest.yml` unless told otherwise. */
  readonly workflow?: string;
  /** `pull_request` unless told otherwise. */
  readonly event?: string;
  readonly headSha: string;
  readonly headBranch?: string;
  readonly headRepository?: Repository;
  /** The app itself unless a login is given. */
  readonly actor?: string;
  readonly title?: string;
  /** `success` unless told otherwise; null for a run that goes on. */
  readonly conclusion?: string | null;
  readonly artifacts?: readonly (Pick<Artifact, 'name' | 'bytes'> & Partial<Pick<Artifact, 'expired' | 'size'>>)[];
}

/** A start of a workflow that the app asked for. */
export interface WorkflowStart {
  readonly repository: Repository;
  readonly workflow: string;
  readonly ref: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What workflows do on GitHub, as a test makes them do it. */
export interface WorkflowDeeds {
  /** A run of a workflow; the app is told when it has ended. */
  addRun(repository: Repository, order: RunOrder): WorkflowRun;
  /** Lets a run that goes on end. */
  endRun(run: WorkflowRun, conclusion: string): void;
  /** Every start that the app asked for and was granted, oldest first. */
  startsOf(repository: Repository): readonly WorkflowStart[];
}

interface Workflows {
  readonly runs: WorkflowRun[];
  readonly starts: WorkflowStart[];
}

const known = new WeakMap<World, Workflows>();

/** The runs and starts of a world. */
export function workflowsOf(world: World): Workflows {
  const found = known.get(world) ?? { runs: [], starts: [] };
  known.set(world, found);
  return found;
}

/** The deeds, over a world. */
export function workflowDeeds(world: World): WorkflowDeeds {
  return {
    addRun: (repository, order) => addRun(world, repository, order),
    endRun: (run, conclusion) => {
      run.status = 'completed';
      run.conclusion = conclusion;
      announce(world, run);
    },
    startsOf: (repository) => workflowsOf(world).starts.filter((start) => start.repository === repository),
  };
}

function addRun(world: World, repository: Repository, order: RunOrder): WorkflowRun {
  const { workflow = 'backtest.yml', event = 'pull_request', headSha, conclusion = 'success' } = order;
  const run: WorkflowRun = {
    id: world.nextId(),
    repository,
    headRepository: order.headRepository ?? repository,
    path: `.github/workflows/${workflow}`,
    ...{ event, headSha },
    headBranch: order.headBranch ?? repository.defaultBranch,
    actor: order.actor === undefined ? appAccount(world) : accountOf(world, order.actor),
    title: order.title ?? 'Backtest',
    createdAt: timestamp(world.now()),
    artifacts: (order.artifacts ?? []).map(({ name, bytes, expired = false, size = bytes.length }) => ({
      ...{ id: world.nextId(), name, bytes, expired, size },
    })),
    status: conclusion === null ? 'in_progress' : 'completed',
    conclusion,
  };
  workflowsOf(world).runs.push(run);
  if (conclusion !== null) announce(world, run);
  return run;
}

function announce(world: World, run: WorkflowRun): void {
  const payload = {
    action: 'completed',
    workflow: presentWorkflow(world, run),
    workflow_run: presentRun(world, run),
  };
  world.announce({ event: 'workflow_run', repository: run.repository, sender: run.actor, payload });
}
