import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../fakes/github/conversation.ts';
import type { Pull } from '../fakes/github/world.ts';
import { BASE_FILES, HEAD_STRATEGY, makeBundle, STRATEGY } from '../fixtures/backtest-bundle.ts';
import { type AppStage, openAppStage } from './stage/app-stage.ts';
import { backtestChecks, backtestComments } from './stage/backtest-pull.ts';
import { answersIn } from './stage/shared-stage.ts';
import { eventually } from './stage/verdict-of.ts';

/** Each writes something outside or on record: a kill behind it must leave neither two of it nor none. */
const KILLED_AT = ['place the order', 'start the workflow', 'show that a backtest runs', 'judge the backtest'];

describe('an app that is killed while a backtest is ordered or judged', () => {
  let stage: AppStage;
  /** GitHub's history counts in seconds: what is written has to come after the head. */
  const clock = { skewMs: 0 };

  beforeAll(async () => {
    stage = await openAppStage({
      github: {
        now: () => new Date(Date.now() + clock.skewMs),
        events: ['issue_comment', 'pull_request', 'workflow_run'],
        permissions: {
          ...{ actions: 'write', actions_variables: 'read', checks: 'write', contents: 'read', issues: 'write' },
          ...{ members: 'read', merge_queues: 'read', metadata: 'read', pull_requests: 'write', statuses: 'read' },
        },
      },
    });
  });

  afterAll(async () => {
    await stage[Symbol.asyncDispose]();
  });

  it.each(KILLED_AT)(
    '%s: ends with one order, one check, one answer and one comment',
    async (step) => {
      const pull = openPull(stage, KILLED_AT.indexOf(step));
      const doomed = await stage.start({ DIE_AT: step });
      await doomed.arm();
      clock.skewMs += 5_000;
      stage.github.comment(pull, 'wim', '/conclave backtest');
      const started = eventually(stage, () => stage.github.startsOf(pull.repository).at(-1) ?? null);
      if (step === 'judge the backtest') await endRun(stage, pull, (await started).inputs);
      await doomed.ended;

      const survivor = await stage.start();
      if (step !== 'judge the backtest') await endRun(stage, pull, (await started).inputs);
      const conversation = await concluded(stage, pull);
      // The next one is to die alone.
      await survivor.kill();
      const nonces = new Set(stage.github.startsOf(pull.repository).map(({ inputs }) => inputs.nonce));

      expect(nonces.size).toBe(1);
      expect(backtestChecks(conversation)).toMatchObject([{ status: 'completed', conclusion: 'success' }]);
      expect(backtestComments(conversation)).toHaveLength(1);
      expect(answersIn(conversation)).toHaveLength(1);
      expect(await endings(stage, pull)).toEqual(['published']);
      expect(stage.violations()).toEqual([]);
    },
    60_000,
  );
});

function openPull({ github }: AppStage, number: number): Pull {
  const repository = github.addRepository({ owner: 'acme', name: `traded-${number}`, files: BASE_FILES });
  github.addCollaborator(repository, 'wim', 'write');
  return github.openPull(repository, {
    ...{ title: 'feat(strategies): trade faster', body: 'Closes #1', author: 'ada', head: 'faster', draft: true },
    changes: { [STRATEGY]: HEAD_STRATEGY },
  });
}

async function endRun({ github }: AppStage, pull: Pull, inputs: Readonly<Record<string, unknown>>): Promise<void> {
  const [base, nonce, event] = [pull.repository.branches.get('main') ?? '', String(inputs.nonce), 'workflow_dispatch'];
  const bytes = await makeBundle({ pull: pull.number, base, head: pull.headSha, nonce, event });
  github.addRun(pull.repository, {
    ...{ event, headSha: base, headBranch: 'main', title: `Backtest ${nonce}` },
    artifacts: [{ name: 'conclave-backtest', bytes }],
  });
}

/** Waits until the check has its end and the command its answer. */
function concluded(stage: AppStage, pull: Pull): Promise<Conversation> {
  return eventually(stage, async () => {
    const conversation = stage.github.conversation(pull);
    const isDone = backtestChecks(conversation).some(({ status }) => status === 'completed');
    const isSaid = backtestComments(conversation).length > 0 && answersIn(conversation).length > 0;
    return isDone && isSaid && (await endings(stage, pull)).includes('published') ? conversation : null;
  });
}

async function endings({ databaseUrl }: AppStage, pull: Pull): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const query = 'select ended_how from conclave.backtest_orders where repository_id = $1';
    const { rows } = await client.query<{ ended_how: string }>(query, [pull.repository.id]);
    return rows.map(({ ended_how }) => ended_how);
  } finally {
    await client.end();
  }
}
