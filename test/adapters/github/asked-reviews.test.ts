import { beforeEach, describe, expect, it } from 'vitest';
import type { AskedReviews } from '../../../src/ports/code-host.ts';
import type { Pull } from '../../fakes/github/world.ts';
import { operationsOf, useFake } from './fake-host.ts';

const stage = useFake({ 'a.py': 'a\n' });
const REQUEST = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers';
const LABEL = 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels';

let pull: Pull;

beforeEach(() => {
  const { github, repository } = stage();
  for (const login of ['eve', 'rae', 'tim']) github.addCollaborator(repository, login, 'write');
  github.addTeam('acme/risk', ['rae']);
  github.addTeam('acme/ops', []);
  pull = github.openPull(repository, { title: 'feat: x', author: 'eve', head: 'x', changes: { 'a.py': 'b\n' } });
});

const ask = (wanted: Partial<AskedReviews>) =>
  stage().host.askForReviews({ number: pull.number, author: 'eve', users: [], teams: [], ...wanted });
const asked = () => stage().github.requestedOn(pull);
const timesOf = (operation: string) => operationsOf(stage()).filter((one) => one === operation).length;

describe('asking for reviews', () => {
  it('asks people and teams, each once, however often they are named and in whatever letters', async () => {
    const wanted = { users: ['rae', 'tim'], teams: ['acme/risk'] };
    const first = await ask(wanted);

    const second = await ask({ users: ['Rae', 'tim'], teams: ['acme/Risk'] });

    expect([first, second]).toEqual([[], []]);
    expect(asked()).toEqual({ users: ['rae', 'tim'], teams: ['risk'] });
    expect(timesOf(REQUEST)).toBe(3);
  });

  it('leaves the author in peace, and who has reviewed', async () => {
    stage().github.review(pull, { author: 'rae', state: 'COMMENTED' });

    const failed = await ask({ users: ['Eve', 'rae', 'tim'] });

    expect(failed).toEqual([]);
    expect(asked()).toEqual({ users: ['tim'], teams: [] });
  });

  it('asks no team again for which a member has reviewed, although GitHub lists it no longer', async () => {
    await ask({ teams: ['acme/risk', 'acme/ops'] });
    stage().github.review(pull, { author: 'rae', state: 'APPROVED' });
    const after = asked();

    await ask({ teams: ['acme/risk', 'acme/ops'] });

    expect(after).toEqual({ users: [], teams: ['ops'] });
    expect(asked()).toEqual(after);
    expect(timesOf(REQUEST)).toBe(2);
  });

  it('tells of an unknown team and of a stranger, and asks all others', async () => {
    const failed = await ask({ users: ['stranger', 'tim'], teams: ['acme/risks', 'acme/risk'] });

    expect(failed).toEqual([
      { whom: 'stranger', why: expect.stringContaining('is not a collaborator of the acme/quant repository') },
      { whom: 'acme/risks', why: expect.stringContaining('GitHub answered 422') },
    ]);
    expect(asked()).toEqual({ users: ['tim'], teams: ['risk'] });
  });

  it('takes a team of another organisation for one that is not there, whatever team of ours has its name', async () => {
    const failed = await ask({ teams: ['other/risk'] });

    expect(failed).toEqual([{ whom: 'other/risk', why: expect.stringContaining('acme') }]);
    expect(asked().teams).toEqual([]);
  });

  it('asks GitHub nothing where nobody is named', async () => {
    const before = stage().github.calls.length;

    expect(await ask({})).toEqual([]);
    expect(stage().github.calls).toHaveLength(before);
  });

  it('fails where GitHub is away, so that it is tried again, and then asks who is left', async () => {
    const { github } = stage();
    github.fail(REQUEST, { status: 502 }, 3);

    await expect(ask({ users: ['rae'], teams: ['acme/risk'] })).rejects.toMatchObject({ facts: { passing: true } });

    expect(await ask({ users: ['rae'], teams: ['acme/risk'] })).toEqual([]);
    expect(asked()).toEqual({ users: ['rae'], teams: ['risk'] });
  });

  it('asks once where GitHub took the request and the answer was lost', async () => {
    const { github } = stage();
    github.fail(REQUEST, { acceptedButNoAnswer: true });

    expect(await ask({ users: ['rae'] })).toEqual([]);
    expect(pull.events.filter(({ kind }) => kind === 'review_requested')).toHaveLength(1);
  });
});

describe('labels', () => {
  const put = (labels: readonly string[]) => stage().host.putLabels(pull.number, labels);
  const labels = () => stage().github.conversation(pull).labels;

  it('are put beside those that stand, and once', async () => {
    stage().github.addLabel(pull, 'mine');

    const failed = [await put(['risk', 'money']), await put(['Risk'])];

    expect(failed).toEqual([[], []]);
    expect(labels()).toEqual(['mine', 'risk', 'money']);
  });

  it('that cannot be are told by name, with the reason, and keep no other back', async () => {
    const long = 'x'.repeat(51);

    const failed = await put([long, 'risk']);

    expect(failed).toEqual([{ whom: `label ${long}`, why: expect.stringContaining('Validation Failed') }]);
    expect(labels()).toEqual(['risk']);
  });

  it('are tried again where GitHub is away', async () => {
    stage().github.fail(LABEL, { status: 503 }, 3);

    await expect(put(['risk'])).rejects.toMatchObject({ facts: { passing: true } });
  });

  it('ask GitHub nothing where there are none', async () => {
    const before = stage().github.calls.length;

    expect(await put([])).toEqual([]);
    expect(stage().github.calls).toHaveLength(before);
  });
});
