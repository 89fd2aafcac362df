import nock from 'nock';
import { afterEach, beforeEach, expect } from 'vitest';
import { openAppHost } from '../../../src/adapters/github/app-host.ts';
import type { ChangedFile } from '../../../src/change/change.ts';
import type { PullRequest, RepositoryRef } from '../../../src/change/pull-request.ts';
import type { CodeHost, PullReading } from '../../../src/ports/code-host.ts';
import { type FakeGitHub, type GitHubOptions, startGitHub } from '../../fakes/github/github.ts';
import type { Pull, Repository } from '../../fakes/github/world.ts';

/** A fake GitHub with one repository, and the adapter that speaks to it. */
export interface Stage {
  readonly github: FakeGitHub;
  readonly repository: Repository;
  readonly app: ReturnType<typeof openAppHost>;
  readonly host: CodeHost;
}

/** Runs each test with a fake of its own; afterwards nothing may have been asked that GitHub would refuse. */
export function useFake(
  files: NonNullable<Parameters<FakeGitHub['addRepository']>[0]['files']> = { 'README.md': '# quant\n' },
  options: GitHubOptions = {},
): () => Stage {
  let stage: Stage | null = null;
  beforeEach(async () => {
    nock.restore();
    const github = await startGitHub(options);
    const repository = github.addRepository({ owner: 'acme', name: 'quant', files });
    const { appId, privateKey, url } = github;
    const app = openAppHost({ appId, privateKey, apiUrl: url, pacing: 'none' });
    stage = { github, repository, app, host: app.repository(refOf(github, repository)) };
  });
  afterEach(async () => {
    const github = stage?.github;
    await github?.stop();
    expect(github?.violations).toEqual([]);
  });
  return () => stage ?? expect.unreachable('the fake has not started');
}

/** A repository as the app knows it. */
export function refOf(github: FakeGitHub, repository: Repository): RepositoryRef {
  const { id, owner, name } = repository;
  return { id, owner: owner.login, name, installation: github.installationOf(repository).id };
}

/** A pull request as the adapter reads it. */
export async function readPullOf({ host }: Stage, { number }: Pick<Pull, 'number'>): Promise<PullRequest> {
  return (await host.readPull(number)) ?? expect.unreachable('no such pull request');
}

/** Reads the change of a pull request as a review does. */
export async function readChangeOf(stage: Stage, { number }: Pick<Pull, 'number'>): Promise<PullReading> {
  const { host } = stage;
  const pull = await readPullOf(stage, { number });
  const { mergeBase } = await host.findBase(pull.base.branch, pull.head.sha);
  return host.readChange(pull, mergeBase);
}

/** The change of a pull request that can be read, and the notes on how. */
export async function demandChange(stage: Stage, pull: Pull) {
  const reading = await readChangeOf(stage, pull);
  return reading.kind === 'read' ? reading : expect.unreachable(JSON.stringify(reading));
}

/** One file of the change of a pull request. */
export async function demandFile(stage: Stage, pull: Pull, path: string): Promise<ChangedFile> {
  const { change } = await demandChange(stage, pull);
  return change.files.find((file) => file.path === path) ?? expect.unreachable(`${path} is not in the change`);
}

/** The operations that were asked for, in order. */
export function operationsOf({ github }: Stage): readonly (string | null)[] {
  return github.calls.map(({ operation }) => operation);
}
