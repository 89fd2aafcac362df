import { describe, expect, it } from 'vitest';
import type { Pull } from '../fakes/github/world.ts';
import { GOOD, guardCheck, shareGuardStage, TRAINING } from './stage/guarded-pull.ts';
import { basePayload } from './stage/payloads.ts';
import { answersIn } from './stage/shared-stage.ts';

const stage = shareGuardStage();
const { shared } = stage;
const settled = (pull: Pull) => shared.settled(pull);
const REASON = 'the dossier follows with the story of next week';
async function say(pull: Pull, author: string, words: string) {
  shared.stage.github.comment(pull, author, `/conclave ${words}`);
  stage.wait();
  const conversation = await settled(pull);
  return { conversation, answer: answersIn(conversation).at(-1)?.body ?? '' };
}

describe.concurrent('a waiver by label', () => {
  const section = (gates = 'G3', reason = REASON) => `${GOOD.body}\n\n## Guardrails waiver\n\n${gates}: ${reason}\n`;

  it('lets the named gate pass, is on record, and holds over a push that fails for the same reason', async () => {
    const { github } = shared.stage;
    const pull = stage.openWithoutDossier({ body: section() });
    const before = await settled(pull);

    github.addLabel(pull, 'guardrails-waiver', 'mia');
    stage.wait();
    const waived = await settled(pull);
    github.push(pull, { 'src/risk/sizing.py': 'SIZE = 2\n' });
    stage.wait();
    const pushed = await settled(pull);

    expect(guardCheck(before)).toMatchObject({ conclusion: 'failure' });
    expect(guardCheck(waived)).toMatchObject({ conclusion: 'neutral' });
    expect(guardCheck(waived)?.summary).toContain(REASON);
    expect(guardCheck(pushed)).toMatchObject({ conclusion: 'neutral' });
    expect(await stage.audited(pull.repository, 'gate.waived')).toMatchObject([
      { actor: 'mia', subject: 'G3', detail: { how: 'label' } },
    ]);
    expect(
      await shared.rows('select target, how, actor from conclave.waivers where repository_id = $1', [
        pull.repository.id,
      ]),
    ).toEqual([{ target: 'G3', how: 'label', actor: 'mia' }]);
  });

  it.each([
    ['a later change of the section', { body: section('G1, G3') }],
    ['a new failure of a named gate', { title: 'Size positions' }],
  ])('is void after %s', async (_what, edit) => {
    const { github } = shared.stage;
    const pull = stage.openWithoutDossier({ body: section('title' in edit ? 'G1 and G3' : 'G3') });
    github.addLabel(pull, 'guardrails-waiver', 'mia');
    stage.wait();
    const waived = await settled(pull);

    github.editPull(pull, edit);
    stage.wait();
    const after = await settled(pull);

    expect(guardCheck(waived)).toMatchObject({ conclusion: 'neutral' });
    expect(guardCheck(after)).toMatchObject({ conclusion: 'failure' });
  });

  it.each([
    ['the author', 'wim', section()],
    ['somebody who can only write', 'eve', section()],
    ['a maintainer, before the section was written', 'mia', GOOD.body],
  ])('does not count when it is set by %s', async (_who, by, body) => {
    const { github } = shared.stage;
    const pull = stage.openWithoutDossier({ body });
    github.addCollaborator(pull.repository, 'eve', 'write');
    github.addLabel(pull, 'guardrails-waiver', by);
    stage.wait();
    if (body === GOOD.body) github.editPull(pull, { body: section() });
    stage.wait();

    const conversation = await settled(pull);

    expect(guardCheck(conversation)).toMatchObject({ conclusion: 'failure' });
    expect(await stage.audited(pull.repository, 'gate.waived')).toEqual([]);
  });

  it('ends when the label is taken off', async () => {
    const { github } = shared.stage;
    const pull = stage.openWithoutDossier({ body: section() });
    github.addLabel(pull, 'guardrails-waiver', 'mia');
    stage.wait();
    await settled(pull);

    github.removeLabel(pull, 'guardrails-waiver', 'mia');
    const conversation = await settled(pull);

    expect(guardCheck(conversation)).toMatchObject({ conclusion: 'failure' });
  });
}, 90_000);

describe.concurrent('/conclave waive of a gate', () => {
  it('lets the failing gate pass at this commit, and after a push for the same reason in the same files', async () => {
    const { github } = shared.stage;
    const pull = stage.open({ changes: TRAINING });
    await settled(pull);
    const head = pull.headSha;

    const { conversation, answer } = await say(pull, 'ada', `waive G5 ${REASON}`);
    github.push(pull, { 'src/training/train.py': 'max_depth = 7\n' });
    const same = await settled(pull);
    github.push(pull, { 'src/training/train.py': 'max_depth = 7\nlearning_rate = 0.1\n' });
    const other = await settled(pull);

    expect(answer).toContain('**G5 externals is waived** by');
    expect(guardCheck(conversation)).toMatchObject({ conclusion: 'neutral' });
    expect(await stage.audited(pull.repository, 'gate.waived')).toMatchObject([
      { actor: 'ada', subject: 'G5', detail: { head, reason: REASON, permission: 'maintain', how: 'command' } },
    ]);
    expect(guardCheck(same)).toMatchObject({ conclusion: 'neutral' });
    expect(guardCheck(other)).toMatchObject({ conclusion: 'failure' });
  });

  it.each([
    ['by someone who can only write', 'wim', 'mia', 'G5', 'needs `maintain` or `admin`'],
    ['by the author', 'ada', 'ada', 'G5', 'An author waives nothing of the own pull request'],
    ['of a gate that passes', 'ada', 'wim', 'G1', '**G1 title passes'],
  ])('%s is refused and changes nothing', async (_what, by, author, gate, why) => {
    const pull = stage.open({ changes: TRAINING, author });
    await settled(pull);

    const { conversation, answer } = await say(pull, by, `waive ${gate} ${REASON}`);

    expect(answer).toContain(why);
    expect(guardCheck(conversation)).toMatchObject({ conclusion: 'failure' });
    expect(await shared.rows('select 1 from conclave.waivers where repository_id = $1', [pull.repository.id])).toEqual(
      [],
    );
  });

  it('is not given to a head that was pushed after the comment', async () => {
    const { github } = shared.stage;
    const pull = stage.open({ changes: TRAINING });
    await settled(pull);
    const { id, body } = shared.unseen(() => github.comment(pull, 'mia', `/conclave waive G5 ${REASON}`));
    const created_at = github.conversation(pull).comments.find((comment) => comment.id === id)?.createdAt;
    stage.wait();
    shared.unseen(() => github.push(pull, { 'src/training/train.py': 'max_depth = 7\nlearning_rate = 0.1\n' }));

    await github.deliver('issue_comment', {
      ...basePayload(github, pull.repository),
      action: 'created',
      issue: { number: pull.number, pull_request: {} },
      comment: { id, body, created_at, user: { login: 'mia', type: 'User' } },
    });
    const conversation = await settled(pull);

    expect(answersIn(conversation).at(-1)?.body).toContain('which was not there when you wrote');
    expect(await shared.rows('select 1 from conclave.waivers where repository_id = $1', [pull.repository.id])).toEqual(
      [],
    );
  });

  it('lets nothing new pass at its own commit, as when another base makes more of it', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository();
    github.commit(repository, { branch: 'next', changes: { 'src/training/late.py': 'learning_rate = 0.1\n' } });
    const order = { draft: true, base: 'next', ...GOOD, changes: { 'src/training/other.py': 'max_depth = 6\n' } };
    const pull = shared.openPull(repository, order);
    stage.wait();
    await settled(pull);
    const { conversation: waived } = await say(pull, 'mia', `waive G5 ${REASON}`);

    github.editPull(pull, { base: 'main' });
    const retargeted = await settled(pull);

    expect(guardCheck(waived)).toMatchObject({ conclusion: 'neutral' });
    expect(guardCheck(retargeted)).toMatchObject({ conclusion: 'failure' });
  });
}, 90_000);
