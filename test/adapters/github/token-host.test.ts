import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTokenHost } from '../../../src/adapters/github/token-host.ts';
import type { GuardHost } from '../../../src/ports/guard-host.ts';
import { type FakeGitHub, startGitHub } from '../../fakes/github/github.ts';
import { assertTaken } from '../../fakes/github/test-client.ts';
import type { Pull, Repository } from '../../fakes/github/world.ts';
import { failureOf } from './nock-host.ts';

let github: FakeGitHub;
let repository: Repository;

beforeEach(async () => {
  nock.restore();
  github = await startGitHub();
  repository = github.addRepository({ owner: 'acme', name: 'quant', files: { 'a.py': 'a = 1\n' } });
});

afterEach(async () => {
  await github.stop();
  assertTaken(github);
});

const DEFAULTS = { contents: 'read', pull_requests: 'read' } as const;

function openWith(token: string | null, name = 'quant'): GuardHost {
  return openTokenHost({ token, apiUrl: github.url, owner: 'acme', name, pacing: 'none' });
}

function workflowToken(permissions: Parameters<FakeGitHub['plainToken']>[0]['permissions'] = DEFAULTS): string {
  return github.plainToken({ repositories: [repository], permissions });
}

function open(into = repository): Pull {
  return github.openPull(into, { title: 'feat: x', body: 'Closes #1', head: 'x', changes: { 'a.py': 'a = 2\n' } });
}

/** All that guarding may ask, in one go. */
async function askAll(host: GuardHost, { number, headSha }: Pull) {
  const pull = await host.readPull(number);
  const { tip, mergeBase } = await host.findBase('main', headSha);
  const change = await host.readTouched({ base: mergeBase, head: headSha, number }, () => true);
  const files = await host.files.readFiles(tip, ['a.py']);
  const commits = await host.listCommitAccounts(number);
  const labelling = await host.readLabelling(number, 'waiver');
  return { pull, change, files, commits, labelling, approved: await host.isApproved(number, headSha) };
}

describe('a repository that is read with the token of a workflow', () => {
  it('tells all that guarding asks, with contents and pull requests to read', async () => {
    const pull = open();
    github.addLabel(pull, 'waiver', 'acme');
    github.review(pull, { author: 'acme', state: 'APPROVED' });

    const found = await askAll(openWith(workflowToken()), pull);

    expect(found.pull).toMatchObject({ ref: { number: 1, repository: { id: repository.id, installation: 0 } } });
    expect(found.change.files).toMatchObject([{ path: 'a.py', before: 'a = 1\n', after: 'a = 2\n' }]);
    expect(found.files.get('a.py')).toEqual({ kind: 'text', text: 'a = 1\n' });
    expect(found).toMatchObject({ commits: [{ author: 'ada' }], labelling: { by: 'acme' }, approved: true });
  });

  it('tells of variables that they may not be read, and of maintainers nothing', async () => {
    github.setVariable(repository, 'KILL', 'true');
    github.fail('GET /repos/{owner}/{repo}/collaborators', { status: 403 });
    const host = openWith(workflowToken());

    const [variable, maintainers] = [await host.readVariable('KILL'), await host.listMaintainers()];

    expect(variable).toMatchObject({ kind: 'unreadable', why: expect.stringContaining('`Variables: read`') });
    expect(maintainers).toBeNull();
  });

  it('reads variables with the permission to', async () => {
    github.setSharedVariable('acme', { name: 'KILL', value: 'true' });

    const reading = await openWith(workflowToken({ actions_variables: 'read' })).readVariable('KILL');

    expect(reading).toMatchObject({ kind: 'set', value: 'true' });
  });

  it('names the permission that is missing', async () => {
    open();

    const error = await failureOf(openWith(workflowToken({ contents: 'read' })).readPull(1));

    expect(error.code).toBe('outside-failed');
    expect(error.facts.advice).toBe(
      'Check the permissions of the token. It takes the permission `pull-requests: read`.',
    );
  });

  it('holds the queued head also where only the merge itself tells', async () => {
    const pull = open();
    const group = github.mergeGroup(pull);

    const queued = await openWith(workflowToken()).readQueued(group);

    expect(queued).toMatchObject({ headIsQueued: true });
  });
});

describe('a pull request that is not there', () => {
  it('is none in a repository that is seen', async () => {
    expect(await openWith(workflowToken()).readPull(77)).toBeNull();
  });

  it.each([
    ['the token of another repository', () => github.plainToken({ repositories: [], permissions: DEFAULTS })],
    ['no token', () => null],
  ])('is an error where the repository is not seen: %s', async (_, token) => {
    open();

    const error = await failureOf(openWith(token()).readPull(1));

    expect(error.code).toBe('outside-failed');
    expect(error.message).toMatch(/^there is no repository acme\/quant, or /);
  });
});

describe('a public repository', () => {
  it('is read without a token, and GraphQL is not asked', async () => {
    const shown = github.addRepository({ owner: 'acme', name: 'open', private: false, files: { 'a.py': 'a = 1\n' } });
    const pull = open(shown);
    const host = openWith(null, 'open');

    const { files } = await host.readTouched(
      { base: shown.branches.get('main') ?? '', head: pull.headSha, number: 1 },
      () => true,
    );
    const variable = await host.readVariable('KILL');

    expect(files).toMatchObject([{ path: 'a.py', after: 'a = 2\n' }]);
    expect(variable).toMatchObject({ kind: 'unreadable' });
    expect(github.calls.map(({ operation }) => operation)).not.toContain('POST /graphql');
  });

  it('does not tell the history of a body to nobody', async () => {
    const pull = open(github.addRepository({ owner: 'acme', name: 'open', private: false }));
    github.addLabel(pull, 'waiver', 'acme');

    const labelling = await openWith(null, 'open').readLabelling(pull.number, 'waiver');

    expect(labelling).toMatchObject({ by: 'acme', moment: { unknown: expect.stringContaining('token') } });
  });
});

describe('a token', () => {
  it('that GitHub does not know is said so', async () => {
    const error = await failureOf(openWith('ghp_unknown0000000000000000').readPull(1));

    expect(error.message).toContain('GitHub answered 401');
    expect(error.facts.advice).toBe('Check the token, and whether it has expired.');
    expect(JSON.stringify([error, error.message, error.stack])).not.toContain('ghp_unknown');
  });

  it('that has no request left for long is told until when', async () => {
    const resetAt = new Date(Math.ceil(Date.now() / 1000) * 1000 + 1_800_000);
    github.fail('GET /repos/{owner}/{repo}/pulls/{pull_number}', { primaryRateLimit: { resetAt } });

    const error = await failureOf(openWith(workflowToken()).readPull(1));

    expect(error.facts).toMatchObject({ passing: true });
    const told = Date.parse(/again at (\S+Z)\.$/.exec(error.facts.advice ?? '')?.[1] ?? '');
    expect(Math.abs(told - resetAt.getTime())).toBeLessThanOrEqual(2_000);
  });

  it('is tried again where GitHub fails for a moment', async () => {
    open();
    github.fail('GET /repos/{owner}/{repo}/pulls/{pull_number}', { status: 502 }, 2);

    expect(await openWith(workflowToken()).readPull(1)).toMatchObject({ title: 'feat: x' });
  });
});
