import type { AttestationFacts } from '../../backtest/verdict/attestation.ts';
import { type ProducingParts, readProducingParts } from './changed-parts.ts';
import type { BacktestCheckPorts } from './check-ports.ts';
import { type FoundRun, type FoundSubject, workflowPath } from './found-run.ts';

/** Who made a run, and of what: everything that decides whether it is believed, aside from what it says of itself. */
export interface Making {
  readonly made: Omit<AttestationFacts, 'otherAction' | 'files'>;
  /** What the workflow of the base uses. */
  readonly uses: readonly string[];
}

/** Asks the host who made a run; nothing of it comes from the run's report. */
export async function readMaking(
  subject: FoundSubject,
  found: FoundRun,
  ports: Pick<BacktestCheckPorts, 'host'>,
): Promise<Making> {
  const { pull, order, config } = subject;
  const { run, defaultBranch } = found;
  const { workflows } = ports.host;
  const isStarted = run.event === 'workflow_dispatch';
  const { changed, uses } = isStarted
    ? await readStartedParts(subject, found, ports)
    : await readProducingParts(workflowPath(config), { ...subject.base, head: pull.head.sha }, ports.host);
  const made = {
    producer: run,
    workflow: workflowPath(order ?? config),
    ...{ defaultBranch, baseBranch: pull.base.branch },
    eventBases: isStarted ? [] : await workflows.basesOf(run),
    ranDefault: !isStarted || (await isOfDefault(found, ports)),
    ownLogin: await workflows.ownLogin(),
    isOrdered: order !== null,
    changedParts: changed,
  };
  return { made, uses };
}

/**
 * The workflow of a started run is that of the default branch, and so are workflows that it uses; but an action in the
 * repository is run out of what was checked out, which is the pull request.
 */
async function readStartedParts(
  { pull, order, config }: FoundSubject,
  { defaultBranch }: FoundRun,
  { host }: Pick<BacktestCheckPorts, 'host'>,
): Promise<ProducingParts> {
  const head = pull.head.sha;
  const base = await host.findBase(defaultBranch, head);
  const { changed, uses } = await readProducingParts(workflowPath(order ?? config), { ...base, head }, host);
  return { changed: changed.filter((path) => !path.startsWith('.github/workflows/')), uses };
}

/** Its commit is the tip of the default branch, or was. */
async function isOfDefault(
  { run, defaultBranch }: FoundRun,
  { host }: Pick<BacktestCheckPorts, 'host'>,
): Promise<boolean> {
  return (await host.findBase(defaultBranch, run.headSha)).mergeBase === run.headSha;
}
