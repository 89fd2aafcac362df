import { describe, expect, it } from 'vitest';
import { opinion } from '../sessions/script.ts';
import { claim, SIZING } from '../sessions/small-change.ts';
import { openAppStage } from './stage/app-stage.ts';
import { SEATS } from './stage/committees.ts';
import { pushPayload } from './stage/payloads.ts';
import { answersIn, currentVerdicts, headCheck, shareStage } from './stage/shared-stage.ts';
import { verdictOf } from './stage/verdict-of.ts';

const shared = shareStage();
const PATH = '.github/conclave.yml';
const rejecting = opinion({ findings: [claim()] });
const REJECTING = { mistral: rejecting, gemini: rejecting };
const committee = (line: string) => `version: 1\ncommittee:\n  ${line}\n`;

describe.concurrent('a configuration that cannot be used', () => {
  it('is named with file and line, and the review begins when the default branch mends it', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository({ files: { [PATH]: committee('budgett_usd: 3') } });
    const pull = shared.openPull(repository);
    const broken = await shared.settled(pull);
    const asked = shared.opinionsOn(repository).length;

    github.commit(repository, { branch: 'main', changes: { [PATH]: committee('budget_usd: 3') } });
    await github.deliver('push', pushPayload(github, repository, 'main', [PATH]));
    const mended = await shared.settled(pull);

    expect(headCheck(broken)).toMatchObject({
      conclusion: 'action_required',
      title: 'The configuration cannot be used',
    });
    expect(headCheck(broken)?.summary).toContain('.github/conclave.yml:3');
    expect(headCheck(broken)?.summary).toContain('budget_usd');
    expect([asked, broken.comments]).toEqual([0, []]);
    expect(headCheck(mended)).toMatchObject({ conclusion: 'success' });
    expect(currentVerdicts(mended)).toHaveLength(1);
  });

  it('is told to a person who asks for a review', async () => {
    const repository = shared.openRepository({ files: { [PATH]: 'version: 2\n' } });
    const pull = shared.openPull(repository);
    await shared.settled(pull);

    shared.stage.github.comment(pull, 'wim', '/conclave retry');
    const conversation = await shared.settled(pull);

    expect(answersIn(conversation)[0]?.body).toContain('**The configuration cannot be used**');
    expect(headCheck(conversation)).toMatchObject({ conclusion: 'action_required' });
  });
}, 90_000);

describe.concurrent('the enforcement', () => {
  it('is that of the base branch, whatever the pull request makes of it', async () => {
    const repository = shared.openRepository({ cast: REJECTING });
    const changes = { 'src/risk/sizing.py': SIZING, [PATH]: committee('enforcement: advisory') };
    const pull = shared.openPull(repository, { changes });
    const conversation = await shared.settled(pull);

    expect(headCheck(conversation)).toMatchObject({ conclusion: 'failure' });
  });

  it('shows a rejected verdict as neutral where it is advisory', async () => {
    const files = { [PATH]: committee('enforcement: advisory') };
    const repository = shared.openRepository({ files, cast: REJECTING });
    const pull = shared.openPull(repository);
    const conversation = await shared.settled(pull);

    expect(currentVerdicts(conversation)[0]?.body).toContain('REJECTED');
    expect(headCheck(conversation)).toMatchObject({ conclusion: 'neutral' });
  });
}, 90_000);

describe.concurrent('a budget', () => {
  it('of the day that is used up refuses a review before anything is paid', async () => {
    const repository = shared.openRepository();
    await shared.rows(
      `insert into conclave.money (review_key, repository_id, pull, call, model, state, worst_micro_usd,
        cost_micro_usd, reserved_at, settled_at) values ('earlier', $1, 7, 'chair', 'm:m', 'paid', 19990000, 19990000, now(), now())`,
      [repository.id],
    );
    const pull = shared.openPull(repository);
    const conversation = await shared.settled(pull);
    const paid = await shared.rows('select 1 from conclave.money where repository_id = $1 and pull = 1', [
      repository.id,
    ]);

    expect(headCheck(conversation)).toMatchObject({
      conclusion: 'action_required',
      title: 'The budget of the day does not suffice',
    });
    expect(headCheck(conversation)?.summary).toContain('$19.99 are spent');
    expect([shared.opinionsOn(repository), paid, conversation.comments]).toEqual([[], [], []]);
  });

  it('of one session that the estimate passes refuses it with both figures', async () => {
    const repository = shared.openRepository({ files: { [PATH]: committee('budget_usd: 0.01') } });
    const pull = shared.openPull(repository);
    const conversation = await shared.settled(pull);
    const paid = await shared.rows('select 1 from conclave.money where repository_id = $1', [repository.id]);

    expect(headCheck(conversation)).toMatchObject({
      conclusion: 'action_required',
      title: 'The review was not started',
    });
    expect(headCheck(conversation)?.summary).toMatch(/the worst case of this session is \$\d.*its budget \$0\.01/);
    expect([shared.opinionsOn(repository), paid]).toEqual([[], []]);
  });
}, 90_000);

describe('a provider without a key', () => {
  it('keeps a review from beginning before anything is paid', async () => {
    await using stage = await openAppStage({ environment: { MISTRAL_API_KEY: '' } });
    await stage.start();

    const changes = { 'src/risk/sizing.py': SIZING };
    const pull = stage.github.openPull(stage.repository, {
      title: 'feat: size',
      author: 'wim',
      head: 'sizing',
      changes,
    });
    const conversation = await verdictOf(stage, pull);

    expect(headCheck(conversation)).toMatchObject({
      conclusion: 'action_required',
      title: 'The review was not started',
    });
    expect(headCheck(conversation)?.summary).toContain('MISTRAL_API_KEY');
    expect(headCheck(conversation)?.summary).toContain(`only 5 of ${SEATS} seats can be asked`);
    expect(headCheck(conversation)?.summary).toContain('name models that it can reach under committee.models');
    expect(stage.modelCalls()).toEqual([]);
  });
}, 90_000);
