import { describe, expect, it } from 'vitest';
import type { Pull } from '../fakes/github/world.ts';
import { after as late } from '../fakes/loopback-reply.ts';
import { opinion } from '../sessions/script.ts';
import { claim, SIZING } from '../sessions/small-change.ts';
import { FEW_SEATS } from './stage/committees.ts';
import { tellRound } from './stage/round.ts';
import { answersIn, currentVerdicts, headCheck, shareStage } from './stage/shared-stage.ts';
import { eventually, verdictChecks } from './stage/verdict-of.ts';

const shared = shareStage({ committee: 'small' });
const REASON = 'the stop is checked by every caller of it';
const BLOCKER = { mistral: opinion({ findings: [claim()] }) };

function findingOf(body: string | undefined): string {
  return /F-[0-9a-f]{8}/.exec(body ?? '')?.[0] ?? '';
}

async function say(pull: Pull, author: string, words: string) {
  shared.stage.github.comment(pull, author, `/conclave ${words}`);
  return shared.settled(pull);
}

describe('a way round a verdict', () => {
  it('is not a second pull request of the same commit to another base', async () => {
    const repository = shared.openRepository({ cast: BLOCKER });
    const rejected = shared.openPull(repository);
    const first = await shared.settled(rejected);
    shared.stage.github.commit(repository, {
      branch: 'side',
      changes: { 'src/risk/sizing.py': SIZING },
      message: 'side',
    });
    shared.recast(repository, {});

    const decoy = shared.openPull(repository, { base: 'side', changes: undefined });
    const second = await shared.settled(decoy);
    const waived = await say(rejected, 'ada', `waive ${findingOf(first.comments[0]?.body)} ${REASON}`);

    expect(decoy.headSha).toBe(rejected.headSha);
    expect(headCheck(first)).toMatchObject({ conclusion: 'failure' });
    expect(headCheck(second)).toMatchObject({ conclusion: 'failure' });
    expect(headCheck(second)?.title).toContain(`${repository.name}#${rejected.number}`);
    expect(headCheck(waived)).toMatchObject({ conclusion: 'neutral' });
  });

  it('is not a broken skill on the base branch: the check says where it is broken', async () => {
    const files = { '.github/conclave/skills/mine/SKILL.md': 'junk\n' };
    const repository = shared.openRepository({ files });

    const conversation = await shared.settled(shared.openPull(repository));

    expect(headCheck(conversation)).toMatchObject({ conclusion: 'action_required' });
    expect(headCheck(conversation)?.summary).toContain('skills/mine/SKILL.md');
    expect(shared.opinionsOn(repository)).toEqual([]);
  });

  it('is not a look-up that fails: a stranger stays one when the round takes the pull request up', async () => {
    const repository = shared.openRepository();
    const isLookUp = ({ path }: { path: string }) => path.startsWith(`/repos/acme/${repository.name}/collaborators/`);
    shared.stage.github.fail(isLookUp, { status: 422 });
    const pull = shared.openPull(repository, { author: 'eve' });
    await shared.settled(pull);

    await tellRound(shared.stage, 'pick up what is left');
    await tellRound(shared.stage, 'pick up what is left');
    const conversation = await shared.settled(pull);

    expect(shared.opinionsOn(repository)).toEqual([]);
    expect(conversation.comments).toEqual([]);
    expect(headCheck(conversation)?.conclusion ?? null).not.toBe('success');
  });

  it('is not a change too large to be read: nobody is asked, and the verdict says how to split it', async () => {
    const line = 'PRICE_OF_A_UNIT = compute_the_price(of_a_unit, at_a_time)\n';
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`src/m${index}.py`, line.repeat(300)]));
    const repository = shared.openRepository();

    const conversation = await shared.settled(shared.openPull(repository, { changes: files }));

    expect(headCheck(conversation)).toMatchObject({ conclusion: 'action_required' });
    expect(headCheck(conversation)?.summary).toContain('one session may cost $2.00');
    expect(currentVerdicts(conversation)[0]?.body).toContain('pull requests, to be merged in this order');
    expect(shared.opinionsOn(repository)).toEqual([]);
  });
});

describe('a review that was asked for a draft', () => {
  it('stops when the draft gets another commit', async () => {
    const slow = late(3_000, opinion());
    const repository = shared.openRepository({ cast: { mistral: slow, gemini: slow } });
    const pull = shared.openPull(repository, { draft: true });
    await shared.settled(pull);
    const old = pull.headSha;
    shared.stage.github.comment(pull, 'wim', '/conclave review');
    await shared.asked(repository);

    shared.stage.github.push(pull, { 'src/risk/sizing.py': `${SIZING}\nSTEP = 1\n` });
    const stopped = await eventually(shared.stage, () => {
      const conversation = shared.stage.github.conversation(pull);
      return (
        verdictChecks(conversation).find(({ headSha, status }) => headSha === old && status === 'completed') ?? null
      );
    });
    const conversation = await shared.settled(pull);

    expect(stopped.conclusion).toBe('cancelled');
    expect(currentVerdicts(conversation)).toEqual([]);
  });
});

describe('a decision on a verdict beside a review that was cancelled', () => {
  it('counts: the verdict speaks again', async () => {
    const repository = shared.openRepository({ cast: BLOCKER });
    const pull = shared.openPull(repository);
    const finding = findingOf((await shared.settled(pull)).comments[0]?.body);
    const slow = late(5_000, opinion());
    shared.recast(repository, { mistral: slow, gemini: slow });
    shared.stage.github.comment(pull, 'wim', '/conclave review full');
    await shared.asked(repository, FEW_SEATS + 1);
    await eventually(shared.stage, () => {
      shared.stage.github.comment(pull, 'wim', '/conclave cancel');
      return true;
    });
    const cancelled = await shared.settled(pull);

    const conversation = await say(pull, 'ada', `waive ${finding} ${REASON}`);

    expect(headCheck(cancelled)).toMatchObject({ conclusion: 'cancelled' });
    expect(headCheck(conversation)).toMatchObject({ conclusion: 'neutral' });
    expect(answersIn(conversation).at(-1)?.body).toContain('is waived');
    expect(currentVerdicts(conversation)).toHaveLength(1);
  });
});
