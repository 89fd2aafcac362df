import { describe, expect, it } from 'vitest';
import type { Pull, Repository } from '../fakes/github/world.ts';
import { CODE, GOOD, guardCheck, guardChecks, shareGuardStage, TRAINING } from './stage/guarded-pull.ts';
import { basePayload, pushPayload } from './stage/payloads.ts';

const stage = shareGuardStage();
const { shared } = stage;
const settled = (pull: Pull) => shared.settled(pull);
const writesOf = ({ name }: Repository) =>
  shared.stage.github.calls.filter(
    ({ method, path, body }) =>
      method !== 'GET' && path.includes(`/${name}/check-runs`) && JSON.stringify(body).includes('conclave/guardrails'),
  );

describe.concurrent('the check of the gates', () => {
  it('comes with one write, also on a draft, and says what to write instead', async () => {
    const pull = stage.open({ title: 'Add sizing' });

    const conversation = await settled(pull);

    expect(guardChecks(conversation)).toMatchObject([
      { status: 'completed', conclusion: 'failure', edits: 0, app: shared.stage.github.slug },
    ]);
    expect(guardCheck(conversation)?.title).toContain('G1');
    expect(guardCheck(conversation)?.summary).toContain('feat(risk): add sizing');
    expect(writesOf(pull.repository)).toHaveLength(1);
    expect(await stage.audited(pull.repository, 'guardrails.published')).toMatchObject([
      { actor: 'conclave', detail: { conclusion: 'failure', G1: 'fail', G2: 'pass' } },
    ]);
  });

  it('follows title and description, and is not written again where it would say the same', async () => {
    const { github } = shared.stage;
    const pull = stage.open({ title: 'Add sizing', body: null });
    await settled(pull);

    github.editPull(pull, { title: GOOD.title });
    const half = await settled(pull);
    github.editPull(pull, { body: GOOD.body });
    const whole = await settled(pull);
    github.editPull(pull, { body: `${GOOD.body}\n\nMore words.` });
    github.addLabel(pull, 'risk');
    const same = await settled(pull);

    expect(guardCheck(half)).toMatchObject({ conclusion: 'failure' });
    expect(guardCheck(half)?.title).toContain('G2');
    expect(guardCheck(whole)).toMatchObject({ conclusion: 'success' });
    expect(guardChecks(same)).toEqual(guardChecks(whole));
    expect(writesOf(pull.repository)).toHaveLength(3);
  });

  it('stands at the lines of hyper-parameters, and goes with the push that takes them out', async () => {
    const pull = stage.open({ changes: TRAINING });
    const before = await settled(pull);

    shared.stage.github.push(pull, { 'src/training/train.py': 'from settings import max_depth\n' });
    const after = await settled(pull);

    expect(guardCheck(before)).toMatchObject({
      conclusion: 'failure',
      annotations: [{ path: 'src/training/train.py', start_line: 1, annotation_level: 'failure' }],
    });
    expect(guardCheck(after)).toMatchObject({ conclusion: 'success', annotations: [] });
  });

  it('asks for action with the line when the configuration of the base cannot be read, until that is mended', async () => {
    const { github } = shared.stage;
    const pull = stage.open({}, { '.github/conclave.yml': 'version: 1\ngates:\n  of: [G4]\n' });
    const before = await settled(pull);

    github.commit(pull.repository, { branch: 'main', changes: { '.github/conclave.yml': 'version: 1\n' } });
    await github.deliver('push', pushPayload(github, pull.repository, 'main', ['.github/conclave.yml']));
    const after = await settled(pull);

    expect(guardCheck(before)).toMatchObject({ conclusion: 'action_required' });
    expect(guardCheck(before)?.summary).toContain('conclave.yml:3');
    expect(guardCheck(after)).toMatchObject({ conclusion: 'success' });
  });

  it('is written again when a person presses its button', async () => {
    const pull = stage.open();
    const [first] = guardChecks(await settled(pull));

    shared.stage.github.rerequestCheck(first?.id ?? 0, 'wim');
    const conversation = await settled(pull);

    expect(guardCheck(conversation)).toMatchObject({ status: 'completed', conclusion: 'success' });
    expect(writesOf(pull.repository)).toHaveLength(2);
  });

  it('passes nothing when GitHub refuses to be read, and says what to look at', async () => {
    const { github } = shared.stage;
    const pull = stage.open();
    await settled(pull);
    github.fail(
      ({ method, path }) => method === 'GET' && path.includes(`/${pull.repository.name}/git/trees`),
      { status: 403, message: 'Resource not accessible by integration' },
      20,
    );

    github.editPull(pull, { title: 'Another title' });
    const conversation = await settled(pull);

    expect(guardCheck(conversation)).toMatchObject({
      conclusion: 'action_required',
      title: 'The gates gave no answer',
    });
    expect(guardCheck(conversation)?.summary).toContain('Check the permissions of the app');
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

    expect(guardCheck(conversation)).toMatchObject({ conclusion: 'failure' });
    expect(guardCheck(conversation)?.title).toContain(`#${bad.number}`);
  });

  it('follows a base that was pushed by force, whatever that push names', async () => {
    const { github } = shared.stage;
    const config = { '.github/conclave.yml': 'version: 1\ngates:\n  off: [G1]\n' };
    const pull = stage.open({ title: 'Size positions' }, config);
    const before = await settled(pull);

    github.commit(pull.repository, { branch: 'main', changes: { '.github/conclave.yml': null } });
    await github.deliver('push', { ...pushPayload(github, pull.repository, 'main', ['src/x.py']), forced: true });
    const after = await settled(pull);

    expect(guardCheck(before)).toMatchObject({ conclusion: 'success' });
    expect(guardCheck(after)).toMatchObject({ conclusion: 'failure' });
  });

  it('is written again when all checks of the commit are asked for once more', async () => {
    const { github } = shared.stage;
    const pull = stage.open();
    await settled(pull);

    await github.deliver('check_suite', {
      ...basePayload(github, pull.repository, 'wim'),
      action: 'rerequested',
      check_suite: { head_sha: pull.headSha, app: { id: github.appId } },
    });
    await settled(pull);

    expect(writesOf(pull.repository)).toHaveLength(2);
  });
}, 90_000);

// One after the other: the second takes the webhook away for a moment.
describe('a merge queue', () => {
  const inGroup = (pull: Pull, sha: string) =>
    shared.stage.github
      .conversation(pull)
      .checks.filter(({ headSha, name }) => headSha === sha && name === 'conclave/guardrails');

  it('is answered for the tree that would be merged, with the title and description of the queued head', async () => {
    const pull = stage.open({ draft: false });
    await settled(pull);

    const { headSha } = shared.stage.github.mergeGroup(pull);
    await settled(pull);

    expect(inGroup(pull, headSha)).toMatchObject([{ conclusion: 'success' }]);
  });

  it('passes nothing when the queued head is no longer the head', async () => {
    const { github } = shared.stage;
    const pull = stage.open({ draft: false });
    await settled(pull);
    const { headSha } = shared.unseen(() => github.mergeGroup(pull));
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

  it('leaves a record of the kill switch under which it passed', async () => {
    const { github } = shared.stage;
    const pull = stage.open({ draft: false });
    await settled(pull);
    github.setVariable(pull.repository, 'GUARDRAILS_KILL_SWITCH', 'true');

    const { headSha } = github.mergeGroup(pull);
    await settled(pull);

    expect(inGroup(pull, headSha)).toMatchObject([{ conclusion: 'neutral' }]);
    expect(await stage.audited(pull.repository, 'guardrails.kill-switch')).toMatchObject([
      { detail: { head: headSha } },
    ]);
  });
}, 90_000);
