import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sarifComplaints } from '../evidence/sarif/sarif-schema.ts';
import { type FakeGitHub, startGitHub } from '../fakes/github/github.ts';
import { type MomentumRepository, makeMomentumRepository } from '../fixtures/momentum-repository.ts';
import type { ActionRun } from './runner/runner.ts';
import { endGitHub, openStage, type Stage } from './stage.ts';

let stage: Stage;
let github: FakeGitHub;
let repository: MomentumRepository;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);

afterAll(() => stage.remove());

beforeEach(async () => {
  github = await startGitHub();
  repository = makeMomentumRepository();
});

afterEach(async () => {
  repository.remove();
  await endGitHub(github);
});

const commitOf = (branch: string): string => repository.git('rev-parse', branch).trim();

/** A job for a pull request of a branch, after `actions/checkout` with the whole history. */
function run(
  branch: string,
  inputs: Readonly<Record<string, string>> = {},
  event = pullOf(branch),
): Promise<ActionRun> {
  repository.git('checkout', '--quiet', branch);
  const job = { github, name: 'pull_request', payload: event, token: 'none', checkout: repository.folder };
  return stage.run('actions/evidence', inputs, job);
}

function pullOf(branch: string): object {
  return { pull_request: { number: 7, base: { sha: commitOf('main') }, head: { sha: commitOf(branch) } } };
}

const errorsOf = ({ annotations }: ActionRun) => annotations.filter(({ level }) => level === 'error');

describe('the evidence action, alone with the release branch', () => {
  it('fails a change with hard hits, at their lines, and writes a log that code scanning takes', async () => {
    const done = await run('leaky');

    expect(done).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect(errorsOf(done)).toContainEqual(
      expect.objectContaining({
        file: 'src/features/short_horizon.py',
        line: 24,
        title: expect.stringContaining('leak/'),
      }),
    );
    const log = readFileSync(done.outputs.sarif ?? '', 'utf8');
    expect(sarifComplaints(log)).toEqual([]);
    expect(log).toContain('https://github.com/acme/conclave/blob/main/docs/rules/leak-negative-shift.md');
    expect(JSON.parse(done.outputs.report ?? '')).toMatchObject({
      version: 1,
      totals: { hard: Number(done.outputs.hard) },
    });
    expect(done.summary).toContain('short_horizon.py:24');
  });

  it('passes a change without any, and says what was read', async () => {
    const done = await run('clean');

    expect(done).toMatchObject({ conclusion: 'success', exitCode: 0, annotations: [] });
    expect(done.outputs).toMatchObject({ hits: '0', hard: '0' });
    expect(done.log.join('\n')).toContain('code read in');
  });

  it('asks nobody, and needs no token', async () => {
    await run('leaky');

    expect(github.calls).toEqual([]);
  });

  it('leaves the lines to code scanning where it is told so', async () => {
    const done = await run('leaky', { annotations: 'false', 'fail-on': 'never' });

    expect(done).toMatchObject({ conclusion: 'success', exitCode: 0, annotations: [] });
    expect(Number(done.outputs.hard)).toBeGreaterThan(0);
  });

  it('asks the named rules alone, and fails for the named weight alone', async () => {
    const done = await run('leaky', { rules: 'leak/backfill risk/zero-cost', 'fail-on': 'blocker' });

    expect(done).toMatchObject({ conclusion: 'success', exitCode: 0 });
    expect(done.outputs).toMatchObject({ hits: '2', hard: '2' });
  });

  it('takes no configuration from the change', async () => {
    const off = '[leak/negative-shift, leak/backfill, leak/centered-window, leak/shuffled-split]';
    repository.commit('leaky', '.github/conclave.yml', `version: 1\nevidence: { off: ${off} }\n`);

    const done = await run('leaky');

    expect(done).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect(done.log.join('\n')).toContain('leak/backfill');
  });

  it('runs the same by the action at the root', async () => {
    repository.git('checkout', '--quiet', 'leaky');
    const job = { github, name: 'pull_request', payload: pullOf('leaky'), token: 'none', checkout: repository.folder };

    const done = await stage.run('.', { command: 'evidence' }, job);

    expect(done).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect(Number(done.outputs.hard)).toBeGreaterThan(0);
  });

  it('fails where the base is not in the checkout, and says what to do', async () => {
    const done = await run('leaky', { base: 'f'.repeat(40) });

    expect(done).toMatchObject({ conclusion: 'failure', exitCode: 2 });
    expect(done.outputs).toEqual({ hits: '', hard: '', sarif: '', report: '' });
    expect(errorsOf(done)[0]?.message).toContain('f'.repeat(40));
  });

  it('fails for an event that has no base', async () => {
    const done = await run('leaky', {}, {});

    expect(done).toMatchObject({ conclusion: 'failure', exitCode: 2 });
    expect(errorsOf(done)[0]?.message).toContain('names no base');
  });
});
