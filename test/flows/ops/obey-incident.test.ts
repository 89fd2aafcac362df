import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readRecordMark } from '../../../src/ops/incident/record-mark.ts';
import { useFake } from '../../adapters/github/fake-host.ts';
import type { Issue } from '../../fakes/github/issues.ts';
import { found } from '../../fixtures/found.ts';
import { issueLike, issuesLike } from './incident-stage.ts';
import { say } from './incident-stage-say.ts';

const LOG = '# Incidents\n\n### 17.1 2026-04-01 — Before (severity P2)\n\n**Time** : long ago.\n';
const stage = useFake({ 'documentation/incidents.md': LOG });
const DECLARE = '/incident declare P1 The scheduler starts no runs';

beforeEach(() => {
  const { github, repository } = stage();
  github.addCollaborator(repository, 'olga', 'write');
  github.addCollaborator(repository, 'rita', 'read');
});

/** An incident that olga declared on a plain issue. */
async function declared(): Promise<Issue> {
  const { github, repository } = stage();
  const question = github.openIssue(repository, { title: 'Is something wrong?', author: 'olga' });
  await say(stage(), question, DECLARE);
  return issueLike(stage(), 'Incident P1:');
}

const reactions = (issue: Issue) =>
  stage()
    .github.saidOn(issue)
    .at(-1)
    ?.reactions.map(({ content }) => content);
const answersOn = (issue: Issue) =>
  stage()
    .github.saidOn(issue)
    .filter(({ author }) => author === 'github-actions[bot]')
    .map(({ body }) => body);

describe('declaring an incident', () => {
  it('works on a plain issue and opens the incident once, however often the comment comes', async () => {
    const { github, repository } = stage();
    const question = github.openIssue(repository, { title: 'Is something wrong?', author: 'olga' });

    const obeyed = await say(stage(), question, DECLARE, { times: 3 });

    const incident = issueLike(stage(), 'Incident P1: The scheduler starts no runs');
    expect(obeyed).toEqual({ kind: 'answered', verb: 'declare', answer: 'incident-declared' });
    expect(answersOn(question)).toEqual([expect.stringContaining(`[#${incident.number}]`)]);
    expect(incident.body).toContain('@olga');
    expect(incident.body).toContain('Roles');
  });

  it('works on a pull request', async () => {
    const { github, repository } = stage();
    const pull = github.openPull(repository, { title: 'A', head: 'a', changes: { 'a.md': 'a\n' } });

    await say(stage(), pull, DECLARE);

    expect(issuesLike(stage(), 'Incident P1:')).toHaveLength(1);
    expect(github.conversation(pull).comments.at(-1)?.body).toContain('**The incident is declared**');
  });
});

describe('words of any script', () => {
  const FIRE = '\u{1f525}';

  it('are taken as long as they may be', async () => {
    const { github, repository } = stage();
    const question = github.openIssue(repository, { title: 'Is something wrong?', author: 'olga' });

    await say(stage(), question, `/incident declare P1 ${FIRE.repeat(120)}`);
    const issue = issueLike(stage(), 'Incident P1:');
    await say(stage(), issue, `/incident timeline 00:00 ${FIRE.repeat(500)}`);

    expect(issue.title).toBe(`Incident P1: ${FIRE.repeat(120)}`);
    expect(answersOn(issue)).toEqual([]);
    expect(issue.body).toContain(FIRE.repeat(100));
  });
});

describe('commands on the issue of an incident', () => {
  it('are answered by a reaction and shown in the issue', async () => {
    const { github, repository } = stage();
    const issue = await declared();

    const obeyed = await say(stage(), issue, '/incident role lead @olga');
    await say(stage(), issue, '/incident severity P0 all pipelines are down');
    const pull = github.openPull(repository, { title: 'A fix', head: 'fix', changes: { 'a.md': 'a\n' } });
    await say(stage(), issue, `/incident fix #${pull.number}`);

    expect(obeyed).toEqual({ kind: 'answered', verb: 'role', answer: 'done' });
    expect(reactions(issue)).toEqual(['eyes', '+1']);
    expect(answersOn(issue)).toEqual([]);
    expect(issue.title).toMatch(/^Incident P0:/);
    expect(issue.labels.map(({ name }) => name)).toEqual(['incident', 'severity:p0']);
    expect(readRecordMark(issue.body)?.events.map(({ kind }) => kind)).toEqual(['role', 'severity', 'fixed']);
  });

  it('count once for each comment', async () => {
    const issue = await declared();

    await say(stage(), issue, '/incident timeline 00:00 The queue was full', { times: 2 });

    expect(readRecordMark(issue.body)?.events).toHaveLength(1);
  });

  it.each([
    ['/incident close', 'neither mitigated nor fixed'],
    ['/incident timeline 2031-01-01T00:00Z later', 'still to come'],
    ['/incident timeline 2026-02-30T00:00Z nowhere', 'no such moment'],
    ['/incident severity P1 it is still that bad', 'P1 already'],
    ['/incident fix 751', 'the number of a pull request'],
    ['/incident fix #751', 'There is no pull request'],
    ['/incident fix #1', 'There is no pull request'],
    ['/incident explode', 'There is no command'],
  ])('that say %s are refused in words', async (body, why) => {
    const issue = await declared();

    await say(stage(), issue, body);

    expect(answersOn(issue)).toEqual([expect.stringContaining(why)]);
    expect(issue.state).toBe('open');
  });

  it('need write access, which is looked up now', async () => {
    const { github, repository } = stage();
    const issue = await declared();

    await say(stage(), issue, '/incident ack', { by: 'rita' });
    github.removeCollaborator(repository, 'olga');
    await say(stage(), issue, '/incident ack');

    expect(answersOn(issue)).toEqual([
      expect.stringContaining('needs `write` in this repository, and you have `read`'),
      expect.stringContaining('and you have `none`'),
    ]);
    expect(readRecordMark(issue.body)?.events).toEqual([]);
  });

  it('have no place on other issues, also not on one that shows our mark', async () => {
    const { github, repository } = stage();
    const { body } = await declared();
    const forged = github.openIssue(repository, { title: 'Mine', body, author: 'eve' });

    const obeyed = await say(stage(), forged, '/incident ack');

    expect(obeyed).toMatchObject({ answer: 'incident-elsewhere' });
    expect(forged.edits).toBe(0);
  });

  it('are answered too where the host fails', async () => {
    const { github } = stage();
    const issue = await declared();
    github.fail('PATCH /repos/{owner}/{repo}/issues/{issue_number}', { status: 422 });

    expect(await say(stage(), issue, '/incident ack')).toMatchObject({ answer: 'failed' });
    expect(answersOn(issue)).toEqual([expect.stringContaining('**The command failed**')]);
  });
});

describe('closing an incident', () => {
  it('offers one entry, however often the comment comes', async () => {
    const { repository } = stage();
    const issue = await declared();
    await say(stage(), issue, '/incident mitigate');

    await say(stage(), issue, '/incident close', { times: 3 });

    expect(issue.state).toBe('closed');
    expect(repository.pulls.size).toBe(1);
    expect(answersOn(issue)).toHaveLength(1);
  });

  it('says the entry as a patch that git takes where contents may not be written', async () => {
    const { repository } = stage();
    const issue = await declared();
    await say(stage(), issue, '/incident mitigate');

    await say(stage(), issue, '/incident close', { may: { issues: 'write', contents: 'read', pull_requests: 'read' } });

    const [said = ''] = answersOn(issue);
    const patch = found(/^```diff\n(.*?)^```/ms.exec(said)?.[1], said);
    expect(issue.state).toBe('closed');
    expect(repository.pulls.size).toBe(0);
    const log = applied(patch, LOG);
    expect(log.startsWith(LOG)).toBe(true);
    expect(log).toContain('### 17.2 ');
  });

  it.each([
    ['would act in a comment', `${LOG}\nIt fixes #12.\n/merge was said\u200b.\n`, ['apply', '--unidiff-zero']],
    ['has no line end at its end', `${LOG}\nThe end.`, ['apply']],
    ['has other line ends', `${LOG}\nThe end.\n`.replaceAll('\n', '\r\n'), ['apply', '--unidiff-zero']],
  ])('says it as a patch that git takes to a log that %s', async (_, before, command) => {
    const { github, repository } = stage();
    github.commit(repository, { branch: 'main', changes: { 'documentation/incidents.md': before } });
    const issue = await declared();
    await say(stage(), issue, '/incident mitigate');

    await say(stage(), issue, '/incident close', { may: { issues: 'write', contents: 'read', pull_requests: 'read' } });

    const [said = ''] = answersOn(issue);
    const patch = found(/^```diff\n(.*?)^```/ms.exec(said)?.[1], said);
    expect(said).toContain(`\`git ${command.join(' ')}\``);
    expect(applied(patch, before, command).startsWith(before)).toBe(true);
  });
});

/** The log after git has taken a patch to it. */
function applied(patch: string, before: string, command: readonly string[] = ['apply']): string {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-patch-'));
  try {
    mkdirSync(join(folder, 'documentation'));
    writeFileSync(join(folder, 'documentation/incidents.md'), before);
    writeFileSync(join(folder, 'entry.patch'), patch);
    execFileSync('git', [...command, 'entry.patch'], { cwd: folder });
    return readFileSync(join(folder, 'documentation/incidents.md'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
