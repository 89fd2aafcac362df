import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rowsBelow } from '../docs/markdown-table.ts';
import type { Pull, Repository } from '../fakes/github/world.ts';
import { after as late } from '../fakes/loopback-reply.ts';
import { opinion } from '../sessions/script.ts';
import { FEW_SEATS } from './stage/committees.ts';
import { tellRound } from './stage/round.ts';
import { currentVerdicts, headCheck, shareStage } from './stage/shared-stage.ts';
import { eventually } from './stage/verdict-of.ts';

const shared = shareStage({ committee: 'small' });

async function pickUp(pull: Pull) {
  await tellRound(shared.stage, 'pick up what is left');
  return shared.settled(pull);
}

/** Lets every comment of a repository be refused, and its checks too when told so, for the next calls. */
function refuseWords({ name }: Repository, part: RegExp, times: number): void {
  shared.stage.github.fail(
    ({ method, path }) => method !== 'GET' && path.includes(`/${name}/`) && part.test(path),
    { status: 422 },
    times,
  );
}

/** Writes down that a repository spent nearly all that it may in a day. */
async function useUpBudget({ id }: Repository): Promise<void> {
  await shared.rows(
    `insert into conclave.money (review_key, repository_id, pull, call, model, state, worst_micro_usd,
      cost_micro_usd, reserved_at, settled_at)
      values ('earlier', $1, 7, 'chair', 'm:m', 'paid', 19990000, 19990000, now(), now())`,
    [id],
  );
}

async function letDayPass({ id }: Repository): Promise<void> {
  await shared.rows("update conclave.money set reserved_at = reserved_at - interval '1 day' where repository_id = $1", [
    id,
  ]);
  await shared.rows("update conclave.reviews set ended_at = ended_at - interval '1 day' where repository_id = $1", [
    id,
  ]);
}

describe('the rounds', () => {
  it('are known to the engine, each with the schedule that the page of operations names', async () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
    const named = rowsBelow(page, ['schedule (UTC)', 'round']).map((row) => row.slice(0, 2).join(' '));

    const rows = await shared.rows("select schedule || ' ' || schedule_name as round from dbos.workflow_schedules");

    expect(rows.map(({ round }) => String(round)).toSorted()).toEqual(named.toSorted());
  });
});

describe('the round over failed deliveries', () => {
  it('asks again for one that never arrived, and for no other', async () => {
    const { github, apps } = shared.stage;
    const known = shared.openPull(shared.openRepository());
    await shared.settled(known);
    const repository = shared.openRepository();
    github.setWebhook('http://127.0.0.1:9/webhooks');
    const pull = shared.openPull(repository);
    await github.delivered();
    github.setWebhook(`${apps[0]?.url}/webhooks`);
    const before = github.deliveries.length;

    await tellRound(shared.stage, 'ask again for deliveries', new Date(Date.now() - 3_600_000));
    const conversation = await shared.settled(pull);

    expect(github.deliveries.slice(before).filter(({ redelivery }) => redelivery)).toMatchObject([
      { repositoryId: repository.id, statusCode: 200 },
    ]);
    expect(currentVerdicts(conversation)).toHaveLength(1);
  });
}, 90_000);

describe('the round over open pull requests', () => {
  it('picks up one of which nobody told us, and a head of which nobody did', async () => {
    const pull = shared.openPull(shared.openRepository());
    await shared.settled(pull);
    shared.unseen(() => shared.stage.github.push(pull, { 'README.md': '# Quant, again\n' }));
    const unknown = shared.unseen(() => shared.openPull(shared.openRepository()));

    const pushed = await pickUp(pull);
    const opened = await shared.settled(unknown);

    expect(headCheck(pushed)).toMatchObject({ conclusion: 'success' });
    expect(currentVerdicts(pushed)).toHaveLength(1);
    expect(headCheck(opened)).toMatchObject({ conclusion: 'success' });
  });

  it.each([
    ['whose verdict could not be shown', /\/check-runs\/\d+$/, 1],
    ['of which nothing could be shown, not even that', /\/(?:comments|check-runs\/\d+)$/, 3],
  ])('publishes one %s, and pays for nothing again', async (_which, part, times) => {
    const repository = shared.openRepository();
    refuseWords(repository, part, times);
    const pull = shared.openPull(repository);
    const broken = await eventually(shared.stage, async () => {
      const [row] = await shared.rows('select status, session_id from conclave.reviews where repository_id = $1', [
        repository.id,
      ]);
      return row?.status === 'failed' ? row : null;
    });

    const conversation = await pickUp(pull);

    expect(broken.session_id).not.toBeNull();
    expect(currentVerdicts(conversation)).toHaveLength(1);
    expect(headCheck(conversation)).toMatchObject({ conclusion: 'success' });
    expect(shared.opinionsOn(repository)).toHaveLength(FEW_SEATS);
  });

  it('tries one again on the day after its budget was used up', async () => {
    const repository = shared.openRepository();
    await useUpBudget(repository);
    const pull = shared.openPull(repository);
    const refused = await shared.settled(pull);
    const sameDay = await pickUp(pull);
    await letDayPass(repository);

    const nextDay = await pickUp(pull);

    expect(headCheck(refused)).toMatchObject({ conclusion: 'action_required' });
    expect(sameDay).toEqual(refused);
    expect(headCheck(nextDay)).toMatchObject({ conclusion: 'success' });
  });

  it('tries again as what a person asked, and still as welcome', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository();
    await useUpBudget(repository);
    const pull = shared.openPull(repository, { author: 'sven', fork: 'sven' });
    await shared.settled(pull);
    github.comment(pull, 'wim', '/conclave review plan');
    const refused = await shared.settled(pull);
    await letDayPass(repository);

    const nextDay = await pickUp(pull);

    const reviews = await shared.rows(
      'select session_type, asked_by, status from conclave.reviews where repository_id = $1 order by began_at desc',
      [repository.id],
    );
    expect(headCheck(refused)).toMatchObject({ conclusion: 'action_required' });
    expect(headCheck(nextDay)).toMatchObject({ conclusion: 'success' });
    expect(reviews[0]).toEqual({ session_type: 'plan_review', asked_by: 'wim', status: 'published' });
  });

  it('leaves alone what has a verdict, is a draft, or was cancelled by a person', async () => {
    const { github } = shared.stage;
    const done = shared.openPull(shared.openRepository());
    const draft = shared.openPull(shared.openRepository(), { draft: true });
    const slow = late(6_000, opinion());
    const repository = shared.openRepository({ cast: { mistral: slow, gemini: slow } });
    const cancelled = shared.openPull(repository);
    await shared.asked(repository, FEW_SEATS);
    github.comment(cancelled, 'wim', '/conclave cancel');
    const before = [await shared.settled(cancelled), await shared.settled(done), await shared.settled(draft)];

    await tellRound(shared.stage, 'pick up what is left');
    const after = [await shared.settled(cancelled), await shared.settled(done), await shared.settled(draft)];

    expect(after).toEqual(before);
    expect(shared.opinionsOn(repository)).toHaveLength(FEW_SEATS);
  });

  it('reviews one that was opened again without our knowing', async () => {
    const repository = shared.openRepository({
      cast: { mistral: late(6_000, opinion()), gemini: late(6_000, opinion()) },
    });
    const pull = shared.openPull(repository);
    await shared.asked(repository, FEW_SEATS);
    shared.recast(repository, {});
    shared.stage.github.closePull(pull);
    await shared.settled(pull);
    Object.assign(pull, { state: 'open', closedAt: null, finalBaseSha: null });

    const conversation = await pickUp(pull);

    expect(headCheck(conversation)).toMatchObject({ conclusion: 'success' });
    expect(conversation.comments).toHaveLength(1);
  });
}, 90_000);
