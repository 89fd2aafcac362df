import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { assembleRelease } from '../../.ci/release.ts';
import type { FakeGitHub } from '../fakes/github/github.ts';
import type { MergeGroup } from '../fakes/github/records.ts';
import type { Permissions, Pull, Repository } from '../fakes/github/world.ts';
import { builtDelivery } from '../fixtures/built-program.ts';
import { type ActionRun, type Job, runAction } from './runner/runner.ts';

const ROOT = join(import.meta.dirname, '../..');

/** A runner with a job on it, and the release branch as the runner would download it. */
export interface Stage {
  /** The files of the release branch, alone in a folder. */
  readonly release: string;
  run(action: string, inputs: Readonly<Record<string, string>>, event: RunnerEvent): Promise<ActionRun>;
  remove(): void;
}

/** The event for which a job runs, with the token that its workflow's permissions give. */
export interface RunnerEvent {
  readonly github: FakeGitHub;
  readonly name: string;
  readonly payload: object;
  readonly token: string;
  /** What is checked out before the action runs; nothing when it is not given. */
  readonly checkout?: string;
  /** Variables beside those of a runner. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Actions from elsewhere, by name without their commit: what they do with their inputs. */
  readonly elsewhere?: Job['elsewhere'];
}

/** Lays out the release branch with the program as it is delivered, and sets up a runner whose `PATH` holds only an older Node. */
export async function openStage(): Promise<Stage> {
  const place = mkdtempSync(join(tmpdir(), 'conclave-action-'));
  const release = join(place, 'release');
  assembleRelease({ root: ROOT, dist: await builtDelivery(), target: release, repository: 'acme/conclave' });
  const tools = setUpRunner(place);
  return {
    release,
    run: (action, inputs, event) => runOn(place, { folder: join(release, action), inputs, event, tools }),
    remove: () => rmSync(place, { recursive: true }),
  };
}

function setUpRunner(place: string): string {
  const old = join(place, 'bin/node');
  mkdirSync(dirname(old));
  writeFileSync(old, '#!/bin/sh\necho v20.20.2\n');
  chmodSync(old, 0o755);
  const kept = join(place, 'tools/node/24.21.0/x64/bin/node');
  mkdirSync(dirname(kept), { recursive: true });
  symlinkSync(process.execPath, kept);
  return join(place, 'tools');
}

interface Order {
  readonly folder: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly event: RunnerEvent;
  readonly tools: string;
}

/** Nothing of the environment of the tests reaches the job, a token among it. */
function runOn(place: string, { folder, inputs, event, tools }: Order): Promise<ActionRun> {
  const { github, name, payload, token, checkout, environment, elsewhere = {} } = event;
  const workspace = checkout ?? mkdtempSync(join(place, 'work-'));
  const temp = mkdtempSync(join(place, 'temp-'));
  const eventPath = join(temp, 'event.json');
  writeFileSync(eventPath, JSON.stringify(payload));
  return runAction(folder, inputs, {
    github: { token, event_name: name, event: payload, repository: 'acme/quant', api_url: github.url },
    workspace,
    temp,
    environment: {
      PATH: `${join(place, 'bin')}:/usr/local/bin:/usr/bin:/bin`,
      HOME: temp,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_API_URL: github.url,
      GITHUB_GRAPHQL_URL: `${github.url}/graphql`,
      GITHUB_SERVER_URL: github.url,
      GITHUB_EVENT_NAME: name,
      GITHUB_EVENT_PATH: eventPath,
      GITHUB_REPOSITORY: 'acme/quant',
      GITHUB_WORKSPACE: workspace,
      RUNNER_OS: 'Linux',
      RUNNER_TEMP: temp,
      RUNNER_TOOL_CACHE: tools,
      ...environment,
    },
    elsewhere,
  });
}

/** Stops a fake GitHub; throws when it was asked something that the real one would refuse or not know. */
export async function endGitHub(github: FakeGitHub): Promise<void> {
  await github.stop();
  if (github.violations.length > 0) throw new Error(github.violations.join('\n'));
}

/** What `permissions: contents: read, pull-requests: read` gives a workflow. */
export const LEAST: Permissions = { contents: 'read', pull_requests: 'read' };

/** A job for a pull request, as it was when the event happened. */
export function pullEvent(github: FakeGitHub, pull: Pull, permissions: Permissions = LEAST): RunnerEvent {
  const { repository, number } = pull;
  const { title, body, base } = pull;
  const pull_request = { number, title, body, base: { ref: base }, head: { sha: pull.headSha } };
  const payload = { action: 'opened', number, pull_request, repository: named(repository) };
  return { github, name: 'pull_request', payload, token: tokenFor(github, repository, permissions) };
}

/** A job for a merge queue's commit. */
export function groupEvent(github: FakeGitHub, pull: Pull, group: MergeGroup): RunnerEvent {
  const { repository } = pull;
  const { headSha: head_sha, headRef: head_ref, baseSha: base_sha } = group;
  const merge_group = { head_sha, head_ref, base_sha, base_ref: `refs/heads/${pull.base}` };
  const payload = { action: 'checks_requested', merge_group, repository: named(repository) };
  return { github, name: 'merge_group', payload, token: tokenFor(github, repository, LEAST) };
}

function named({ id, name, owner }: Repository): object {
  return { id, name, owner: { login: owner.login }, full_name: `${owner.login}/${name}` };
}

function tokenFor(github: FakeGitHub, repository: Repository, permissions: Permissions): string {
  return github.plainToken({ repositories: [repository], permissions });
}
