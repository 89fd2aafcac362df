import type { Conversation, SaidComment, ShownCheck } from '../../fakes/github/conversation.ts';
import type { RunOrder } from '../../fakes/github/workflow-runs.ts';
import { baseSha, type Pull, type Repository } from '../../fakes/github/world.ts';
import { BASE_FILES, type BundleOrder, HEAD_STRATEGY, makeBundle, STRATEGY } from '../../fixtures/backtest-bundle.ts';
import { type SharedStage, shareStage } from './shared-stage.ts';

/** A stage on which pull requests are backtested; they are drafts, of which no review is held. */
export interface BacktestStage {
  readonly shared: SharedStage;
  /** Lets some seconds pass at GitHub, whose history counts in seconds. */
  wait(seconds?: number): void;
  /** Opens a pull request that changes a strategy, and whatever else it is told to. */
  open(changes?: Readonly<Record<string, string | null>>): Pull;
  /** Lets the workflow end with a bundle, and returns what stands on the pull request then. */
  report(pull: Pull, bundle?: Partial<BundleOrder>, run?: Partial<RunOrder>): Promise<Conversation>;
}

/** Opens the stage before the tests of a file; `actions` is what the app may do with workflows. */
export function shareBacktestStage(actions: 'read' | 'write' = 'write'): BacktestStage {
  const clock = { skewMs: 0 };
  const shared = shareStage({
    github: {
      now: () => new Date(Date.now() + clock.skewMs),
      events: ['issue_comment', 'pull_request', 'workflow_run', 'check_run', 'merge_group'],
      permissions: {
        ...{ actions, actions_variables: 'read', checks: 'write', contents: 'read', issues: 'write' },
        ...{ members: 'read', merge_queues: 'read', metadata: 'read', pull_requests: 'write', statuses: 'read' },
      },
    },
  });
  const wait = (seconds = 5) => {
    clock.skewMs += seconds * 1_000;
  };
  const open: BacktestStage['open'] = (changes = {}) => {
    const repository = shared.openRepository({ files: BASE_FILES });
    const pull = openStrategy(shared, repository, changes);
    wait();
    return pull;
  };
  const report: BacktestStage['report'] = async (pull, bundle = {}, run = {}) => {
    await shared.settled(pull);
    const order = { pull: pull.number, base: baseSha(pull), head: pull.headSha, ...bundle };
    const bytes = await makeBundle(order);
    shared.stage.github.addRun(pull.repository, {
      ...{ headSha: pull.headSha, headBranch: 'faster', actor: 'wim' },
      artifacts: [{ name: 'conclave-backtest', bytes }],
      ...run,
    });
    return shared.settled(pull);
  };
  return { shared, wait, open, report };
}

function openStrategy(
  shared: SharedStage,
  repository: Repository,
  changes: Readonly<Record<string, string | null>>,
): Pull {
  return shared.openPull(repository, {
    ...{ title: 'feat(strategies): trade faster', body: 'Closes #1', head: 'faster', draft: true },
    changes: { [STRATEGY]: HEAD_STRATEGY, ...changes },
  });
}

/** The check runs of the backtests on the head, oldest first. */
export function backtestChecks({ checks, headSha }: Conversation): readonly ShownCheck[] {
  return checks.filter((check) => check.headSha === headSha && check.name === 'conclave/backtest');
}

/** The one that GitHub shows: the newest. */
export function backtestCheck(conversation: Conversation): ShownCheck | undefined {
  return backtestChecks(conversation).at(-1);
}

/** The comments of the backtests. */
export function backtestComments({ comments }: Conversation): readonly SaidComment[] {
  return comments.filter(({ app, body }) => app !== null && body.startsWith('<!-- conclave:backtest '));
}
