import { readdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type FakeGitHub, startGitHub } from '../fakes/github/github.ts';
import type { Pull, Repository } from '../fakes/github/world.ts';
import type { ActionRun } from './runner/runner.ts';
import { endGitHub, groupEvent, openStage, pullEvent, type RunnerEvent, type Stage } from './stage.ts';

const Report = z.object({
  gates: z.array(
    z.object({ id: z.string(), answer: z.string(), reasons: z.array(z.object({ text: z.string() })).min(1) }),
  ),
  conclusion: z.string(),
});

let stage: Stage;
let github: FakeGitHub;
let repository: Repository;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);

afterAll(() => stage.remove());

beforeEach(async () => {
  github = await startGitHub();
  repository = github.addRepository({
    owner: 'acme',
    name: 'quant',
    private: true,
    files: { 'src/training/fit.py': 'def fit(frame, depth):\n    return frame\n', 'README.md': '# Quant\n' },
  });
});

afterEach(() => endGitHub(github));

function openPull(order: { readonly title?: string; readonly code?: string; readonly fork?: string } = {}): Pull {
  const { title = 'feat(features): add momentum', code = 'momentum_window = read()\n', fork } = order;
  return github.openPull(repository, {
    title,
    body: 'Closes #812',
    head: 'momentum',
    ...(fork === undefined ? {} : { fork }),
    changes: { 'src/training/momentum.py': code },
  });
}

const run = (event: RunnerEvent, inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> =>
  stage.run('actions/guardrails', inputs, event);

const errorsOf = ({ annotations }: ActionRun) => annotations.filter(({ level }) => level === 'error');

describe('the guardrails action, alone with the release branch', () => {
  it('passes a pull request that keeps the gates, and has nothing to remark', async () => {
    const done = await run(pullEvent(github, openPull()), { 'kill-switch': '' });

    const { report, ...outputs } = done.outputs;
    expect(done).toMatchObject({ conclusion: 'success', exitCode: 0, annotations: [] });
    expect(outputs).toEqual({ conclusion: 'success', g1: 'pass', g2: 'pass', g3: 'exempt', g4: 'exempt', g5: 'pass' });
    expect(Report.parse(JSON.parse(report ?? '')).gates.map(({ id }) => id)).toEqual(['G1', 'G2', 'G3', 'G4', 'G5']);
    expect(done.summary).toContain('G5');
  });

  it('reads and writes nothing else, and never shows its token', async () => {
    const event = pullEvent(github, openPull());

    const done = await run(event);

    const writes = github.calls.filter(({ method, operation }) => method !== 'GET' && operation !== 'POST /graphql');
    expect(github.calls.length).toBeGreaterThan(0);
    expect(writes.filter(({ path }) => path !== '/graphql')).toEqual([]);
    expect(github.calls.filter(({ status }) => status === null || status >= 400)).toEqual([]);
    expect(JSON.stringify(done)).not.toContain(event.token);
  });

  it('fails a pull request whose title and code do not, at the line', async () => {
    const pull = openPull({ title: 'Add momentum', code: 'import x\nmodel = x.fit(max_depth=6)\n' });

    const done = await run(pullEvent(github, pull));

    expect(done).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect(done.outputs).toMatchObject({ conclusion: 'failure', g1: 'fail', g2: 'pass', g5: 'fail' });
    expect(errorsOf(done)).toEqual([
      expect.objectContaining({ message: expect.stringContaining('Add momentum') }),
      expect.objectContaining({ file: 'src/training/momentum.py', line: 2 }),
      { level: 'error', message: 'Process completed with exit code 1.' },
    ]);
    expect(done.summary).toContain('max_depth');
  });

  it('judges the title as it is now, not as the event tells it', async () => {
    const pull = openPull({ title: 'Add momentum' });
    const event = pullEvent(github, pull);
    github.editPull(pull, { title: 'feat: add momentum' });

    const done = await run(event);

    expect(done.outputs).toMatchObject({ conclusion: 'success', g1: 'pass' });
  });

  it('judges a pull request from a fork with the same token', async () => {
    const pull = openPull({ fork: 'mallory', code: 'import x\nmodel = x.fit(max_depth=6)\n' });

    const done = await run(pullEvent(github, pull));

    expect(done).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect(done.outputs).toMatchObject({ g1: 'pass', g2: 'pass', g5: 'fail' });
  });

  it('judges what a merge queue would merge', async () => {
    const pull = openPull();

    const done = await run(groupEvent(github, pull, github.mergeGroup(pull)));

    expect(done).toMatchObject({ conclusion: 'success', exitCode: 0 });
    expect(done.outputs).toMatchObject({ conclusion: 'success', g1: 'pass', g5: 'pass' });
  });

  it('passes nothing while the configuration cannot be read, and names its line', async () => {
    const pull = openPull();
    github.commit(repository, {
      branch: 'main',
      message: 'configure',
      author: 'ada',
      changes: { '.github/conclave.yml': 'version: 1\ngate:\n  off: [G5]\n' },
    });

    const done = await run(pullEvent(github, pull));

    expect(done).toMatchObject({ conclusion: 'failure', exitCode: 2 });
    expect(done.outputs).toMatchObject({ conclusion: 'action_required', g1: 'action_required', g5: 'action_required' });
    expect(errorsOf(done)).toContainEqual(expect.objectContaining({ file: '.github/conclave.yml', line: 2 }));
  });

  it('takes no configuration from the pull request', async () => {
    const pull = openPull({ title: 'Add momentum' });
    github.push(pull, { '.github/conclave.yml': 'version: 1\ngates:\n  off: [G1]\n' });

    const done = await run(pullEvent(github, pull));

    expect(done.outputs).toMatchObject({ conclusion: 'failure', g1: 'fail' });
  });

  it('fails when GitHub does not answer, and passes nothing', async () => {
    const event = pullEvent(github, openPull());
    await github.stop();

    const done = await run(event);

    expect(done).toMatchObject({ conclusion: 'failure', exitCode: 4 });
    expect(done.outputs).toMatchObject({ conclusion: 'error', g1: '', g5: '' });
    expect(errorsOf(done).length).toBeGreaterThan(1);
  }, 120_000);

  it('says which permission is missing', async () => {
    const done = await run(pullEvent(github, openPull(), { contents: 'read' }));

    expect(done).toMatchObject({ conclusion: 'failure', exitCode: 4 });
    expect(errorsOf(done)[0]?.message).toMatch(/pull[ _-]requests/i);
    expect(github.calls.filter(({ status }) => status === 403).map(({ operation }) => operation)).toContain(
      'GET /repos/{owner}/{repo}/pulls/{pull_number}',
    );
  });

  it('asks nothing while the kill switch is on, and says so', async () => {
    const done = await run(pullEvent(github, openPull({ title: 'Add momentum' })), { 'kill-switch': 'true' });

    expect(done).toMatchObject({ conclusion: 'success', exitCode: 0 });
    expect(done.outputs).toMatchObject({ conclusion: 'neutral', g1: 'off', g5: 'off' });
    expect(done.annotations).toContainEqual(
      expect.objectContaining({ level: 'warning', title: expect.stringContaining('kill switch') }),
    );
  });

  it('refuses an event without a pull request', async () => {
    const { token } = pullEvent(github, openPull());
    const payload = { ref: 'refs/heads/main', repository: { id: 1, name: 'quant', owner: { login: 'acme' } } };

    const done = await run({ github, name: 'push', payload, token });

    expect(done).toMatchObject({ conclusion: 'failure', exitCode: 2 });
    expect(done.outputs.conclusion).toBe('error');
  });

  it.each(['::error title=x::y', '%0A::error::y', '##[error]y', '$(touch /tmp/owned) `id`', '</summary><script>'])(
    'is given no orders by a title: %s',
    async (title) => {
      const done = await run(pullEvent(github, openPull({ title })));

      expect(done.outputs).toMatchObject({ conclusion: 'failure', g1: 'fail' });
      expect(errorsOf(done).filter(({ title: of }) => of === 'x' || of === undefined)).toHaveLength(1);
    },
  );
});

describe('the action at the root', () => {
  it('does the same by the name of the command', async () => {
    const pull = openPull({ title: 'Add momentum' });
    const own = await run(pullEvent(github, pull));

    const done = await stage.run('.', { command: 'guardrails' }, pullEvent(github, pull));

    expect(done).toMatchObject({ exitCode: 1, outputs: own.outputs, annotations: own.annotations });
  });

  it.each([
    ['an unknown command', { command: 'deploy' }, '"deploy"'],
    ['no command', {}, '""'],
  ])('refuses %s in one sentence', async (_, inputs, words) => {
    const done = await stage.run('.', inputs, pullEvent(github, openPull()));

    expect(done).toMatchObject({ conclusion: 'failure', exitCode: 2 });
    expect(done.annotations).toEqual([
      { level: 'error', title: 'Conclave', message: expect.stringContaining(`unknown command ${words}; expected:`) },
      { level: 'error', message: 'Process completed with exit code 2.' },
    ]);
    expect(github.calls).toEqual([]);
  });
});

it('the release branch holds the build, the actions and the documents, and no source', () => {
  expect(readdirSync(stage.release).sort()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'SHA256SUMS',
    'action.yml',
    'actions',
    'dist',
  ]);
});
