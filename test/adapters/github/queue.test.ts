import { describe, expect, it } from 'vitest';
import { useFake } from './fake-host.ts';

const stage = useFake({ 'a.py': 'a\n', 'b.py': 'b\n' });

function queue() {
  const { github, repository } = stage();
  const pull = github.openPull(repository, { title: 'Change', head: 'change', changes: { 'a.py': 'A\n' } });
  return { pull, group: github.mergeGroup(pull) };
}

/** A group as a squash makes it: one commit on the base, without the head as a parent. */
function squash(changes: Readonly<Record<string, string>>) {
  const { github, repository } = stage();
  const pull = github.openPull(repository, { title: 'Change', head: 'change', changes: { 'a.py': 'A\n' } });
  const baseSha = github.commit(repository, { branch: 'main', changes: { 'b.py': 'B\n' } });
  const branch = `gh-readonly-queue/main/pr-${pull.number}-${baseSha}`;
  const headSha = github.commit(repository, { branch, changes });
  return { pull, group: { headSha, headRef: `refs/heads/${branch}`, baseSha } };
}

describe('a merge group', () => {
  it('holds the head that its commit has as a parent', async () => {
    const { pull, group } = queue();

    const queued = await stage().host.readQueued(group);

    expect(queued).toMatchObject({ pull: { ref: { number: pull.number } }, headIsQueued: true });
  });

  it('does not hold a head that was pushed since', async () => {
    const { github, host } = stage();
    const { pull, group } = queue();
    const head = github.push(pull, { 'a.py': 'other\n' });

    const queued = await host.readQueued(group);

    expect(queued).toMatchObject({ pull: { head: { sha: head } }, headIsQueued: false });
  });

  it('holds the head whose change it makes, squashed, to a base that has moved', async () => {
    const { group } = squash({ 'a.py': 'A\n' });

    const queued = await stage().host.readQueued(group);

    expect(queued).toMatchObject({ headIsQueued: true });
  });

  it.each([
    ['other bytes', { 'a.py': 'evil\n' }],
    ['one file more', { 'a.py': 'A\n', 'c.py': 'c\n' }],
    ['one file less', { 'c.py': 'c\n' }],
  ])('is not said to hold the head when it changes %s', async (_, changes) => {
    const { group } = squash(changes);

    const queued = await stage().host.readQueued(group);

    expect(queued).toMatchObject({ headIsQueued: false });
  });

  it.each(['refs/heads/main', 'refs/heads/gh-readonly-queue/main/pr-0x1-aa', 'refs/heads/gh-readonly-queue/main/pr-1'])(
    'is not known by the name %s',
    async (headRef) => {
      const { group } = queue();

      const queued = await stage().host.readQueued({ ...group, headRef });

      expect(queued).toBeNull();
    },
  );

  it('is read for a base branch with slashes in its name', async () => {
    const { pull, group } = queue();
    const headRef = group.headRef.replace('/main/', '/release/2026/pr-9/');

    const queued = await stage().host.readQueued({ ...group, headRef });

    expect(queued).toMatchObject({ pull: { ref: { number: pull.number } } });
  });

  it('of a pull request that is not there is none', async () => {
    const { group } = queue();

    const queued = await stage().host.readQueued({ ...group, headRef: group.headRef.replace('/pr-1-', '/pr-77-') });

    expect(queued).toBeNull();
  });
});
