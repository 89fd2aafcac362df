import type { Bundle } from '../../backtest/bundle/bundle.ts';
import type { PullRequest, RepositoryRef } from '../../change/pull-request.ts';
import type { PlacedOrder } from '../../ports/backtest-orders.ts';
import type { WorkflowRun } from '../../ports/workflow-host.ts';
import type { BacktestCheckPorts } from './check-ports.ts';

/** A pull request that a run is about, and the order by which it was started. */
export interface Subject {
  readonly pull: PullRequest;
  /** Null for a run that nobody asked for by command. */
  readonly order: PlacedOrder | null;
}

/** A run, and its bundle where there is one. */
export interface RunWithBundle {
  readonly run: WorkflowRun;
  readonly bundle: Bundle | null;
}

/** Nonces of ours, as a workflow names its run by one. */
const NONCE = /\b[0-9a-f]{32}\b/g;

/**
 * The open pull requests that a run is about. For an event of a pull request the host tells the head; for a start its
 * nonce leads to the order, which names the pull request. What the bundle says only helps where the host says nothing.
 */
export async function findSubjects(
  repository: RepositoryRef,
  { run, bundle }: RunWithBundle,
  ports: Pick<BacktestCheckPorts, 'host' | 'backtestOrders'>,
): Promise<readonly Subject[]> {
  if (run.event !== 'workflow_dispatch') return subjectsAt(run.headSha, ports);
  const order = await findOrder(repository, { run, bundle }, ports);
  const number = order?.pull.number ?? bundle?.pull ?? null;
  const pull = number === null ? null : await ports.host.readPull(number);
  return pull?.state === 'open' ? [{ pull, order }] : [];
}

/** The order that a run was started for; the run's own title comes from the workflow file of the branch that ran. */
export async function findOrder(
  repository: RepositoryRef,
  { run: { title, event }, bundle }: RunWithBundle,
  { backtestOrders }: Pick<BacktestCheckPorts, 'backtestOrders'>,
): Promise<PlacedOrder | null> {
  if (event !== 'workflow_dispatch') return null;
  const named = [...title.matchAll(NONCE)].map(([nonce]) => nonce);
  for (const nonce of new Set([...named, ...(bundle?.nonce == null ? [] : [bundle.nonce])])) {
    const order = await backtestOrders.find(repository.id, nonce);
    if (order !== null) return order;
  }
  return null;
}

async function subjectsAt(head: string, { host }: Pick<BacktestCheckPorts, 'host'>): Promise<readonly Subject[]> {
  const subjects: Subject[] = [];
  for (const { ref, head: listed } of await host.listOpenPulls()) {
    if (listed.sha !== head) continue;
    const pull = await host.readPull(ref.number);
    if (pull?.state === 'open' && pull.head.sha === head) subjects.push({ pull, order: null });
  }
  return subjects;
}
