import { describe, expect, it } from 'vitest';
import type { Pull } from '../../fakes/github/world.ts';
import { useFake } from './fake-host.ts';

const stage = useFake({ 'a.py': 'a\n' });

function open(): Pull {
  const { github, repository } = stage();
  return github.openPull(repository, { title: 'feat: x', author: 'eve', head: 'x', changes: { 'a.py': 'b\n' } });
}

const approvals = ({ number, headSha }: Pull) => stage().host.listApprovals({ number, head: headSha, author: 'eve' });

describe('the approvals of a head', () => {
  it('are those of everybody but the author whose newest word is yes, with whether it is of this head', async () => {
    const { github } = stage();
    const pull = open();
    github.review(pull, { author: 'rae', state: 'APPROVED' });
    github.review(pull, { author: 'eve', state: 'APPROVED' });
    github.review(pull, { author: 'tim', state: 'APPROVED' });
    github.review(pull, { author: 'tim', state: 'CHANGES_REQUESTED' });
    github.push(pull, { 'a.py': 'c\n' });
    github.review(pull, { author: 'zoe', state: 'APPROVED' });
    github.review(pull, { author: 'zoe', state: 'COMMENTED' });

    expect(await approvals(pull)).toEqual([
      { login: 'rae', onHead: false },
      { login: 'zoe', onHead: true },
    ]);
  });

  it('do not count when they were dismissed', async () => {
    const { github } = stage();
    const pull = open();
    const { id } = github.review(pull, { author: 'rae', state: 'APPROVED' });
    github.dismissReview(pull, id);

    expect(await approvals(pull)).toEqual([]);
  });
});

describe('a team', () => {
  it('holds its active members, in whatever letters they are written, and nobody who was only invited', async () => {
    const { github, host } = stage();
    github.addTeam('acme/risk', ['rae'], ['tim']);

    expect(await host.readTeam('acme/Risk', ['Rae', 'tim', 'zoe'])).toEqual({ kind: 'read', members: ['Rae'] });
  });

  it('that is not there is told from one without these people', async () => {
    const { github, host } = stage();
    github.addTeam('acme/risk', []);

    expect(await host.readTeam('acme/risks', ['rae'])).toEqual({ kind: 'absent' });
    expect(await host.readTeam('acme/risk', ['rae'])).toEqual({ kind: 'read', members: [] });
  });

  it('that the app may not read is unreadable, with the reason', async () => {
    const { github, host, repository } = stage();
    github.addTeam('acme/risk', ['rae']);
    github.grant(github.installationOf(repository), { contents: 'read', pull_requests: 'write' });

    const read = await host.readTeam('acme/risk', ['rae']);

    expect(read).toMatchObject({ kind: 'unreadable', why: expect.stringContaining('403') });
  });

  it('is asked for again later where GitHub is away', async () => {
    const { github, host } = stage();
    github.addTeam('acme/risk', ['rae']);
    github.fail('GET /orgs/{org}/teams/{team_slug}', { status: 502 }, 10);

    await expect(host.readTeam('acme/risk', ['rae'])).rejects.toMatchObject({ facts: { passing: true } });
  });
});
