import { describe, expect, it } from 'vitest';
import type { Pull } from '../../fakes/github/world.ts';
import { operationsOf, useFake } from './fake-host.ts';

const stage = useFake();
const marker = '<!-- conclave:verdict pr=1 n=1 ';
const body = `${marker}head=a1b2c3d -->\n## Approved`;
const CREATE = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
const EDIT = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';

function openPull(): Pull {
  const { github, repository } = stage();
  return github.openPull(repository, { title: 'Change', head: 'change', changes: { 'a.py': 'a\n' } });
}

const put = ({ number }: Pull, text = body, knownId: number | null = null) =>
  stage().host.putComment({ number, marker, body: text, knownId });

const commentsOn = (pull: Pull) => stage().github.conversation(pull).comments;

const writes = () => operationsOf(stage()).filter((each) => each === CREATE || each === EDIT);

describe('our comment', () => {
  it('is made once and then edited, with or without its number', async () => {
    const pull = openPull();

    const first = await put(pull);
    const second = await put(pull, `${body} after all`, first.id);
    const third = await put(pull, `${body} in the end`);

    expect([first.how, second.how, third.how]).toEqual(['created', 'edited', 'edited']);
    expect(new Set([first.id, second.id, third.id]).size).toBe(1);
    expect(first.url).toContain(`issuecomment-${first.id}`);
    expect(commentsOn(pull)).toMatchObject([{ id: first.id, body: `${body} in the end`, edits: 2 }]);
  });

  it('is not written again when it says the same already', async () => {
    const pull = openPull();

    const first = await put(pull);
    await put(pull, body, first.id);

    expect(writes()).toEqual([CREATE]);
  });

  it('is found among the comments of the third page', async () => {
    const { github } = stage();
    const pull = openPull();
    for (let index = 0; index < 230; index += 1) github.comment(pull, 'ada', `comment ${index}`);
    const ours = await put(pull);

    const again = await put(pull, `${body} again`);

    expect(again).toMatchObject({ id: ours.id, how: 'edited' });
    expect(commentsOn(pull)).toHaveLength(231);
  });

  it.each([
    ['a person', 'eve', undefined],
    ['another app', 'other-app[bot]', { id: 99, slug: 'other-app', name: 'Other', clientId: 'x' }],
  ])('is not the one that %s wrote with our marker', async (_, author, app) => {
    const { github } = stage();
    const pull = openPull();
    const strange = github.comment(pull, author, `${marker} -->\nApproved by nobody`, app);

    const byMarker = await put(pull);
    const byNumber = await put(pull, `${body}!`, strange.id);

    expect(byMarker).toMatchObject({ how: 'created' });
    expect(byNumber).toMatchObject({ how: 'edited', id: byMarker.id });
    expect(commentsOn(pull)[0]).toMatchObject({ id: strange.id, edits: 0 });
  });

  it('is known by the login of the app where GitHub does not name the app', async () => {
    const { github } = stage();
    const pull = openPull();
    const ours = github.comment(pull, `${github.slug}[bot]`, body);

    const again = await put(pull, `${body}!`);

    expect(again).toMatchObject({ id: ours.id, how: 'edited' });
  });

  it('is not one that quotes the marker, nor one on another pull request', async () => {
    const { github } = stage();
    const [pull, other] = [openPull(), openPull()];
    github.comment(pull, `${github.slug}[bot]`, `> ${body}`, github.app);
    const elsewhere = await put(other);

    const made = await put(pull, body, elsewhere.id);

    expect(made).toMatchObject({ how: 'created' });
    expect(commentsOn(other)).toMatchObject([{ edits: 0 }]);
  });

  it('is made anew when it was deleted', async () => {
    const { github } = stage();
    const pull = openPull();
    const first = await put(pull);
    github.deleteComment(first.id);

    const second = await put(pull, body, first.id);

    expect(second.how).toBe('created');
    expect(commentsOn(pull)).toMatchObject([{ id: second.id }]);
  });

  it('is the oldest of several that a crash left behind', async () => {
    const { github } = stage();
    const pull = openPull();
    const oldest = github.comment(pull, `${github.slug}[bot]`, `${body} 1`, github.app);
    github.comment(pull, `${github.slug}[bot]`, `${body} 2`, github.app);

    const kept = await put(pull);

    expect(kept).toMatchObject({ id: oldest.id, how: 'edited' });
  });

  it('is made once even when GitHub accepts it and its answer is lost', async () => {
    const { github } = stage();
    const pull = openPull();
    github.fail(CREATE, { acceptedButNoAnswer: true });

    const first = put(pull);
    await expect(first).rejects.toMatchObject({ code: 'outside-failed', facts: { passing: true } });
    const second = await put(pull);

    expect(second.how).toBe('edited');
    expect(commentsOn(pull)).toHaveLength(1);
  });

  it('is never cut: one that is too long for GitHub is a mistake of ours', async () => {
    const pull = openPull();

    const writing = put(pull, body + 'x'.repeat(65_536));

    await expect(writing).rejects.toMatchObject({ code: 'broken' });
    expect(writes()).toEqual([]);
  });

  it('is never written without its marker', async () => {
    const writing = put(openPull(), 'Approved');

    await expect(writing).rejects.toMatchObject({ code: 'broken' });
  });
});

describe('a reaction', () => {
  it('stands once, however often it is given', async () => {
    const { github, host } = stage();
    const pull = openPull();
    const { id } = github.comment(pull, 'ada', '/conclave review');

    await host.react(id, 'eyes');
    await host.react(id, 'eyes');

    expect(commentsOn(pull)).toMatchObject([{ reactions: [{ author: 'conclave-test[bot]', content: 'eyes' }] }]);
  });
});
