import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeGitHub, startGitHub } from '../fakes/github/github.ts';
import type { Permissions, Repository } from '../fakes/github/world.ts';
import { endGitHub, openStage, type RunnerEvent, type Stage } from './stage.ts';

/** What the workflow of the audit asks for. */
const RIGHTS: Permissions = { contents: 'read', pull_requests: 'read', checks: 'read', issues: 'write' };

let stage: Stage;
let github: FakeGitHub;
let repository: Repository;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);

afterAll(() => stage.remove());

beforeEach(async () => {
  github = await startGitHub();
  repository = github.addRepository({ owner: 'acme', name: 'quant', private: true, files: { 'a.py': 'a = 1\n' } });
});

afterEach(() => endGitHub(github));

function monthly(permissions: Permissions = RIGHTS): RunnerEvent {
  const token = github.plainToken({ repositories: [repository], permissions });
  return { github, name: 'schedule', payload: { schedule: '17 6 2 * *' }, token };
}

function mergeWaived(): void {
  const body = '## Guardrails waiver\n\nG2: the issue tracker is away until Monday\n';
  const pull = github.openPull(repository, { title: 'feat: b', body, head: 'b', changes: { 'b.py': 'b = 1\n' } });
  github.addLabel(pull, 'guardrails-waiver');
  github.closePull(pull, { merged: true });
}

describe('the waiver audit action, alone with the release branch', () => {
  it('makes no issue where nobody went past the gates', async () => {
    const done = await stage.run('actions/waiver-audit', {}, monthly());

    expect(done).toMatchObject({ conclusion: 'success', exitCode: 0, outputs: { findings: '0', issue: '' } });
    expect(github.calls.filter(({ method, path }) => method !== 'GET' && path !== '/graphql')).toEqual([]);
  });

  it('makes one issue for a waiver and passes; the next month it is the same one', async () => {
    mergeWaived();

    const first = await stage.run('actions/waiver-audit', {}, monthly());
    const second = await stage.run('.', { command: 'waiver-audit' }, monthly());

    expect(first).toMatchObject({ conclusion: 'success', exitCode: 0 });
    expect(Number(first.outputs.findings)).toBeGreaterThan(0);
    expect(first.outputs.issue).toMatch(/^\d+$/);
    expect(second.outputs).toMatchObject({ findings: first.outputs.findings, issue: first.outputs.issue });
    expect(JSON.parse(first.outputs.report ?? '')).toMatchObject({ findings: expect.any(Array) });
  });

  it('fails for a day that is none, and says so', async () => {
    const done = await stage.run('actions/waiver-audit', { since: 'yesterday' }, monthly());

    expect(done).toMatchObject({ conclusion: 'failure', exitCode: 2 });
    expect(done.log.join('\n')).toContain('"yesterday" is no day');
  });

  it('fails when it may not write the issue', async () => {
    mergeWaived();

    const done = await stage.run('actions/waiver-audit', {}, monthly({ ...RIGHTS, issues: 'read' }));

    expect(done).toMatchObject({ conclusion: 'failure', exitCode: 4 });
    expect(done.log.join('\n')).toContain('issues: write');
  });
});
