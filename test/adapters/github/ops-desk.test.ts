import { describe, expect, it } from 'vitest';
import { accessTo } from '../../../src/adapters/github/access.ts';
import { openOctokit } from '../../../src/adapters/github/clients.ts';
import { openOpsDesk } from '../../../src/adapters/github/ops-desk.ts';
import type { OpsDesk } from '../../../src/ports/ops-desk.ts';
import type { Permissions } from '../../fakes/github/world.ts';
import { found } from '../../fixtures/found.ts';
import { type Stage, useFake } from './fake-host.ts';

const MARKER = '<!-- conclave:ops-state -->';
const stage = useFake();

/** A desk with the token of a workflow. */
function deskOf(
  { github, repository }: Stage,
  permissions: Permissions = { issues: 'write', contents: 'read' },
): OpsDesk {
  const token = github.plainToken({ repositories: [repository], permissions });
  const octokit = openOctokit({ apiUrl: github.url, pacing: 'none' }, { id: 'desk', by: 'token', auth: token });
  const access = accessTo({ id: 0, owner: 'acme', name: 'quant', installation: 0 }, octokit);
  return openOpsDesk({ ...access, login: async () => 'github-actions[bot]' });
}

const order = { title: 'State: RED', body: `${MARKER}\nbad`, marker: MARKER, labels: ['state:red'] };

describe('issues of operations', () => {
  it('finds its own issue again and no other one that shows its marker', async () => {
    const { github, repository } = stage();
    const desk = deskOf(stage());
    github.openIssue(repository, { title: 'Mine', body: `${MARKER}\nforged`, author: 'eve' });

    expect(await desk.findIssue(MARKER)).toBeNull();
    const made = await desk.openIssue(order);

    expect(await desk.findIssue(MARKER)).toEqual(made);
    expect(made).toMatchObject({ title: 'State: RED', state: 'open', labels: ['state:red'], isOurs: true });
  });

  it('writes text, title, state and labels by one request', async () => {
    const { github } = stage();
    const desk = deskOf(stage());
    const { number } = await desk.openIssue(order);
    const before = github.calls.length;

    await desk.editIssue(number, {
      title: 'T',
      body: `${MARKER}\nok`,
      state: 'closed',
      labels: ['mine', 'state:green'],
    });

    expect(github.calls.slice(before)).toHaveLength(1);
    expect(await desk.readIssue(number)).toMatchObject({
      title: 'T',
      state: 'closed',
      labels: ['mine', 'state:green'],
    });
    expect(await desk.listOpenIssues(MARKER)).toEqual([]);
  });

  it('refuses a text that would not be found again or that GitHub would not take', async () => {
    const desk = deskOf(stage());

    await expect(desk.openIssue({ ...order, body: 'bad' })).rejects.toThrow('without its marker');
    await expect(desk.openIssue({ ...order, body: MARKER + 'x'.repeat(65_536) })).rejects.toThrow('65563 characters');
    await expect(desk.editIssue(1, { title: 'x'.repeat(257) })).rejects.toThrow('a title of 257 characters');
  });

  it('says so where issues are switched off', async () => {
    const { github, repository } = stage();
    github.switchIssues(repository, { off: true });

    await expect(deskOf(stage()).findIssue(MARKER)).rejects.toThrow('issues are switched off in acme/quant');
    await expect(deskOf(stage()).openIssue(order)).rejects.toThrow('issues are switched off in acme/quant');
  });

  it('takes a pull request for no issue', async () => {
    const { github, repository } = stage();
    const { number } = github.openPull(repository, { title: 'A', head: 'a', changes: { 'a.md': 'a\n' } });

    const desk = deskOf(stage(), { issues: 'write', pull_requests: 'read' });

    expect(await desk.readIssue(number)).toBeNull();
    expect(await desk.readIssue(99)).toBeNull();
  });
});

describe('pins', () => {
  it('pins once, and takes a pin that stands', async () => {
    const { github, repository } = stage();
    const desk = deskOf(stage());
    const issue = await desk.openIssue(order);

    expect(await desk.pin(issue)).toEqual({ kind: 'pinned' });
    expect(await desk.pin(issue)).toEqual({ kind: 'pinned' });
    expect(github.issues(repository)[0]?.pinned).toBe(true);
  });

  it('tells why GitHub does not pin', async () => {
    const { github, repository } = stage();
    const desk = deskOf(stage());
    const issue = await desk.openIssue(order);
    github.switchIssues(repository, { pinsRefused: true });

    expect(await desk.pin(issue)).toEqual({ kind: 'refused', why: expect.stringContaining('not accessible') });
  });
});

describe('comments', () => {
  it('writes the comment of a marker once and edits it where it says something else', async () => {
    const { github, repository } = stage();
    const desk = deskOf(stage());
    const { number } = await desk.openIssue(order);
    const marker = '<!-- conclave:answer comment=7 -->';
    const comment = { number, marker, since: '2020-01-01T00:00:00Z' };
    const [issue] = github.issues(repository);

    const first = await desk.putComment({ ...comment, body: `${marker}\none` });
    await desk.putComment({ ...comment, body: `${marker}\none` });
    const second = await desk.putComment({ ...comment, body: `${marker}\ntwo` });

    expect([first.how, second.how]).toEqual(['created', 'edited']);
    expect(github.saidOn(found(issue, 'an issue'))).toMatchObject([
      { author: 'github-actions[bot]', body: `${marker}\ntwo`, edits: 1 },
    ]);
  });
});

describe('a file that is offered', () => {
  const offer = {
    branch: 'conclave/incident-7',
    path: 'documentation/incidents.md',
    text: '# Incidents\n\n## 17.1\n',
    title: 'docs(incidents): 17.1',
    body: 'The entry of #7.',
  };
  const may: Permissions = { issues: 'write', contents: 'write', pull_requests: 'write' };

  it('comes as one pull request, however often it is offered', async () => {
    const { github, repository } = stage();
    github.commit(repository, { branch: 'main', changes: { [offer.path]: '# Incidents\n' } });
    const desk = deskOf(stage(), may);

    const first = await desk.proposeFile(offer);
    const again = await desk.proposeFile(offer);

    expect(first).toMatchObject({ kind: 'proposed' });
    expect(again).toEqual(first);
    expect([...repository.pulls.values()]).toMatchObject([{ title: offer.title, base: 'main' }]);
    expect(await desk.readFile(offer.path)).toBe('# Incidents\n');
    expect(await desk.readFile('nowhere.md')).toBeNull();
  });

  it('goes on where a run broke off', async () => {
    const { github, repository } = stage();
    const desk = deskOf(stage(), may);
    github.fail('POST /repos/{owner}/{repo}/pulls', { status: 500 });

    await expect(desk.proposeFile(offer)).rejects.toThrow('500');
    const again = await desk.proposeFile(offer);

    expect(again).toMatchObject({ kind: 'proposed' });
    expect(repository.activity.filter(({ branch }) => branch === offer.branch)).toHaveLength(2);
  });

  it('is not taken where contents may only be read, and the branch is named where it stands', async () => {
    const { github } = stage();
    const reader = deskOf(stage(), { issues: 'write', contents: 'read', pull_requests: 'read' });
    expect(await reader.proposeFile(offer)).toEqual({
      kind: 'forbidden',
      why: expect.stringContaining('403'),
      branch: null,
    });

    const message = 'GitHub Actions is not permitted to create or approve pull requests.';
    github.fail('POST /repos/{owner}/{repo}/pulls', { status: 403, message });
    expect(await deskOf(stage(), may).proposeFile(offer)).toEqual({
      kind: 'forbidden',
      why: expect.stringContaining(message),
      branch: offer.branch,
    });
  });

  it('is not taken where a rule of the repository forbids the branch', async () => {
    const message = 'Repository rule violations found';
    stage().github.fail('POST /repos/{owner}/{repo}/git/refs', { status: 422, message });

    expect(await deskOf(stage(), may).proposeFile(offer)).toEqual({
      kind: 'forbidden',
      why: expect.stringContaining(message),
      branch: null,
    });
  });

  it('stands behind all that a long log holds, of which GitHub gives no content with its facts', async () => {
    const { github, repository } = stage();
    const long = `# Incidents\n${'A line of the past.\n'.repeat(60_000)}`;
    github.commit(repository, { branch: 'main', changes: { [offer.path]: long } });

    expect(await deskOf(stage(), may).readFile(offer.path)).toBe(long);
  });
});
