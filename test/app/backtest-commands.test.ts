import { describe, expect, it } from 'vitest';
import type { BundledStrategy } from '../../src/backtest/bundle/bundle.ts';
import type { Pull } from '../fakes/github/world.ts';
import {
  BASE_FILES,
  type BundleOrder,
  HEAD_STRATEGY,
  makeBundle,
  STRATEGY,
  WORKFLOW,
} from '../fixtures/backtest-bundle.ts';
import { backtestCheck, backtestChecks, shareBacktestStage } from './stage/backtest-pull.ts';
import { answersIn } from './stage/shared-stage.ts';

const stage = shareBacktestStage();
const { shared } = stage;

/** Gives a command, and returns the answer to it. */
async function say(pull: Pull, author: string, words: string): Promise<string> {
  await shared.settled(pull);
  shared.stage.github.comment(pull, author, `/conclave ${words}`);
  return answersIn(await shared.settled(pull)).at(-1)?.body ?? '';
}

/** The run of the default branch's workflow that the last command started, with the report that it makes. */
async function runStarted(pull: Pull, { actor, ...bundle }: Partial<BundleOrder> & { readonly actor?: string } = {}) {
  const { github } = shared.stage;
  const started = github.startsOf(pull.repository).at(-1);
  if (started === undefined) throw new Error('nothing was started');
  const nonce = String(started.inputs.nonce);
  const base = pull.repository.branches.get('main') ?? '';
  const event = 'workflow_dispatch';
  const bytes = await makeBundle({ pull: pull.number, base, head: pull.headSha, nonce, event, ...bundle });
  github.addRun(pull.repository, {
    ...{
      event,
      headSha: base,
      headBranch: 'main',
      title: `Backtest ${nonce}`,
      ...(actor === undefined ? {} : { actor }),
    },
    artifacts: [{ name: 'conclave-backtest', bytes }],
  });
  return shared.settled(pull);
}

describe.concurrent('/conclave backtest', () => {
  it('starts the workflow of the default branch, shows that it runs, and finds the run by its nonce', async () => {
    const pull = stage.open({ [WORKFLOW]: 'on: pull_request # of the pull request\n' });

    const answer = await say(pull, 'wim', `backtest ${STRATEGY}`);
    const running = backtestCheck(await shared.settled(pull));
    const [started] = shared.stage.github.startsOf(pull.repository);
    const conversation = await runStarted(pull);
    const orders = await shared.rows(
      'select asked_by, head, strategy, ended_how from conclave.backtest_orders where repository_id = $1',
      [pull.repository.id],
    );

    expect(answer).toContain('**The backtest is started**');
    expect(started).toMatchObject({
      ...{ workflow: 'backtest.yml', ref: 'main' },
      inputs: {
        pr: `${pull.number}`,
        head_sha: pull.headSha,
        nonce: expect.stringMatching(/^[0-9a-f]{32}$/),
        strategy: STRATEGY,
      },
    });
    expect(running).toMatchObject({ status: 'in_progress', conclusion: null });
    expect(backtestChecks(conversation)).toMatchObject([{ status: 'completed', conclusion: 'success' }]);
    expect(backtestCheck(conversation)?.summary).toContain('the workflow of the default branch made it');
    expect(orders).toEqual([{ asked_by: 'wim', head: pull.headSha, strategy: STRATEGY, ended_how: 'published' }]);
  });

  it('believes no run that somebody else started with the nonce of an order', async () => {
    const pull = stage.open();

    await say(pull, 'wim', 'backtest');
    const conversation = await runStarted(pull, { actor: 'wim' });

    expect(backtestChecks(conversation)).toMatchObject([{ status: 'in_progress' }]);
  });

  it('believes no action that the started workflow took out of the pull request', async () => {
    const action = '.github/actions/test/action.yml';
    const uses = 'jobs: { run: { steps: [{ uses: ./.github/actions/test }] } }\n';
    const files = {
      ...BASE_FILES,
      [WORKFLOW]: BASE_FILES[WORKFLOW].replace(/jobs:.*/s, uses),
      [action]: 'runs: {}\n',
    };
    const pull = shared.openPull(shared.openRepository({ files }), {
      ...{ head: 'faster', draft: true },
      changes: { [STRATEGY]: HEAD_STRATEGY, [action]: 'runs: { using: composite }\n' },
    });
    stage.wait();

    await say(pull, 'wim', 'backtest');
    const conversation = await runStarted(pull);

    // What waits for a report that counts goes on to wait.
    expect(backtestChecks(conversation)).toMatchObject([{ status: 'in_progress' }]);
  });

  it('does not pass by naming one of the strategies that are touched', async () => {
    const pull = stage.open();

    await say(pull, 'wim', `backtest ${STRATEGY}`);
    const conversation = await runStarted(pull, {
      bundle: (bundle) => {
        const unasked = bundle.strategies.map(
          (each): BundledStrategy => ({
            ...{ ...each, path: 'strategies/b.py', folder: 'b-00000002', strategy: { base: null, head: null } },
            ...{ base: 'absent', data: [], answer: 'not_asked', reason: 'others were asked for' },
          }),
        );
        return { ...bundle, strategies: [...bundle.strategies, ...unasked] };
      },
    });

    expect(backtestCheck(conversation)).toMatchObject({
      conclusion: 'action_required',
      summary: expect.stringContaining('it is touched and was not run'),
    });
  });

  it('tells the workflow the base where that is another branch, if the workflow takes it', async () => {
    const { github } = shared.stage;
    const taking = { ...BASE_FILES, [WORKFLOW]: BASE_FILES[WORKFLOW].replace('nonce:', 'nonce:\n      base_sha:') };
    const starts: unknown[] = [];
    for (const files of [taking, BASE_FILES]) {
      const repository = shared.openRepository({ files });
      shared.openPull(repository, { head: 'release', draft: true, changes: { 'README.md': 'x\n' } });
      const changes = { [STRATEGY]: HEAD_STRATEGY };
      const pull = shared.openPull(repository, { head: 'faster', base: 'release', draft: true, changes });
      stage.wait();
      await say(pull, 'wim', 'backtest');
      const [started] = github.startsOf(repository);
      const { base_sha: sent = 'none' } = started?.inputs ?? {};
      starts.push([started?.ref, sent === repository.branches.get('release') ? 'the base' : sent]);
    }

    expect(starts).toEqual([
      ['main', 'the base'],
      ['main', 'none'],
    ]);
  });

  it('says nothing on a head that was pushed after it was given', async () => {
    const pull = stage.open();

    await say(pull, 'wim', 'backtest');
    const head = pull.headSha;
    shared.stage.github.push(pull, { [STRATEGY]: 'class Strategy: ...  # once more\n' });
    await shared.settled(pull);
    await runStarted({ ...pull, headSha: head });
    const conversation = await shared.settled(pull);

    expect(backtestChecks(conversation)).toEqual([]);
    expect(
      conversation.checks.filter(({ headSha, name }) => headSha === head && name === 'conclave/backtest'),
    ).toMatchObject([{ status: 'completed', conclusion: 'action_required' }]);
  });

  it('of a fork is for maintainers alone', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository({ files: BASE_FILES });
    const changes = { [STRATEGY]: 'class Strategy: ...  # of a stranger\n' };
    const pull = shared.openPull(repository, { head: 'faster', author: 'sven', fork: 'sven', draft: true, changes });
    stage.wait();

    const byWriter = await say(pull, 'wim', 'backtest');
    const none = github.startsOf(repository).length;
    const byMaintainer = await say(pull, 'mia', 'backtest');

    expect(byWriter).toContain('**You may not do this.**');
    expect(none).toBe(0);
    expect(byMaintainer).toContain('**The backtest is started**');
    expect(github.startsOf(repository)).toMatchObject([{ inputs: { head_sha: pull.headSha, strategy: '' } }]);
  });

  it('says what to enable where the app may not start workflows, and what to add where there is none', async () => {
    const { github } = shared.stage;
    const forbidden = stage.open();
    const { [WORKFLOW]: _left, ...without } = BASE_FILES;
    const absent = shared.openPull(shared.openRepository({ files: without }), { draft: true });
    const other = { ...BASE_FILES, [WORKFLOW]: 'on: push\n' };
    const unfit = shared.openPull(shared.openRepository({ files: other }), { draft: true });
    stage.wait();
    const name = forbidden.repository.name;
    github.fail(({ path }) => path.includes(`/${name}/actions/workflows/`), { status: 403 });

    const answers = [
      await say(forbidden, 'wim', 'backtest'),
      await say(absent, 'wim', 'backtest'),
      await say(unfit, 'wim', 'backtest'),
    ];

    expect(answers[0]).toContain('`Actions: write`');
    expect(answers[0]).toContain('`backtest-command`');
    expect(answers[1]).toContain('**There is no workflow `backtest.yml` on `main`.**');
    expect(answers[2]).toContain('takes no such start');
  });

  it('takes one path and nothing else', async () => {
    const pull = stage.open();

    const answers = [await say(pull, 'wim', 'backtest ../x.py'), await say(pull, 'wim', `backtest ${STRATEGY} now`)];

    expect(answers[0]).toContain('the path of a strategy');
    expect(answers[1]).toContain('was given more than it takes');
    expect(shared.stage.github.startsOf(pull.repository)).toEqual([]);
  });
}, 60_000);
