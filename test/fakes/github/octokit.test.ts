import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from 'octokit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MomentumRepository, makeMomentumRepository } from '../../fixtures/momentum-repository.ts';
import { type FakeGitHub, startGitHub } from './github.ts';
import { assertTaken } from './test-client.ts';
import type { Pull, Repository } from './world.ts';

let github: FakeGitHub;
let local: MomentumRepository;
let repository: Repository;
let pull: Pull;
let octokit: Octokit;

const NAME = { owner: 'acme', repo: 'momentum' };

beforeEach(async () => {
  local = makeMomentumRepository();
  github = await startGitHub();
  repository = github.importRepository(local.folder, { owner: 'acme', name: 'momentum' });
  pull = github.openPull(repository, { title: 'feat: momentum', head: 'leaky' });
  const { appId, privateKey, url: baseUrl } = github;
  const auth = { appId, privateKey, installationId: github.installationOf(repository).id };
  const patient = { throttle: { enabled: false }, retry: { enabled: false } };
  octokit = new Octokit({ authStrategy: createAppAuth, auth, baseUrl, ...patient });
});

afterEach(async () => {
  local.remove();
  await github.stop();
  assertTaken(github);
});

describe('Octokit with the app authentication', () => {
  it('reads an imported repository as git knows it', async () => {
    const [base, head] = ['main', 'leaky'].map((branch) => local.git('rev-parse', branch).trim());

    const { data: read } = await octokit.rest.pulls.get({ ...NAME, pull_number: pull.number });
    const { data: tree } = await octokit.rest.git.getTree({ ...NAME, tree_sha: read.head.sha });

    expect([read.base.sha, read.head.sha]).toEqual([base, head]);
    expect(tree.sha).toBe(local.git('rev-parse', 'leaky^{tree}').trim());
  });

  it('gathers the files of a pull request from all pages', async () => {
    const files = await octokit.paginate(octokit.rest.pulls.listFiles, { ...NAME, pull_number: 1, per_page: 1 });

    const names = local.git('diff', '--name-only', 'main...leaky').trim().split('\n');
    expect(files.map(({ filename }) => filename)).toEqual(names);
  });

  it('reads by GraphQL', async () => {
    const query =
      'query ($oid: GitObjectID) { repository(owner: "acme", name: "momentum") { object(oid: $oid) { oid } } }';

    const read = await octokit.graphql(query, { oid: pull.headSha });

    expect(read).toEqual({ repository: { object: { oid: pull.headSha } } });
  });

  it('follows the redirect to an archive', async () => {
    const { data } = await octokit.rest.repos.downloadTarballArchive({ ...NAME, ref: pull.headSha });

    expect(data).toBeInstanceOf(ArrayBuffer);
  });

  it('writes and meets an ordered failure as a request error', async () => {
    github.fail('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', { status: 502 });
    const order = { ...NAME, issue_number: 1, body: 'Hello' };

    await expect(octokit.rest.issues.createComment(order)).rejects.toMatchObject({ status: 502 });
    const { status } = await octokit.rest.issues.createComment(order);

    expect(status).toBe(201);
  });
});
