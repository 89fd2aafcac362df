import { describe, expect, it } from 'vitest';
import type { Conversation } from '../fakes/github/conversation.ts';
import type { PullOrder } from '../fakes/github/pulls.ts';
import type { Pull, Repository } from '../fakes/github/world.ts';
import { basePayload, pushPayload } from './stage/payloads.ts';
import { tellRound } from './stage/round.ts';
import { answersIn, shareStage } from './stage/shared-stage.ts';

/** GitHub's history counts in seconds, so that deeds which follow each other need some. */
const clock = { skewMs: 0 };
const shared = shareStage({ github: { now: () => new Date(Date.now() + clock.skewMs) } });
const REASON = 'the dossier follows with the story of next week';
const GOOD = { title: 'feat(risk): size positions', body: 'Closes #41' };
const CODE = { 'src/risk/sizing.py': 'SIZE = 1\n' };
const DOSSIER = { 'documentation/reviews/2026-01-05-first-plan.md': '# Plan\n' };
const TRAINING = { 'src/training/train.py': 'max_depth = 6\n' };

function wait(seconds = 5): void {
  clock.skewMs += seconds * 1_000;
}

function openGuarded(order: Partial<PullOrder> = {}, files = {}): Pull {
  const pull = shared.openPull(shared.openRepository({ files }), { draft: true, changes: CODE, ...GOOD, ...order });
  wait();
  return pull;
}

/** A pull request on code in a repository with dossiers, whose G3 therefore fails. */
function openWithoutDossier(order: Partial<PullOrder> = {}): Pull {
  return openGuarded(order, DOSSIER);
}

const guardChecks = ({ checks, headSha }: Conversation) =>
  checks.filter((check) => check.headSha === headSha && check.name === 'conclave/guardrails');
const guard = (conversation: Conversation) => guardChecks(conversation).at(-1);
const settled = (pull: Pull) => shared.settled(pull);

const writesOf = ({ name }: Repository) =>
  shared.stage.github.calls.filter(
    ({ method, path, body }) =>
      method !== 'GET' && path.includes(`/${name}/check-runs`) && JSON.stringify(body).includes('conclave/guardrails'),
  );

const audited = ({ id }: Repository, act: string) =>
  shared.rows('select cause, actor, subject, detail from conclave.audit_events where repository_id = $1 and act = $2', [
    id,
    act,
  ]);

async function say(pull: Pull, author: string, words: string) {
  shared.stage.github.comment(pull, author, `/conclave ${words}`);
  wait();
  const conversation = await settled(pull);
  return { conversation, answer: answersIn(conversation).at(-1)?.body ?? '' };
}

describe.concurrent('the check of the gates', () => {
  it('comes with one write, also on a draft, and says what to write instead', async () => {
    const pull = openGuarded({ title: 'Add sizing' });

    const conversation = await settled(pull);

    expect(guardChecks(conversation)).toMatchObject([
      { status: 'completed', conclusion: 'failure', edits: 0, app: shared.stage.github.slug },
    ]);
    expect(guard(conversation)?.title).toContain('G1');
    expect(guard(conversation)?.summary).toContain('feat(risk): add sizing');
    expect(writesOf(pull.repository)).toHaveLength(1);
    expect(await audited(pull.repository, 'guardrails.published')).toMatchObject([
      { actor: 'conclave', detail: { conclusion: 'failure', G1: 'fail', G2: 'pass' } },
    ]);
  });

  it('follows title and description, and is not written again where it would say the same', async () => {
    const { github } = shared.stage;
    const pull = openGuarded({ title: 'Add sizing', body: null });
    await settled(pull);

    github.editPull(pull, { title: GOOD.title });
    const half = await settled(pull);
    github.editPull(pull, { body: GOOD.body });
    const whole = await settled(pull);
    github.editPull(pull, { body: `${GOOD.body}\n\nMore words.` });
    github.addLabel(pull, 'risk');
    const same = await settled(pull);

    expect(guard(half)).toMatchObject({ conclusion: 'failure' });
    expect(guard(half)?.title).toContain('G2');
    expect(guard(whole)).toMatchObject({ conclusion: 'success' });
    expect(guardChecks(same)).toEqual(guardChecks(whole));
    expect(writesOf(pull.repository)).toHaveLength(3);
  });

  it('stands at the lines of hyper-parameters, and goes with the push that takes them out', async () => {
    const pull = openGuarded({ changes: TRAINING });
    const before = await settled(pull);

    shared.stage.github.push(pull, { 'src/training/train.py': 'from settings import max_depth\n' });
    const after = await settled(pull);

    expect(guard(before)).toMatchObject({
      conclusion: 'failure',
      annotations: [{ path: 'src/training/train.py', start_line: 1, annotation_level: 'failure' }],
    });
    expect(guard(after)).toMatchObject({ conclusion: 'success', annotations: [] });
  });

  it('asks for action with the line when the configuration of the base cannot be read, until that is mended', async () => {
    const { github } = shared.stage;
    const pull = openGuarded({}, { '.github/conclave.yml': 'version: 1\ngates:\n  of: [G4]\n' });
    const before = await settled(pull);

    github.commit(pull.repository, { branch: 'main', changes: { '.github/conclave.yml': 'version: 1\n' } });
    await github.deliver('push', pushPayload(github, pull.repository, 'main', ['.github/conclave.yml']));
    const after = await settled(pull);

    expect(guard(before)).toMatchObject({ conclusion: 'action_required' });
    expect(guard(before)?.summary).toContain('conclave.yml:3');
    expect(guard(after)).toMatchObject({ conclusion: 'success' });
  });

  it('is written again when a person presses its button', async () => {
    const pull = openGuarded();
    const [first] = guardChecks(await settled(pull));

    shared.stage.github.rerequestCheck(first?.id ?? 0, 'wim');
    const conversation = await settled(pull);

    expect(guard(conversation)).toMatchObject({ status: 'completed', conclusion: 'success' });
    expect(writesOf(pull.repository)).toHaveLength(2);
  });

  it('names the permission that is missing, and passes nothing', async () => {
    const { github } = shared.stage;
    const pull = openGuarded();
    await settled(pull);
    github.fail(
      ({ method, path }) => method === 'GET' && path.includes(`/${pull.repository.name}/git/trees`),
      {
        status: 403,
      },
      20,
    );

    github.editPull(pull, { title: 'Another title' });
    const conversation = await settled(pull);

    expect(guard(conversation)).toMatchObject({ conclusion: 'action_required', title: 'The gates gave no answer' });
  });

  it('of two pull requests with one head is that of the stricter', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository();
    github.commit(repository, { branch: 'next', changes: { 'src/next.py': 'NEXT = 1\n' } });
    const bad = shared.openPull(repository, { draft: true, changes: CODE, ...GOOD, title: 'Size positions' });
    await settled(bad);

    const good = shared.openPull(repository, {
      draft: true,
      head: 'sizing',
      base: 'next',
      ...GOOD,
      changes: undefined,
    });
    const conversation = await settled(good);

    expect(guard(conversation)).toMatchObject({ conclusion: 'failure' });
    expect(guard(conversation)?.title).toContain(`#${bad.number}`);
  });
}, 60_000);

describe.concurrent('a waiver by label', () => {
  const section = (gates = 'G3', reason = REASON) => `${GOOD.body}\n\n## Guardrails waiver\n\n${gates}: ${reason}\n`;

  it('lets the named gate pass, is on record, and holds over a push that fails for the same reason', async () => {
    const { github } = shared.stage;
    const pull = openWithoutDossier({ body: section() });
    const before = await settled(pull);

    github.addLabel(pull, 'guardrails-waiver', 'mia');
    wait();
    const waived = await settled(pull);
    github.push(pull, { 'src/risk/sizing.py': 'SIZE = 2\n' });
    wait();
    const pushed = await settled(pull);

    expect(guard(before)).toMatchObject({ conclusion: 'failure' });
    expect(guard(waived)).toMatchObject({ conclusion: 'neutral' });
    expect(guard(waived)?.summary).toContain(REASON);
    expect(guard(pushed)).toMatchObject({ conclusion: 'neutral' });
    expect(await audited(pull.repository, 'gate.waived')).toMatchObject([
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
    const pull = openWithoutDossier({ body: section('title' in edit ? 'G1 and G3' : 'G3') });
    github.addLabel(pull, 'guardrails-waiver', 'mia');
    wait();
    const waived = await settled(pull);

    github.editPull(pull, edit);
    wait();
    const after = await settled(pull);

    expect(guard(waived)).toMatchObject({ conclusion: 'neutral' });
    expect(guard(after)).toMatchObject({ conclusion: 'failure' });
  });

  it.each([
    ['the author', 'wim', section()],
    ['somebody who can only write', 'eve', section()],
    ['a maintainer, before the section was written', 'mia', GOOD.body],
  ])('does not count when it is set by %s', async (_who, by, body) => {
    const { github } = shared.stage;
    const pull = openWithoutDossier({ body });
    github.addCollaborator(pull.repository, 'eve', 'write');
    github.addLabel(pull, 'guardrails-waiver', by);
    wait();
    if (body === GOOD.body) github.editPull(pull, { body: section() });
    wait();

    const conversation = await settled(pull);

    expect(guard(conversation)).toMatchObject({ conclusion: 'failure' });
    expect(await audited(pull.repository, 'gate.waived')).toEqual([]);
  });

  it('ends when the label is taken off', async () => {
    const { github } = shared.stage;
    const pull = openWithoutDossier({ body: section() });
    github.addLabel(pull, 'guardrails-waiver', 'mia');
    wait();
    await settled(pull);

    github.removeLabel(pull, 'guardrails-waiver', 'mia');
    const conversation = await settled(pull);

    expect(guard(conversation)).toMatchObject({ conclusion: 'failure' });
  });
}, 60_000);

describe.concurrent('/conclave waive of a gate', () => {
  it('lets the failing gate pass at this commit, and after a push for the same reason in the same files', async () => {
    const { github } = shared.stage;
    const pull = openGuarded({ changes: TRAINING });
    await settled(pull);
    const head = pull.headSha;

    const { conversation, answer } = await say(pull, 'ada', `waive G5 ${REASON}`);
    github.push(pull, { 'src/training/train.py': 'max_depth = 7\n' });
    const same = await settled(pull);
    github.push(pull, { 'src/training/train.py': 'max_depth = 7\nlearning_rate = 0.1\n' });
    const other = await settled(pull);

    expect(answer).toContain('**G5 externals is waived** by');
    expect(guard(conversation)).toMatchObject({ conclusion: 'neutral' });
    expect(await audited(pull.repository, 'gate.waived')).toMatchObject([
      { actor: 'ada', subject: 'G5', detail: { head, reason: REASON, permission: 'maintain', how: 'command' } },
    ]);
    expect(guard(same)).toMatchObject({ conclusion: 'neutral' });
    expect(guard(other)).toMatchObject({ conclusion: 'failure' });
  });

  it.each([
    ['by someone who can only write', 'wim', 'mia', 'G5', 'needs `maintain` or `admin`'],
    ['by the author', 'ada', 'ada', 'G5', 'An author waives nothing of the own pull request'],
    ['of a gate that passes', 'ada', 'wim', 'G1', '**G1 title passes'],
  ])('%s is refused and changes nothing', async (_what, by, author, gate, why) => {
    const pull = openGuarded({ changes: TRAINING, author });
    await settled(pull);

    const { conversation, answer } = await say(pull, by, `waive ${gate} ${REASON}`);

    expect(answer).toContain(why);
    expect(guard(conversation)).toMatchObject({ conclusion: 'failure' });
    expect(await shared.rows('select 1 from conclave.waivers where repository_id = $1', [pull.repository.id])).toEqual(
      [],
    );
  });
}, 60_000);

describe.concurrent('a way round all gates', () => {
  it('is the kill switch: the check says since when, and the next round sees that it was turned', async () => {
    const { github } = shared.stage;
    const pull = openGuarded({ title: 'Size positions' });
    github.setVariable(pull.repository, 'GUARDRAILS_KILL_SWITCH', 'true');
    github.editPull(pull, { body: 'Closes #42' });
    const on = await settled(pull);

    github.setVariable(pull.repository, 'GUARDRAILS_KILL_SWITCH', null);
    await tellRound(shared.stage, 'pick up what is left');
    const off = await settled(pull);

    expect(guard(on)).toMatchObject({ conclusion: 'neutral' });
    expect(guard(on)?.summary).toMatch(/since 20\d\d-/);
    expect(guard(off)).toMatchObject({ conclusion: 'failure' });
    expect(await audited(pull.repository, 'guardrails.kill-switch')).toMatchObject([{ subject: `#${pull.number}` }]);
  });

  it('is no kill switch that cannot be read', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository();
    github.setVariable(repository, 'GUARDRAILS_KILL_SWITCH', 'true');
    github.fail(({ path }) => path.includes(`/${repository.name}/actions/variables`), { status: 403 }, 20);
    const pull = shared.openPull(repository, { draft: true, changes: CODE, ...GOOD, title: 'Size positions' });

    const conversation = await settled(pull);

    expect(guard(conversation)).toMatchObject({ conclusion: 'failure' });
  });

  it('is a listed bot whose own every commit is, and no other', async () => {
    const { github } = shared.stage;
    const order = { author: 'dependabot[bot]', title: 'Bump numpy', body: null };
    const own = openGuarded(order);
    const mixed = openGuarded(order);
    github.pushBy('wim', mixed, { 'src/risk/more.py': 'MORE = 1\n' });

    const [ownCheck, mixedCheck] = [guard(await settled(own)), guard(await settled(mixed))];

    expect(ownCheck).toMatchObject({ conclusion: 'neutral' });
    expect(await audited(own.repository, 'guardrails.bot-exempt')).toMatchObject([{ actor: 'dependabot[bot]' }]);
    expect(mixedCheck).toMatchObject({ conclusion: 'failure' });
  });

  it('is an allowed line of a fork once somebody with the right approved that very head', async () => {
    const { github } = shared.stage;
    const changes = { 'src/training/train.py': `max_depth = 6  # conclave: allow G5 ${REASON}\n` };
    const pull = openGuarded({ fork: 'eve', author: 'eve', changes });
    const before = await settled(pull);

    github.review(pull, { author: 'ada', state: 'APPROVED' });
    const after = await settled(pull);

    expect(guard(before)).toMatchObject({ conclusion: 'failure' });
    expect(guard(after)).toMatchObject({ conclusion: 'neutral' });
    expect(await audited(pull.repository, 'gate.allowed-inline')).toMatchObject([{ actor: 'eve', subject: 'G5' }]);
  });
}, 60_000);

describe.concurrent('a merge queue', () => {
  const inGroup = (pull: Pull, sha: string) =>
    shared.stage.github
      .conversation(pull)
      .checks.filter(({ headSha, name }) => headSha === sha && name === 'conclave/guardrails');

  it('is answered for the tree that would be merged, with the title and description of the queued head', async () => {
    const pull = openGuarded({ draft: false });
    await settled(pull);

    const { headSha } = shared.stage.github.mergeGroup(pull);
    await settled(pull);

    expect(inGroup(pull, headSha)).toMatchObject([{ conclusion: 'success' }]);
  });

  it('passes nothing when the queued head is no longer the head', async () => {
    const { github } = shared.stage;
    const pull = openGuarded({ draft: false });
    await settled(pull);
    github.setWebhook(null);
    const { headSha } = github.mergeGroup(pull);
    await github.delivered();
    github.setWebhook(`${shared.stage.apps[0]?.url}/webhooks`);
    github.push(pull, { 'src/risk/more.py': 'MORE = 1\n' });
    await settled(pull);

    const group = { head_sha: headSha, head_ref: `refs/heads/gh-readonly-queue/main/pr-${pull.number}-${headSha}` };
    await github.deliver('merge_group', {
      ...basePayload(github, pull.repository),
      action: 'checks_requested',
      merge_group: { ...group, base_sha: pull.repository.branches.get('main') },
    });
    await settled(pull);

    expect(inGroup(pull, headSha)).toMatchObject([{ conclusion: 'action_required' }]);
  });
}, 60_000);
