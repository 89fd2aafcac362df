import { renderBacktestStarted } from '../../backtest/verdict/check.ts';
import type { Answer } from '../../committee/answer-comment/answer.ts';
import type { NotStarted } from '../../committee/answer-comment/backtest.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { PlacedOrder } from '../../ports/backtest-orders.ts';
import type { Started, WorkflowStart } from '../../ports/workflow-host.ts';
import { readBacktestConfig } from '../backtest-check/found-run.ts';
import { putBacktestCheck } from '../backtest-check/put-check.ts';
import { timeOf } from '../pull-ports.ts';
import { allowsWaiver } from '../rights.ts';
import { type Commander, causeOf, type ObeyPorts } from './commander.ts';
import { hasSeenHead } from './waive-gate.ts';

/**
 * Starts the workflow of the default branch on the head that stood when the comment was written, with a nonce by which its
 * run is found again. From a fork only a maintainer lets code run; a head that came after the comment was seen by nobody.
 */
export async function orderBacktest(commander: Commander, strategy: string | null, ports: ObeyPorts): Promise<Answer> {
  const { permission } = commander;
  const { journal } = ports;
  const now = await journal.step('read what is to be backtested', () => readOrdered(commander, ports));
  if (now.state !== 'open') return { kind: 'nothing', why: 'it is not open' };
  if (now.fork && !allowsWaiver(permission)) {
    return { kind: 'no-permission', verb: 'backtest', needs: 'maintain or admin (for a fork)', has: permission };
  }
  const { head } = now;
  const hasSeen = await journal.step('find the head of the comment', () => hasSeenHead(commander, head, ports));
  if (!hasSeen) return { kind: 'backtest-moved', head };
  const by = await journal.step('read what backtests are run by', () => readWorkflow(now.base, ports));
  const order = await placeOrder(commander, { head, strategy, workflow: by.workflow }, ports);
  const started = await journal.step('start the workflow', () => start(order, { ...by, ...now }, ports));
  if (started.kind === 'started') {
    await journal.step('show that a backtest runs', () => showRunning(order, causeOf(commander), ports));
    return { kind: 'backtest-started', head, strategy, ...by };
  }
  await journal.step('end the order', () =>
    ports.backtestOrders.end(order.nonce, { how: 'refused', run: null, at: timeOf(ports) }),
  );
  return { kind: 'backtest-not-started', why: whyNot(started, by) };
}

type StartFrom = Pick<WorkflowStart, 'workflow' | 'branch'> & { readonly baseBranch: string };

/**
 * Starts the workflow with the base where that is another branch than the one whose workflow runs. A workflow that does not
 * know this input takes the default branch for the base, and the check says of it what is otherwise.
 */
async function start(order: PlacedOrder, { workflow, branch, baseBranch }: StartFrom, { host }: ObeyPorts) {
  const { pull, head, nonce, strategy } = order;
  const inputs = { pr: `${pull.number}`, head_sha: head, nonce, strategy: strategy ?? '' };
  if (baseBranch !== branch) {
    const { tip } = await host.findBase(baseBranch, head);
    const started = await host.workflows.start({ workflow, branch, inputs: { ...inputs, base_sha: tip } });
    if (started.kind !== 'unfit') return started;
  }
  return host.workflows.start({ workflow, branch, inputs });
}

async function readOrdered({ pull }: Commander, { host }: ObeyPorts) {
  const now = await host.readPull(pull.number);
  if (now === null) throw new AppError('bad-input', `there is no pull request #${pull.number} any more`);
  const { state, fork, head, base } = now;
  return { state, fork, head: head.sha, base: base.sha, baseBranch: base.branch };
}

/** What is run is what the default branch says, whatever the pull request or its base have to say. */
async function readWorkflow(base: string, ports: ObeyPorts): Promise<Pick<WorkflowStart, 'workflow' | 'branch'>> {
  const branch = await ports.host.defaultBranch();
  const { tip } = await ports.host.findBase(branch, base);
  const { workflow } = await readBacktestConfig(tip, ports);
  return { workflow, branch };
}

function whyNot(
  started: Exclude<Started, { readonly kind: 'started' }>,
  { workflow, branch }: Pick<WorkflowStart, 'workflow' | 'branch'>,
): NotStarted {
  switch (started.kind) {
    case 'forbidden':
      return { kind: 'forbidden' };
    case 'absent':
      return { kind: 'no-workflow', workflow, branch };
    case 'unfit':
      return { kind: 'unfit-workflow', workflow, words: started.why };
    default:
      return started satisfies never;
  }
}

/** The order is on record before anything is started, so that no run comes that nobody knows. */
async function placeOrder(
  commander: Commander,
  asked: Pick<PlacedOrder, 'head' | 'strategy' | 'workflow'>,
  ports: ObeyPorts,
): Promise<PlacedOrder> {
  const { pull, comment, permission } = commander;
  return ports.journal.step('place the order', async () => {
    const at = timeOf(ports);
    const by = { askedBy: comment.author, commentId: comment.id };
    const order = await ports.backtestOrders.place({ ...asked, ...by, nonce: ports.drawNonce(), pull, at });
    await ports.audit.append({
      repositoryId: pull.repository.id,
      cause: causeOf(commander),
      act: 'backtest.ordered',
      actor: comment.author,
      subject: `#${pull.number}`,
      detail: { head: asked.head, strategy: asked.strategy, workflow: asked.workflow, permission },
      at,
    });
    return order;
  });
}

/** A run that is through already has said more than that it runs. */
async function showRunning(order: PlacedOrder, cause: string, ports: ObeyPorts): Promise<void> {
  const { pull, head, nonce, workflow, strategy, askedBy } = order;
  const now = await ports.backtestOrders.find(pull.repository.id, nonce);
  if (now === null || now.ending !== null) return;
  const check = renderBacktestStarted({ workflow, strategy, by: askedBy });
  await putBacktestCheck({ pull, head, run: 0, isBelieved: true, cause, again: false, ...check }, ports);
}
