import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { after as late } from '../fakes/loopback-reply.ts';
import { opinion } from '../sessions/script.ts';
import { SIZING } from '../sessions/small-change.ts';
import { FEW_SEATS } from './stage/committees.ts';
import { currentVerdicts, headCheck, shareStage } from './stage/shared-stage.ts';
import { eventually, verdictChecks } from './stage/verdict-of.ts';

const shared = shareStage({ committee: 'small' });
/** Longer than it takes to stop a review. */
const LONG_MS = 15_000;

describe.concurrent('a delivery', () => {
  it('is answered once although it comes three times, twice of them at the same moment', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository();
    const pull = shared.openPull(repository);
    await github.delivered();
    const delivery = github.deliveries.find(
      ({ event, body }) => event === 'pull_request' && body.includes(repository.name),
    );

    const again = await Promise.all([1, 2].map(() => github.redeliver(delivery?.id ?? 0)));
    const conversation = await shared.settled(pull);
    const noted = await shared.rows('select outcome from conclave.deliveries where id = $1', [delivery?.guid]);

    expect(again.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(noted).toEqual([{ outcome: 'looked at soon' }]);
    expect(currentVerdicts(conversation)).toHaveLength(1);
    expect(verdictChecks(conversation)).toMatchObject([{ conclusion: 'success' }]);
    expect(shared.opinionsOn(repository)).toHaveLength(FEW_SEATS);
  });
}, 90_000);

describe.concurrent('pushes', () => {
  it('of one second lead to one review, of the last head', async () => {
    const repository = shared.openRepository();
    const pull = shared.openPull(repository);
    for (const number of [1, 2, 3, 4, 5]) {
      await sleep(60);
      shared.stage.github.push(pull, { 'src/risk/sizing.py': `${SIZING}\nSTEP = ${number}\n` });
    }
    const conversation = await shared.settled(pull);
    const sessions = await shared.rows('select head from conclave.sessions where repository_id = $1', [repository.id]);

    expect(sessions).toEqual([{ head: pull.headSha }]);
    expect(currentVerdicts(conversation)).toHaveLength(1);
    expect(conversation.comments[0]?.body).toContain(`head=${pull.headSha}`);
    expect(headCheck(conversation)).toMatchObject({ conclusion: 'success' });
    expect(shared.opinionsOn(repository)).toHaveLength(FEW_SEATS);
  });

  it('of a few seconds cancel each other, and pay for nothing but what had begun', async () => {
    const cast = { mistral: late(LONG_MS, opinion()), gemini: late(LONG_MS, opinion()) };
    const repository = shared.openRepository({ cast });
    const pull = shared.openPull(repository);
    for (const number of [1, 2, 3, 4, 5]) {
      await sleep(500);
      // However slow the machine is, one head has its check before the next is pushed.
      if (number === 3) await eventually(shared.stage, () => headCheck(shared.stage.github.conversation(pull)) ?? null);
      if (number === 5) shared.recast(repository, {});
      shared.stage.github.push(pull, { 'src/risk/sizing.py': `${SIZING}\nSTEP = ${number}\n` });
    }
    const conversation = await shared.settled(pull);
    const sessions = await shared.rows('select head from conclave.sessions where repository_id = $1', [repository.id]);
    const open = "select 1 from conclave.money where repository_id = $1 and state = 'reserved'";
    await eventually(shared.stage, async () => ((await shared.rows(open, [repository.id])).length === 0 ? true : null));
    const paid = await shared.rows("select 1 from conclave.money where repository_id = $1 and call <> 'chair'", [
      repository.id,
    ]);

    expect(sessions).toEqual([{ head: pull.headSha }]);
    expect(currentVerdicts(conversation)).toHaveLength(1);
    expect(headCheck(conversation)).toMatchObject({ conclusion: 'success' });
    const older = await eventually(shared.stage, () => {
      const checks = verdictChecks(shared.stage.github.conversation(pull));
      const others = checks.filter(({ headSha }) => headSha !== pull.headSha);
      return others.every(({ status }) => status === 'completed') ? others : null;
    });
    expect(older.map(({ conclusion }) => conclusion)).toEqual(older.map(() => 'cancelled'));
    expect(older.length).toBeGreaterThan(0);
    expect(paid.length).toBeLessThanOrEqual(shared.opinionsOn(repository).length + 1);
  });

  it('that come while models are asked stop the older review before it spends more', async () => {
    const cast = { mistral: late(LONG_MS, opinion()), gemini: late(LONG_MS, opinion()) };
    const repository = shared.openRepository({ cast });
    const pull = shared.openPull(repository);
    const first = pull.headSha;
    await shared.asked(repository, FEW_SEATS);

    shared.recast(repository, {});
    shared.stage.github.push(pull, { 'src/risk/sizing.py': `${SIZING}\nSTEP = 1\n` });
    const conversation = await shared.settled(pull);
    const reviews = await shared.rows(
      'select head, status from conclave.reviews where repository_id = $1 order by number',
      [repository.id],
    );
    const chairs = await shared.rows(
      "select 1 from conclave.money join conclave.reviews on key = review_key where money.repository_id = $1 and call like 'chair%' and head = $2",
      [repository.id, first],
    );

    expect(reviews).toEqual([
      { head: first, status: 'replaced' },
      { head: pull.headSha, status: 'published' },
    ]);
    expect(verdictChecks(conversation).find(({ headSha }) => headSha === first)).toMatchObject({
      conclusion: 'cancelled',
    });
    expect(headCheck(conversation)).toMatchObject({ conclusion: 'success' });
    expect(conversation.comments).toHaveLength(1);
    expect(chairs).toEqual([]);
    expect(shared.opinionsOn(repository)).toHaveLength(2 * FEW_SEATS);
  });

  it('are reviewed at the newest head when the look at an older one was slow', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository();
    const slow = ({ path }: { path: string }) => path.startsWith(`/repos/acme/${repository.name}/compare/`);
    github.fail(slow, { slowMs: 1_500 });
    const pull = shared.openPull(repository);
    await eventually(shared.stage, () => (github.failuresWaiting() === 0 ? true : null));

    github.push(pull, { 'src/risk/sizing.py': `${SIZING}\nSTEP = 1\n` });
    const conversation = await shared.settled(pull);

    expect(headCheck(conversation)).toMatchObject({ conclusion: 'success' });
    expect(conversation.comments).toHaveLength(1);
    expect(conversation.comments[0]?.body).toContain(`head=${pull.headSha}`);
    expect(shared.opinionsOn(repository)).toHaveLength(FEW_SEATS);
  });
}, 90_000);

describe('a delivery that comes once more', () => {
  it('after a restart of the app changes nothing', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository();
    const pull = shared.openPull(repository);
    const before = await shared.settled(pull);
    const delivery = github.deliveries.find(
      ({ event, body }) => event === 'pull_request' && body.includes(repository.name),
    );

    expect(await shared.stage.apps[0]?.stop()).toBe(0);
    await shared.stage.start();
    const { statusCode } = await github.redeliver(delivery?.id ?? 0);
    const conversation = await shared.settled(pull);

    expect(statusCode).toBe(200);
    expect(conversation).toEqual(before);
    expect(shared.opinionsOn(repository)).toHaveLength(FEW_SEATS);
  });
}, 90_000);
