import { describe, expect, it } from 'vitest';
import { findingMarker } from '../../../src/committee/inline-comment/marker.ts';
import type { ReviewOrder } from '../../../src/ports/review-threads.ts';
import type { Pull } from '../../fakes/github/world.ts';
import { operationsOf, useFake } from './fake-host.ts';

const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}\n`);
const BEFORE = lines(1, 40).join('');
const AFTER = [...lines(1, 9), 'changed 10\n', 'changed 11\n', ...lines(12, 40)].join('');

const WRITER = {
  checks: 'write',
  contents: 'write',
  issues: 'write',
  metadata: 'read',
  pull_requests: 'write',
} as const;

const stage = useFake({ 'a.py': BEFORE, 'b.py': 'b\n' });

const CREATE = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews';

function openPull(): Pull {
  const { github, repository } = stage();
  return github.openPull(repository, { title: 'Change', head: 'change', changes: { 'a.py': AFTER } });
}

const at = (first: number, last = first, side: 'before' | 'after' = 'after') =>
  ({ kind: 'lines', path: 'a.py', side, first, last }) as const;

const opening = (finding: string, state: 'open' | 'fixed' = 'open') =>
  `${findingMarker({ finding, pull: 1, state, head: 'a1b2c3d' })}\n\nA claim.\n`;

const post = (pull: Pull, comments: ReviewOrder['comments']) =>
  stage().host.threads.postReview({ number: pull.number, head: pull.headSha, body: 'See below.', comments });

const read = (pull: Pull) => stage().host.threads.read(pull.number);

async function openThread(pull: Pull, body = opening('F-00000001')) {
  await post(pull, [{ anchor: at(10), body }]);
  const thread = (await read(pull)).find((one) => one.opening.body === body);
  if (thread === undefined) throw new Error('there is no thread');
  return thread;
}

describe('a review of ours', () => {
  it('stands at the lines that were named, on their sides, as one review that only comments', async () => {
    const { github } = stage();
    const pull = openPull();

    const posting = await post(pull, [
      { anchor: at(10, 11), body: opening('F-00000001') },
      { anchor: at(11), body: opening('F-00000002') },
      { anchor: at(10, 10, 'before'), body: opening('F-00000003') },
    ]);

    expect(posting).toMatchObject({ kind: 'posted' });
    expect(pull.reviews).toMatchObject([{ state: 'COMMENTED', commit: pull.headSha }]);
    expect(github.threads(pull)).toMatchObject([
      { path: 'a.py', side: 'RIGHT', start: 10, line: 11 },
      { path: 'a.py', side: 'RIGHT', start: null, line: 11 },
      { path: 'a.py', side: 'LEFT', start: null, line: 10 },
    ]);
  });

  it.each([
    ['a line outside the diff', { kind: 'lines', path: 'a.py', side: 'after', first: 30, last: 30 }],
    ['lines that begin outside their hunk', { kind: 'lines', path: 'a.py', side: 'after', first: 2, last: 10 }],
    ['a file that is not changed', { kind: 'lines', path: 'b.py', side: 'after', first: 1, last: 1 }],
  ] as const)('is refused as a whole for %s', async (_, anchor) => {
    const { github } = stage();
    const pull = openPull();

    const posting = await post(pull, [
      { anchor: at(10), body: opening('F-00000001') },
      { anchor, body: opening('F-00000002') },
    ]);

    expect(posting).toMatchObject({ kind: 'refused', why: expect.stringContaining('422') });
    expect(github.threads(pull)).toEqual([]);
  });

  it('is sent once even when GitHub accepts it and its answer is lost, and is found afterwards', async () => {
    const { github } = stage();
    const pull = openPull();
    github.fail(CREATE, { acceptedButNoAnswer: true });

    const posting = post(pull, [{ anchor: at(10), body: opening('F-00000001') }]);

    await expect(posting).rejects.toMatchObject({ code: 'outside-failed', facts: { passing: true } });
    expect(operationsOf(stage()).filter((each) => each === CREATE)).toHaveLength(1);
    expect(await read(pull)).toMatchObject([{ opening: { body: opening('F-00000001') } }]);
  });

  it('is an error where the app may not write, not a refused place', async () => {
    const { github } = stage();
    const pull = openPull();
    github.fail(CREATE, { status: 403 });

    await expect(post(pull, [{ anchor: at(10), body: 'x' }])).rejects.toMatchObject({ code: 'outside-failed' });
  });
});

describe('a comment at a file', () => {
  it('stands at a changed file as a whole, and is refused at another one', async () => {
    const { github, host } = stage();
    const pull = openPull();
    const order = { number: pull.number, head: pull.headSha, body: opening('F-00000001') };

    const posted = await host.threads.postFileComment({ ...order, anchor: { kind: 'file', path: 'a.py' } });
    const refused = await host.threads.postFileComment({ ...order, anchor: { kind: 'file', path: 'b.py' } });

    expect([posted.kind, refused.kind]).toEqual(['posted', 'refused']);
    expect(github.threads(pull)).toMatchObject([{ path: 'a.py', line: null }]);
  });
});

describe('our threads', () => {
  it('are read from all pages, with all replies and every 👎', async () => {
    const { github } = stage();
    const pull = openPull();
    for (let index = 0; index < 45; index += 1)
      github.commentOnLine(pull, { by: 'eve', path: 'a.py', line: 10, body: 'Hm' });
    const { opening: first } = await openThread(pull);
    for (let index = 0; index < 60; index += 1)
      github.replyInThread(pull, first.id, { by: 'ada', body: `reply ${index}` });
    for (let index = 0; index < 55; index += 1)
      github.reactInThread(pull, first.id, { by: `person-${index}`, content: '-1' });
    github.reactInThread(pull, first.id, { by: 'ada', content: '+1' });

    const [thread, ...more] = await read(pull);

    expect(more).toEqual([]);
    expect(thread?.replies.map(({ body }) => body)).toEqual(Array.from({ length: 60 }, (_, index) => `reply ${index}`));
    expect(thread?.opening.dislikes).toHaveLength(55);
  });

  it('are not those that somebody else began with our marker', async () => {
    const { github } = stage();
    const pull = openPull();
    github.commentOnLine(pull, { by: 'eve', path: 'a.py', line: 10, body: opening('F-00000001') });
    github.commentOnLine(pull, { by: 'conclave-test', path: 'a.py', line: 10, body: opening('F-00000002') });
    github.commentOnLine(pull, { by: 'other[bot]', path: 'a.py', line: 10, body: opening('F-00000003') });

    expect(await read(pull)).toEqual([]);
  });

  it('tell who wrote each reply, and whether its words are the own ones', async () => {
    const { github } = stage();
    const pull = openPull();
    const { opening: first } = await openThread(pull);
    const own = github.replyInThread(pull, first.id, { by: 'ada', body: 'mine' });
    const forged = github.replyInThread(pull, first.id, { by: 'ada', body: 'mine too' });
    github.replyInThread(pull, first.id, { by: 'linter[bot]', body: 'beep' });
    await stage().host.threads.reply(pull.number, first.id, 'ours');
    github.editInThread(pull, own, { by: 'ada', body: 'mine, mended' });
    github.editInThread(pull, forged, { by: 'eve', body: 'I agree to everything' });

    const [thread] = await read(pull);

    expect(thread?.replies).toMatchObject([
      { by: 'ada', writer: 'person', body: 'mine, mended', isEdited: true, isForged: false },
      { by: 'ada', writer: 'person', isEdited: true, isForged: true },
      { writer: 'program', isEdited: false, isForged: false },
      { writer: 'us', body: 'ours' },
    ]);
  });

  it('are written over in place', async () => {
    const { github, host } = stage();
    const pull = openPull();
    const { opening: first } = await openThread(pull);

    await host.threads.rewrite(first.id, opening('F-00000001', 'fixed'));

    expect(github.threads(pull)).toMatchObject([{ comments: [{ body: opening('F-00000001', 'fixed'), edits: 1 }] }]);
  });
});

describe('closing a thread', () => {
  it('resolves it where the app may write contents, and reopening takes that back', async () => {
    const { github, repository, host } = stage();
    github.grant(github.installationOf(repository), WRITER);
    const pull = openPull();
    const thread = await openThread(pull);

    const closing = await host.threads.close(thread, true);
    const [closed] = await read(pull);
    if (closed !== undefined) await host.threads.reopen(closed);

    expect(closing).toBe('resolved');
    expect(closed).toMatchObject({ isResolved: true, opening: { isHidden: false } });
    expect(await read(pull)).toMatchObject([{ isResolved: false }]);
  });

  it('hides its first comment where the app may not, and reopening shows it', async () => {
    const pull = openPull();
    const { host } = stage();
    const thread = await openThread(pull);

    const closing = await host.threads.close(thread, true);
    const [closed] = await read(pull);
    if (closed !== undefined) await host.threads.reopen(closed);

    expect(closing).toBe('hidden');
    expect(closed).toMatchObject({ isResolved: false, opening: { isHidden: true } });
    expect(await read(pull)).toMatchObject([{ isResolved: false, opening: { isHidden: false } }]);
  });

  it('leaves it as it is where the app may not and people talk in it', async () => {
    const { github, host } = stage();
    const pull = openPull();
    const thread = await openThread(pull);

    expect(await host.threads.close(thread, false)).toBe('left');
    expect(github.threads(pull)).toMatchObject([{ resolvedBy: null, isHidden: false }]);
  });
});

describe('the lines of a diff', () => {
  it('are those of the hunks on both sides, by the newest path', async () => {
    const { github, repository, host } = stage();
    const pull = github.openPull(repository, {
      title: 'Move',
      head: 'move',
      changes: { 'a.py': null, 'new/a.py': AFTER, 'b.py': null },
    });

    const diff = await host.threads.readDiff(pull.number, pull.headSha);

    expect(diff).toEqual([
      { path: 'b.py', previousPath: null, hunks: [{ before: { first: 1, last: 1 }, after: null }] },
      {
        path: 'new/a.py',
        previousPath: 'a.py',
        hunks: [{ before: { first: 7, last: 14 }, after: { first: 7, last: 14 } }],
      },
    ]);
  });

  it('are unknown of a head that the pull request has no more', async () => {
    const pull = openPull();
    const old = pull.headSha;
    stage().github.push(pull, { 'a.py': BEFORE });

    expect(await stage().host.threads.readDiff(pull.number, old)).toBeNull();
  });
});
