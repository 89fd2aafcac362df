import { BACKTEST_CHECK } from '../../backtest/verdict/check.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainWords } from '../../kernel/markdown/plain-words.ts';
import type { MergeGroup } from '../../ports/guard-host.ts';
import { type PullPorts, timeOf } from '../pull-ports.ts';
import { backtestSaid } from './put-check.ts';

type QueuePorts = Pick<PullPorts, 'host' | 'publications' | 'journal' | 'clock'>;

/**
 * Says on the commit of a merge queue what the backtests of the queued head came to, since nothing merges there without;
 * what is not known of that very head is no pass. A repository without backtests hears nothing.
 */
export function repeatForQueue(group: MergeGroup, ports: QueuePorts): Promise<string> {
  return ports.journal.step('repeat the backtest for the queue', async () => {
    const queued = await ports.host.readQueued(group);
    if (queued === null) return 'no backtest is repeated';
    const { pull, headIsQueued } = queued;
    const said = await backtestSaid(pull.ref, pull.head.sha, ports);
    if (said === null) return 'no backtest is repeated';
    const own = ENDINGS.find((each) => each === said.own) ?? 'action_required';
    const conclusion = headIsQueued ? own : 'action_required';
    const title = said.told.split('\n')[1] ?? 'Backtest';
    const place = `the head ${inlineCode(pull.head.sha.slice(0, 7))} of #${pull.ref.number}`;
    const summary = headIsQueued
      ? `What the backtests of ${place} came to stands here again; its own check tells the rest.`
      : `The queue tests another head than ${place}, which was backtested. Queue the pull request again.`;
    await ports.host.putCheck({
      ...{
        name: BACKTEST_CHECK,
        sha: group.headSha,
        key: `check:backtest-queue:${pull.ref.repository.id}:${group.headSha}`,
      },
      ...{ knownId: null, detailsUrl: null },
      state: { kind: 'completed', conclusion, completedAt: timeOf(ports) },
      output: { title: plainWords(title, 255), summary, text: '', annotations: [] },
    });
    return `backtest ${conclusion}`;
  });
}

/** A backtest that still runs has not passed. */
const ENDINGS = ['success', 'failure', 'neutral', 'action_required'] as const;
