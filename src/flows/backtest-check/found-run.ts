import type { RepositoryRef } from '../../change/pull-request.ts';
import type { BacktestConfig } from '../../config/backtest-config.ts';
import type { BaseCommits } from '../../ports/guard-host.ts';
import type { WorkflowRun } from '../../ports/workflow-host.ts';
import { loadConfig } from '../review-ground.ts';
import type { BacktestCheckPorts } from './check-ports.ts';
import { type FetchedBundle, fetchBundle } from './fetch-bundle.ts';
import { findOrder, findSubjects, type Subject } from './subjects.ts';

/** A pull request that a run is about, with what its base says. */
export interface FoundSubject extends Subject {
  readonly base: BaseCommits;
  readonly config: BacktestConfig;
}

/** A run of the configured workflow, with its bundle and the pull requests that it is about. */
export interface FoundRun {
  readonly run: WorkflowRun;
  readonly fetched: FetchedBundle;
  readonly subjects: readonly FoundSubject[];
  readonly defaultBranch: string;
}

const FOLDER = '.github/workflows/';

/** Path of the workflow that a configuration names. */
export function workflowPath({ workflow }: Pick<BacktestConfig, 'workflow'>): string {
  return `${FOLDER}${workflow}`;
}

/** Reads a run, and downloads its bundle only when it is one of the workflow that the base names; null when it is not. */
export async function findRun(
  repository: RepositoryRef,
  id: number,
  ports: BacktestCheckPorts,
): Promise<FoundRun | null> {
  const run = await ports.host.workflows.readRun(id);
  if (run?.status !== 'completed' || !run.path.startsWith(FOLDER)) return null;
  if (run.event === 'workflow_dispatch') return findStarted(repository, run, ports);
  if (run.event !== 'pull_request') return null;
  const all = await groundAll(await findSubjects(repository, { run, bundle: null }, ports), ports);
  const subjects = all.filter(({ config }) => workflowPath(config) === run.path);
  if (subjects.length === 0) return null;
  const fetched = await fetchBundle(run, bundlePorts(ports));
  return { run, fetched, subjects, defaultBranch: await ports.host.defaultBranch() };
}

/** Only a run that we know by its nonce, or that is of the default branch's workflow, is looked into. */
async function findStarted(
  repository: RepositoryRef,
  run: WorkflowRun,
  ports: BacktestCheckPorts,
): Promise<FoundRun | null> {
  const defaultBranch = await ports.host.defaultBranch();
  const { tip } = await ports.host.findBase(defaultBranch, run.headSha);
  const known = await findOrder(repository, { run, bundle: null }, ports);
  const config = await readBacktestConfig(tip, ports);
  if (known === null && workflowPath(config) !== run.path) return null;
  const fetched = await fetchBundle(run, bundlePorts(ports));
  const bundle = fetched.kind === 'fetched' ? fetched.bundle : null;
  const subjects = await groundAll(await findSubjects(repository, { run, bundle }, ports), ports);
  return { run, fetched, subjects, defaultBranch };
}

function bundlePorts({ host, archives }: BacktestCheckPorts) {
  return { workflows: host.workflows, archives };
}

async function groundAll(
  subjects: readonly Subject[],
  ports: Pick<BacktestCheckPorts, 'host'>,
): Promise<readonly FoundSubject[]> {
  const grounded: FoundSubject[] = [];
  for (const subject of subjects) {
    const { pull } = subject;
    const base = await ports.host.findBase(pull.base.branch, pull.head.sha);
    grounded.push({ ...subject, base, config: await readBacktestConfig(base.tip, ports) });
  }
  return grounded;
}

/** What a commit says of backtests; a configuration that cannot be read is an error. */
export async function readBacktestConfig(
  commit: string,
  { host }: Pick<BacktestCheckPorts, 'host'>,
): Promise<BacktestConfig> {
  return (await loadConfig({ base: { repository: host.files, commit } })).backtest;
}
