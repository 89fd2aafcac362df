import { describe, expect, it } from 'vitest';
import { after as late } from '../fakes/loopback-reply.ts';
import { opinion } from '../sessions/script.ts';
import { claim, SIZING } from '../sessions/small-change.ts';
import { FEW_SEATS } from './stage/committees.ts';
import { answersIn, currentVerdicts, headCheck, shareStage } from './stage/shared-stage.ts';
import { eventually, verdictChecks } from './stage/verdict-of.ts';

const shared = shareStage({ committee: 'small' });
const rejecting = opinion({ findings: [claim()] });
const changing = opinion({ findings: [claim({ severity: 'major' })] });
const other = { 'src/risk/sizing.py': `${SIZING}\nSTEP = 1\n` };

describe.concurrent('a pull request whose change moves', () => {
  it('is reviewed again when its base changes', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository();
    github.commit(repository, { branch: 'next', changes: { 'src/risk/next.py': 'NEXT = 1\n' } });
    github.commit(repository, { branch: 'sizing', changes: { 'src/risk/earlier.py': 'EARLIER = 1\n' } });
    const [earlier = ''] = [repository.branches.get('sizing')];
    repository.branches.set('next', earlier);
    const pull = shared.openPull(repository);
    await shared.settled(pull);

    github.editPull(pull, { base: 'next' });
    const conversation = await shared.settled(pull);
    const reviews = await shared.rows(
      'select base_branch, merge_base, status from conclave.reviews where repository_id = $1 order by number',
      [repository.id],
    );

    expect(reviews).toMatchObject([
      { base_branch: 'main' },
      { base_branch: 'next', merge_base: earlier, status: 'published' },
    ]);
    expect(conversation.comments).toHaveLength(1);
    expect(headCheck(conversation)).toMatchObject({ conclusion: 'success' });
    expect(shared.opinionsOn(repository)).toHaveLength(2 * FEW_SEATS);
  });

  it('is reviewed at the head of a force-push', async () => {
    const repository = shared.openRepository();
    const pull = shared.openPull(repository);
    await shared.settled(pull);

    shared.stage.github.forcePush(pull, other);
    const conversation = await shared.settled(pull);

    expect(headCheck(conversation)).toMatchObject({ conclusion: 'success' });
    expect(conversation.comments).toHaveLength(1);
    expect(conversation.comments[0]?.body).toContain(`head=${pull.headSha}`);
  });

  it('is answered from the record when it goes back to a head that has a verdict', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository({ cast: { mistral: rejecting, gemini: rejecting } });
    const pull = shared.openPull(repository);
    await shared.settled(pull);
    const first = pull.headSha;
    shared.recast(repository, {});
    github.push(pull, other);
    await shared.settled(pull);

    github.forcePush(pull, { 'src/risk/sizing.py': SIZING }, pull.title);
    repository.branches.set('sizing', first);
    pull.headSha = first;
    github.editPull(pull, { title: 'feat(risk): size positions again' });
    const conversation = await shared.settled(pull);

    expect(headCheck(conversation)).toMatchObject({ conclusion: 'failure' });
    expect(currentVerdicts(conversation)).toHaveLength(1);
    expect(currentVerdicts(conversation)[0]?.body).toContain(`head=${first}`);
    expect(shared.opinionsOn(repository)).toHaveLength(2 * FEW_SEATS);
  });
}, 90_000);

describe.concurrent('a pull request that is closed', () => {
  it('during a review loses it, and gets one when it is opened again', async () => {
    const { github } = shared.stage;
    const slow = late(6_000, opinion());
    const repository = shared.openRepository({ cast: { mistral: slow, gemini: slow } });
    const pull = shared.openPull(repository);
    await shared.asked(repository, FEW_SEATS);
    github.closePull(pull);
    const closed = await shared.settled(pull);
    shared.recast(repository, {});

    Object.assign(pull, { state: 'open', closedAt: null, finalBaseSha: null });
    await github.deliver('pull_request', await reopened(pull));
    const conversation = await shared.settled(pull);

    expect(closed.comments).toEqual([]);
    expect(headCheck(closed)).toMatchObject({ conclusion: 'cancelled', title: 'The pull request was closed' });
    expect(headCheck(conversation)).toMatchObject({ conclusion: 'success' });
    expect(conversation.comments).toHaveLength(1);
  });

  it('after its verdict and opened again has it published from the record', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository();
    const pull = shared.openPull(repository);
    const [comment] = (await shared.settled(pull)).comments;
    github.closePull(pull);
    github.deleteComment(comment?.id ?? 0);
    await shared.settled(pull);

    Object.assign(pull, { state: 'open', closedAt: null, finalBaseSha: null });
    await github.deliver('pull_request', await reopened(pull));
    const conversation = await shared.settled(pull);

    expect(conversation.comments).toMatchObject([{ body: comment?.body }]);
    expect(headCheck(conversation)).toMatchObject({ conclusion: 'success' });
    expect(shared.opinionsOn(repository)).toHaveLength(FEW_SEATS);
  });
}, 90_000);

describe.concurrent('the verdict comment', () => {
  it('is made again by the next review when a person deleted it', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository();
    const pull = shared.openPull(repository);
    const [comment] = (await shared.settled(pull)).comments;

    github.deleteComment(comment?.id ?? 0);
    github.push(pull, other);
    const conversation = await shared.settled(pull);

    expect(conversation.comments).toHaveLength(1);
    expect(conversation.comments[0]?.body).toContain(`head=${pull.headSha}`);
    expect(conversation.comments[0]?.id).not.toBe(comment?.id);
  });

  it('gives way to a new one when the verdict becomes worse, and shrinks to a link', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository();
    const pull = shared.openPull(repository);
    const [comment] = (await shared.settled(pull)).comments;

    shared.recast(repository, { mistral: rejecting, gemini: rejecting });
    github.push(pull, other);
    const conversation = await shared.settled(pull);

    const [old, current] = conversation.comments;
    expect(conversation.comments).toHaveLength(2);
    expect(old?.id).toBe(comment?.id);
    expect(old?.body).toContain(
      `Superseded by a worse verdict: [REJECTED of \`${pull.headSha.slice(0, 7)}\`](${current?.url})`,
    );
    expect(current?.body).toContain('Conclave: REJECTED');
    expect(currentVerdicts(conversation)).toHaveLength(1);
  });

  it('is edited in place when the verdict becomes better', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository({ cast: { mistral: changing, gemini: changing } });
    const pull = shared.openPull(repository);
    const [comment] = (await shared.settled(pull)).comments;

    shared.recast(repository, {});
    github.push(pull, { 'src/risk/sizing.py': SIZING.replace('risk / stop', 'risk / max(stop, 0.01)') });
    const conversation = await shared.settled(pull);

    expect(comment?.body).toContain('Conclave: ACCEPTED_WITH_CHANGES');
    expect(conversation.comments).toMatchObject([{ id: comment?.id, edits: 1 }]);
    expect(conversation.comments[0]?.body).toContain('Conclave: ACCEPTED\n');
  });
}, 90_000);

describe.concurrent('an event that changes nothing to be reviewed', () => {
  it.each(['review', 'review plan'])('starts no second session after `/conclave %s`', async (command) => {
    const { github } = shared.stage;
    const repository = shared.openRepository();
    const pull = shared.openPull(repository, { draft: true });
    await shared.settled(pull);
    github.comment(pull, 'wim', `/conclave ${command}`);
    const before = await shared.settled(pull);

    github.editPull(pull, { title: 'feat(risk): size all positions', body: 'More words.' });
    github.addLabel(pull, 'risk');
    github.editPull(pull, { draft: false });
    const conversation = await shared.settled(pull);

    expect(currentVerdicts(before)).toHaveLength(1);
    expect(conversation.comments).toEqual(before.comments);
    expect(verdictChecks(conversation)).toEqual(verdictChecks(before));
    expect(shared.opinionsOn(repository)).toHaveLength(FEW_SEATS);
  });
}, 90_000);

describe.concurrent('who opens a pull request', () => {
  it('as a draft gets nothing until someone asks or it is ready', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository();
    const pull = shared.openPull(repository, { draft: true });
    const draft = await shared.settled(pull);

    github.editPull(pull, { draft: false });
    const conversation = await shared.settled(pull);

    expect(draft.comments).toEqual([]);
    expect(verdictChecks(draft)).toEqual([]);
    expect(currentVerdicts(conversation)).toHaveLength(1);
    expect(headCheck(conversation)).toMatchObject({ conclusion: 'success' });
  });

  it('from a fork with the right to write gets the same review', async () => {
    const repository = shared.openRepository();
    const pull = shared.openPull(repository, { fork: 'wim' });
    const conversation = await shared.settled(pull);

    expect(currentVerdicts(conversation)).toHaveLength(1);
    expect(headCheck(conversation)).toMatchObject({ conclusion: 'success' });
  });

  it('as a stranger gets a review when someone with the right asks for it', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository();
    const pull = shared.openPull(repository, { author: 'sven', fork: 'sven' });
    const refused = await shared.settled(pull);
    const asked = shared.opinionsOn(repository).length;

    github.comment(pull, 'wim', '/conclave review');
    const conversation = await shared.settled(pull);

    expect(headCheck(refused)).toMatchObject({
      conclusion: 'action_required',
      title: 'Waiting for someone with write access',
    });
    expect(headCheck(refused)?.summary).toContain('Someone with write access may ask for it with `/conclave review`');
    expect([asked, refused.comments]).toEqual([0, []]);
    expect(answersIn(conversation)[0]?.body).toContain('**The review is started**');
    expect(currentVerdicts(conversation)).toHaveLength(1);
    expect(headCheck(conversation)).toMatchObject({ conclusion: 'success' });
  });
}, 90_000);

/** What GitHub tells when a pull request is opened again: what it told when it was opened, as it is now. */
async function reopened(pull: { readonly number: number; readonly repository: { readonly id: number } }) {
  const { deliveries } = shared.stage.github;
  const opened = await eventually(shared.stage, () => {
    return (
      deliveries.find(({ repositoryId, action }) => repositoryId === pull.repository.id && action === 'opened') ?? null
    );
  });
  return { ...JSON.parse(opened.body), action: 'reopened' };
}
