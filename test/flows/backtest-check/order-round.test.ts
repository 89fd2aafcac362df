import { describe, expect, it } from 'vitest';
import { lookForOrders, type OrderRoundPorts } from '../../../src/flows/backtest-check/order-round.ts';
import type { ObeyPorts } from '../../../src/flows/obey/commander.ts';
import type { OrderEnding, PlacedOrder } from '../../../src/ports/backtest-orders.ts';
import type { CheckOrder, CommentOrder } from '../../../src/ports/code-host.ts';
import type { WorkflowRun } from '../../../src/ports/workflow-host.ts';

const NONCE = 'a'.repeat(32);
const HEAD = 'b'.repeat(40);
const BEGAN = Date.parse('2026-01-05T09:00:00Z');
const ORDER: PlacedOrder = {
  nonce: NONCE,
  pull: { repository: { id: 1, owner: 'acme', name: 'quant', installation: 2 }, number: 4 },
  ...{ head: HEAD, strategy: null, workflow: 'backtest.yml', askedBy: 'wim', commentId: 9 },
  ...{ at: new Date(BEGAN).toISOString(), ending: null },
};
const RUN: WorkflowRun = {
  ...{ id: 77, attempt: 1, event: 'workflow_dispatch', status: 'completed', conclusion: 'success' },
  ...{
    path: '.github/workflows/backtest.yml',
    headSha: 'c'.repeat(40),
    headOwner: 'acme',
    headBranch: 'main',
    actor: 'conclave[bot]',
  },
  ...{ title: `Backtest ${NONCE}`, url: 'https://github.com/acme/quant/actions/runs/77', createdAt: ORDER.at },
};

interface Seen {
  readonly judged: string[];
  readonly ended: OrderEnding['how'][];
  readonly checks: CheckOrder[];
  readonly comments: CommentOrder[];
}

/** One order that waits since so many minutes, with the runs that the host lists. */
async function look(minutes: number, runs: readonly WorkflowRun[], head = HEAD): Promise<Seen> {
  const seen: Seen = { judged: [], ended: [], checks: [], comments: [] };
  const backtestOrders = {
    waiting: async () => [ORDER],
    end: async (_nonce: string, { how }: OrderEnding) => {
      seen.ended.push(how);
      return true;
    },
  };
  const here = {
    backtestOrders,
    clock: { now: () => BEGAN + minutes * 60_000 },
    publications: { find: async () => null, atHead: async () => [], note: async () => undefined },
    stories: { judgeBacktest: async ({ run }: { run: number }) => void seen.judged.push(`${run}`) },
    host: {
      readPull: async () => ({ state: 'open', head: { sha: head } }),
      workflows: { listStarted: async () => runs },
      putCheck: async (check: CheckOrder) => {
        seen.checks.push(check);
        return { id: 1, url: '' };
      },
      putComment: async (comment: CommentOrder) => {
        seen.comments.push(comment);
        return { id: 2, url: '', how: 'edited' };
      },
    },
  };
  const ports = {
    ...here,
    journal: { step: (_name: string, effect: () => Promise<unknown>) => effect() },
    at: () => here as unknown as ObeyPorts,
  };
  await lookForOrders(ports as unknown as OrderRoundPorts);
  return seen;
}

describe('the round over backtests that were started by command', () => {
  it.each<readonly [string, number, readonly WorkflowRun[]]>([
    ['it is young', 4, [RUN]],
    ['its run is not there yet', 30, []],
    ['only runs of others are there', 30, [{ ...RUN, title: 'Backtest' }]],
    ['its run goes on for hours', 350, [{ ...RUN, status: 'going', conclusion: null }]],
  ])('waits while %s', async (_while, minutes, runs) => {
    expect(await look(minutes, runs)).toEqual({ judged: [], ended: [], checks: [], comments: [] });
  });

  it('judges a run that ended without the host telling us', async () => {
    expect(await look(10, [RUN])).toEqual({ judged: ['77'], ended: [], checks: [], comments: [] });
  });

  it.each<readonly [string, number, readonly WorkflowRun[]]>([
    ['no run came within an hour', 61, []],
    ['its run was not judged within an hour', 61, [RUN]],
    ['its run goes on longer than the host lets it', 401, [{ ...RUN, status: 'going', conclusion: null }]],
  ])('says in check and answer that it did not come when %s', async (_when, minutes, runs) => {
    const { ended, checks, comments, judged } = await look(minutes, runs);

    expect(ended).toEqual(['lost']);
    expect(judged).toEqual([]);
    expect(checks).toMatchObject([
      { name: 'conclave/backtest', sha: HEAD, state: { kind: 'completed', conclusion: 'action_required' } },
    ]);
    expect(comments).toMatchObject([
      {
        number: 4,
        marker: '<!-- conclave:answer comment=9 -->',
        body: expect.stringContaining(`${minutes} minutes later`),
      },
    ]);
  });

  it('drops an order whose head was left', async () => {
    expect(await look(90, [], 'd'.repeat(40))).toEqual({ judged: [], ended: ['stale'], checks: [], comments: [] });
  });
});
