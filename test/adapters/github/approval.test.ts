import { describe, expect, it } from 'vitest';
import type { Pull } from '../../fakes/github/world.ts';
import { useFake } from './fake-host.ts';

const stage = useFake({ 'a.py': 'a\n' });

function open(): Pull {
  const { github, repository } = stage();
  github.addCollaborator(repository, 'zoe', 'write');
  github.addCollaborator(repository, 'tim', 'triage');
  github.addCollaborator(repository, 'eve', 'admin');
  return github.openPull(repository, { title: 'feat: x', author: 'eve', head: 'x', changes: { 'a.py': 'b\n' } });
}

const approved = ({ number, headSha }: Pull) => stage().host.isApproved(number, headSha);

describe('a head', () => {
  it('is approved by somebody with write access, whatever others say', async () => {
    const { github } = stage();
    const pull = open();
    github.review(pull, { author: 'tim', state: 'CHANGES_REQUESTED' });
    github.review(pull, { author: 'zoe', state: 'APPROVED' });
    github.review(pull, { author: 'zoe', state: 'COMMENTED' });

    expect(await approved(pull)).toBe(true);
  });

  it.each(['tim', 'stranger', 'eve', 'renovate[bot]'])('is not approved by %s', async (author) => {
    const pull = open();
    stage().github.addCollaborator(pull.repository, 'renovate[bot]', 'write');
    stage().github.review(pull, { author, state: 'APPROVED' });

    expect(await approved(pull)).toBe(false);
  });

  it('is not approved by somebody who may not write any more', async () => {
    const { github, repository } = stage();
    const pull = open();
    github.review(pull, { author: 'zoe', state: 'APPROVED' });
    github.removeCollaborator(repository, 'zoe');

    expect(await approved(pull)).toBe(false);
  });

  it('is not approved where the approval was taken back or dismissed', async () => {
    const { github } = stage();
    const [back, off] = [open(), open()];
    github.review(back, { author: 'zoe', state: 'APPROVED' });
    github.review(back, { author: 'zoe', state: 'CHANGES_REQUESTED' });
    const { id } = github.review(off, { author: 'zoe', state: 'APPROVED' });
    github.dismissReview(off, id);

    expect([await approved(back), await approved(off)]).toEqual([false, false]);
  });

  it('is not approved by what was said of another head', async () => {
    const { github } = stage();
    const pull = open();
    github.review(pull, { author: 'zoe', state: 'APPROVED' });
    github.push(pull, { 'a.py': 'c\n' });

    expect(await approved(pull)).toBe(false);
  });
});

describe('the accounts of commits', () => {
  it('are those that GitHub knows behind each commit', async () => {
    const { github } = stage();
    const pull = open();
    github.pushBy('renovate[bot]', pull, { 'a.py': 'c\n' });

    const accounts = await stage().host.listCommitAccounts(pull.number);

    expect(accounts).toEqual([
      { sha: expect.any(String), author: 'eve', committer: 'eve' },
      { sha: pull.headSha, author: 'renovate[bot]', committer: 'renovate[bot]' },
    ]);
  });

  it.each([
    [250, 250],
    [251, null],
  ])('of %i commits are %s', async (count, expected) => {
    const { github } = stage();
    const pull = open();
    for (let index = 1; index < count; index += 1) github.push(pull, { 'a.py': `${index}\n` });

    const accounts = await stage().host.listCommitAccounts(pull.number);

    expect(accounts?.length ?? null).toBe(expected);
  });
});
