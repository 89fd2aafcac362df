import { describe, expect, it } from 'vitest';
import { after as late } from '../fakes/loopback-reply.ts';
import { opinion } from '../sessions/script.ts';
import { claim } from '../sessions/small-change.ts';
import { FEW_SEATS } from './stage/committees.ts';
import { answersIn, currentVerdicts, headCheck, shareStage } from './stage/shared-stage.ts';
import { verdictChecks } from './stage/verdict-of.ts';

const shared = shareStage({ committee: 'small' });
const BOT = 'conclave-test[bot]';

/** A pull request that is a draft, so that nothing happens unless it is asked for. */
function openDraft() {
  return shared.openPull(shared.openRepository(), { draft: true });
}

describe.concurrent('a command', () => {
  it('is answered and acknowledged', async () => {
    const pull = openDraft();
    const { id } = shared.stage.github.comment(pull, 'wim', '/conclave help');
    const conversation = await shared.settled(pull);

    expect(answersIn(conversation)).toHaveLength(1);
    expect(answersIn(conversation)[0]?.body).toContain(`<!-- conclave:answer comment=${id} -->`);
    expect(answersIn(conversation)[0]?.body).toContain('/conclave waive <finding\\|gate\\|rule> <reason>');
    expect(conversation.comments[0]?.reactions).toEqual([
      { author: BOT, content: 'eyes' },
      { author: BOT, content: '+1' },
    ]);
  });

  it('is answered once although its delivery comes twice', async () => {
    const { github } = shared.stage;
    const pull = openDraft();
    const { id } = github.comment(pull, 'wim', '/conclave status');
    await shared.settled(pull);
    const delivery = github.deliveries.find(
      ({ event, body }) => event === 'issue_comment' && body.includes(`"id":${id},`),
    );

    await github.redeliver(delivery?.id ?? 0);
    await github.deliver('issue_comment', JSON.parse(delivery?.body ?? '{}'));
    const conversation = await shared.settled(pull);

    expect(conversation.comments).toHaveLength(2);
    expect(answersIn(conversation)[0]).toMatchObject({ edits: 0 });
  });

  it('that is unknown is answered with the nearest one', async () => {
    const pull = openDraft();
    shared.stage.github.comment(pull, 'wim', '/conclave reveiw');
    const conversation = await shared.settled(pull);

    expect(answersIn(conversation)[0]?.body).toContain('Did you mean `/conclave review`?');
    expect(conversation.comments[0]?.reactions.map(({ content }) => content)).toEqual(['eyes', 'confused']);
  });

  it.each([
    ['quoted', '> /conclave help'],
    ['in a fence', '```\n/conclave help\n```'],
    ['below other words', 'Please:\n/conclave help'],
  ])('that is %s is none, and nothing of it is kept', async (_how, body) => {
    const pull = openDraft();
    shared.stage.github.comment(pull, 'wim', body);
    const conversation = await shared.settled(pull);
    const kept = await shared.rows('select event from conclave.deliveries where repository_id = $1', [
      pull.repository.id,
    ]);

    expect(conversation.comments).toMatchObject([{ body, reactions: [] }]);
    expect(kept).toEqual([{ event: 'pull_request' }]);
  });

  it('of a bot or in an edited comment is none', async () => {
    const { github } = shared.stage;
    const pull = openDraft();
    github.comment(pull, 'helper[bot]', '/conclave help');
    const { id } = github.comment(pull, 'wim', 'Looks good.');
    github.editComment(id, '/conclave help');
    const conversation = await shared.settled(pull);

    expect(answersIn(conversation)).toEqual([]);
  });

  it('of people without the right is turned away in one comment a day', async () => {
    const { github } = shared.stage;
    const pull = openDraft();
    for (const author of ['sven', 'sven', 'olga']) github.comment(pull, author, '/conclave review');
    const conversation = await shared.settled(pull);

    expect(answersIn(conversation)).toMatchObject([{ edits: 0 }]);
    expect(answersIn(conversation)[0]?.body).toContain(
      '`/conclave review` needs `write` in this repository, and you have',
    );
    expect(conversation.comments.slice(0, 3).map(({ reactions }) => reactions.map(({ content }) => content))).toEqual(
      [1, 2, 3].map(() => ['eyes', 'confused']),
    );
    expect(shared.opinionsOn(pull.repository)).toEqual([]);
  });
}, 90_000);

describe.concurrent('/conclave review and retry', () => {
  it.each([
    ['plan', 'plan_review'],
    ['pr', 'pr_review'],
    ['experiment', 'experiment_review'],
  ])('review %s holds a %s', async (word, type) => {
    const pull = openDraft();
    shared.stage.github.comment(pull, 'wim', `/conclave review ${word}`);
    const conversation = await shared.settled(pull);
    const held = await shared.rows(
      "select document->>'session_type' as type from conclave.sessions where repository_id = $1",
      [pull.repository.id],
    );

    expect(answersIn(conversation)[0]?.body).toContain(`**The review is started**: \`${type}\``);
    expect(conversation.comments[0]?.reactions.map(({ content }) => content)).toEqual(['eyes', 'rocket']);
    expect(held).toEqual([{ type }]);
    expect(currentVerdicts(conversation)).toHaveLength(1);
  });

  it('retry asks nobody again who has read the same head, and a full review asks everybody', async () => {
    const repository = shared.openRepository();
    const pull = shared.openPull(repository);
    const before = await shared.settled(pull);

    shared.stage.github.comment(pull, 'wim', '/conclave retry');
    const retried = await shared.settled(pull);
    const asked = shared.opinionsOn(repository).length;
    shared.stage.github.comment(pull, 'wim', '/conclave review full');
    const conversation = await shared.settled(pull);
    const reviews = await shared.rows(
      'select attempt, status, asked_by from conclave.reviews where repository_id = $1 order by number',
      [repository.id],
    );

    expect(reviews).toEqual([
      { attempt: 0, status: 'published', asked_by: null },
      { attempt: 1, status: 'published', asked_by: 'wim' },
      { attempt: 2, status: 'published', asked_by: 'wim' },
    ]);
    expect([asked, shared.opinionsOn(repository).length]).toEqual([FEW_SEATS, 2 * FEW_SEATS]);
    expect(currentVerdicts(retried)[0]?.body).toContain('2 of 2 seats as before');
    expect(currentVerdicts(conversation)).toMatchObject([{ id: before.comments[0]?.id }]);
    expect(headCheck(conversation)).toMatchObject({ conclusion: 'success' });
  });

  it('retry takes the place of the review that runs', async () => {
    const { github } = shared.stage;
    const slow = late(6_000, opinion());
    const repository = shared.openRepository({ cast: { mistral: slow, gemini: slow } });
    const pull = shared.openPull(repository);
    await shared.asked(repository, FEW_SEATS);
    shared.recast(repository, {});
    github.comment(pull, 'wim', '/conclave retry');
    const conversation = await shared.settled(pull);
    const sessions = await shared.rows('select 1 from conclave.sessions where repository_id = $1', [repository.id]);

    expect(sessions).toHaveLength(1);
    expect(currentVerdicts(conversation)).toHaveLength(1);
    expect(verdictChecks(conversation)).toMatchObject([{ conclusion: 'cancelled' }, { conclusion: 'success' }]);
  });

  it('says that nothing is begun on a pull request that is closed', async () => {
    const { github } = shared.stage;
    const pull = openDraft();
    github.closePull(pull);
    await github.delivered();
    github.comment(pull, 'wim', '/conclave review');
    const conversation = await shared.settled(pull);

    expect(answersIn(conversation)[0]?.body).toContain('**Nothing was begun:** it is not open');
    expect(verdictChecks(conversation)).toEqual([]);
  });
}, 90_000);

describe.concurrent('/conclave cancel', () => {
  it('ends the review that runs, for good unless someone asks again', async () => {
    const { github } = shared.stage;
    const slow = late(6_000, opinion());
    const repository = shared.openRepository({ cast: { mistral: slow, gemini: slow } });
    const pull = shared.openPull(repository);
    await shared.asked(repository, FEW_SEATS);
    github.comment(pull, 'wim', '/conclave cancel');
    const cancelled = await shared.settled(pull);
    shared.recast(repository, {});
    github.addLabel(pull, 'risk');
    const labelled = await shared.settled(pull);

    github.comment(pull, 'wim', '/conclave review');
    const conversation = await shared.settled(pull);

    expect(answersIn(cancelled)[0]?.body).toContain('**Cancelled**: 1 review');
    expect(headCheck(cancelled)).toMatchObject({ conclusion: 'cancelled', title: 'Cancelled by a person' });
    expect(currentVerdicts(labelled)).toEqual([]);
    expect(currentVerdicts(conversation)).toHaveLength(1);
    expect(headCheck(conversation)).toMatchObject({ conclusion: 'success' });
  });

  it('says when there is nothing to end', async () => {
    const pull = openDraft();
    shared.stage.github.comment(pull, 'wim', '/conclave cancel');
    const conversation = await shared.settled(pull);

    expect(answersIn(conversation)[0]?.body).toContain('**Nothing to cancel**');
  });
}, 90_000);

describe.concurrent('/conclave status and explain', () => {
  it('tell what stands, what it cost and what a finding rests on', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository({ cast: { mistral: opinion({ findings: [claim()] }) } });
    const pull = shared.openPull(repository);
    const [verdict] = currentVerdicts(await shared.settled(pull));
    const finding = /F-[0-9a-f]{8}/.exec(verdict?.body ?? '')?.[0] ?? '';

    const asked = ['status', `explain ${finding}`, 'explain F-00000000'].map((words) =>
      github.comment(pull, 'wim', `/conclave ${words}`),
    );
    const answers = answersIn(await shared.settled(pull));
    const [status, explanation, unknown] = asked.map(({ id }) =>
      answers.find(({ body }) => body.includes(`comment=${id} `)),
    );

    expect(status?.body).toContain('REJECTED');
    expect(status?.body).toMatch(/- Cost: \$0\.\d+ for 1 session of this pull request; \$0\.\d+ of \$20\.00/);
    expect(explanation?.body).toContain(finding);
    expect(explanation?.body).toContain('A stop of zero divides by zero');
    expect(explanation?.body).toContain('return equity * risk / stop');
    expect(unknown?.body).toContain('No finding `F-00000000` is on record here');
    expect(unknown?.body).toContain(finding);
  });
}, 90_000);
