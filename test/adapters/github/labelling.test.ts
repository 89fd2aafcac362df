import { describe, expect, it } from 'vitest';
import type { Labelling } from '../../../src/gates/labelling.ts';
import { type Pull, timestamp } from '../../fakes/github/world.ts';
import { useFake } from './fake-host.ts';

/** Begins at the real time, by which the app signs its requests, and goes on by hand. */
const clock = { time: Date.now() };
const stage = useFake({ 'a.py': 'a\n' }, { now: () => new Date(clock.time) });

/** Lets a second pass, so that what follows is told from what was before. */
function wait(seconds = 1): void {
  clock.time += seconds * 1_000;
}

function open(order: { fork?: string; labels?: readonly string[] } = {}): Pull {
  clock.time = Date.now();
  const { github, repository } = stage();
  const pull = github.openPull(repository, {
    ...{ title: 'feat: one', body: 'first', head: 'change', changes: { 'a.py': 'b\n' } },
    ...order,
  });
  wait();
  return pull;
}

const read = ({ number }: Pull): Promise<Labelling | null> => stage().host.readLabelling(number, 'Waiver');

const momentOf = async (pull: Pull) => (await read(pull))?.moment;

describe('how a label came to stand', () => {
  it('tells who set it and when, and how the pull request was then', async () => {
    const pull = open();
    stage().github.addLabel(pull, 'waiver', 'zoe');

    const labelling = await read(pull);

    expect(labelling).toEqual({
      id: expect.stringMatching(/^\d+$/),
      by: 'zoe',
      at: timestamp(new Date(clock.time)),
      moment: { title: 'feat: one', body: 'first', head: pull.headSha },
    });
  });

  it('is that of the newest setting, and of nobody where it was taken off', async () => {
    const { github } = stage();
    const pull = open();
    github.addLabel(pull, 'waiver', 'zoe');
    github.removeLabel(pull, 'waiver', 'zoe');
    const gone = await read(pull);
    github.addLabel(pull, 'waiver', 'bob');
    github.addLabel(pull, 'other', 'eve');

    const again = await read(pull);

    expect(gone).toBeNull();
    expect(again).toMatchObject({ by: 'bob' });
  });

  it('is found behind a hundred other events', async () => {
    const { github } = stage();
    const pull = open();
    for (let index = 0; index < 120; index += 1) github.addLabel(pull, `l${index}`, 'eve');
    github.addLabel(pull, 'waiver', 'zoe');

    const labelling = await read(pull);

    expect(labelling).toMatchObject({ by: 'zoe' });
  });

  it('tells title, body and head of then where all of them changed since', async () => {
    const { github } = stage();
    const pull = open();
    const head = pull.headSha;
    github.editPull(pull, { body: 'second' });
    wait();
    github.addLabel(pull, 'waiver', 'zoe');
    wait();
    github.editPull(pull, { title: 'feat: two', body: 'third' });
    github.editPull(pull, { title: 'feat: three' });
    github.push(pull, { 'a.py': 'c\n' });
    wait();
    github.forcePush(pull, { 'a.py': 'd\n' });

    const moment = await momentOf(pull);

    expect(moment).toEqual({ title: 'feat: one', body: 'second', head });
  });

  it('tells the body of the beginning where every edit came later, on however many pages', async () => {
    const { github } = stage();
    const pull = open();
    github.addLabel(pull, 'waiver', 'zoe');
    for (let index = 0; index < 130; index += 1) {
      wait();
      github.editPull(pull, { body: `edit ${index}\r\n` });
    }

    const moment = await momentOf(pull);

    expect(moment).toMatchObject({ body: 'first' });
  });

  it('takes an edit and a push of the same second for later ones', async () => {
    const { github } = stage();
    const pull = open();
    const head = pull.headSha;
    github.editPull(pull, { body: 'second' });
    github.push(pull, { 'a.py': 'c\n' });
    github.addLabel(pull, 'waiver', 'zoe');

    const moment = await momentOf(pull);

    expect(moment).toEqual({ title: 'feat: one', body: 'first', head });
  });

  it('knows by the order of events whether a title of the same second came before', async () => {
    const { github } = stage();
    const pull = open();
    github.editPull(pull, { title: 'feat: before' });
    github.addLabel(pull, 'waiver', 'zoe');
    github.editPull(pull, { title: 'feat: after' });

    const moment = await momentOf(pull);

    expect(moment).toMatchObject({ title: 'feat: before' });
  });

  it('reads the pushes of a fork that everybody may read', async () => {
    const { github, repository } = stage();
    const open2 = github.addRepository({ owner: 'acme', name: 'open', private: false });
    const order = { title: 'feat: one', head: 'change', fork: 'eve', changes: { 'a.py': 'b\n' } };
    clock.time = Date.now();
    const pull = github.openPull(open2, order);
    wait();
    github.addLabel(pull, 'waiver', 'zoe');
    const host = stage().app.repository({
      ...{ id: open2.id, owner: 'acme', name: 'open' },
      installation: github.installationOf(repository).id,
    });

    const labelling = await host.readLabelling(pull.number, 'waiver');

    expect(labelling?.moment).toMatchObject({ head: pull.headSha });
  });
});

describe('a moment that nobody can tell', () => {
  it('is that of a label whose setter is gone', async () => {
    const { github } = stage();
    const pull = open();
    github.addLabel(pull, 'waiver', 'zoe');
    github.deleteAccount('zoe');

    const labelling = await read(pull);

    expect(labelling).toMatchObject({ by: 'ghost', moment: { unknown: expect.stringContaining('gone') } });
  });

  it('is that of a body which was taken out of the history', async () => {
    const { github } = stage();
    const pull = open();
    github.editPull(pull, { body: 'second' });
    wait();
    github.addLabel(pull, 'waiver', 'zoe');
    wait();
    github.editPull(pull, { body: 'third' });
    github.removeBodyEdit(pull, 1);

    const moment = await momentOf(pull);

    expect(moment).toEqual({ unknown: expect.stringContaining('removed from its history') });
  });

  it('is that of a fork that was deleted', async () => {
    const { github } = stage();
    const pull = open({ fork: 'eve' });
    github.addLabel(pull, 'waiver', 'zoe');
    github.deleteRepository(pull.head.repository);

    const moment = await momentOf(pull);

    expect(moment).toEqual({ unknown: 'the repository of the head was deleted' });
  });

  it('is that of a fork that we may not read', async () => {
    const pull = open({ fork: 'eve' });
    stage().github.addLabel(pull, 'waiver', 'zoe');

    const moment = await momentOf(pull);

    expect(moment).toEqual({ unknown: expect.stringContaining('the pushes to eve/quant cannot be read') });
  });

  it('is that of a head behind more than a hundred pushes', async () => {
    const { github } = stage();
    const pull = open();
    github.addLabel(pull, 'waiver', 'zoe');
    wait();
    for (let index = 0; index < 101; index += 1) github.push(pull, { 'a.py': `${index}\n` });

    const moment = await momentOf(pull);

    expect(moment).toEqual({ unknown: expect.stringContaining('older than what GitHub keeps') });
  });

  it('is that of a label set in the second in which the branch was made', async () => {
    const pull = open({ labels: ['waiver'] });

    const moment = await momentOf(pull);

    expect(moment).toEqual({ unknown: expect.stringContaining('older than what GitHub keeps') });
  });

  it.each([
    ['the edits', 'POST /graphql', 'the history of the body cannot be read'],
    ['the pushes', 'GET /repos/{owner}/{repo}/activity', 'the pushes to acme/quant cannot be read'],
  ])('is one where GitHub refuses %s', async (_, operation, why) => {
    const { github } = stage();
    const pull = open();
    github.addLabel(pull, 'waiver', 'zoe');
    github.fail(operation, { status: 403 });

    const moment = await momentOf(pull);

    expect(moment).toEqual({ unknown: expect.stringContaining(why) });
  });

  it.each([
    'POST /graphql',
    'GET /repos/{owner}/{repo}/activity',
    'GET /repos/{owner}/{repo}/issues/{issue_number}/timeline',
  ])('is left to the caller while GitHub fails in a way that passes: %s', async (operation) => {
    const { github } = stage();
    const pull = open();
    github.addLabel(pull, 'waiver', 'zoe');
    github.fail(operation, { status: 502 }, 3);

    await expect(read(pull)).rejects.toMatchObject({ facts: { passing: true } });
  });
});
