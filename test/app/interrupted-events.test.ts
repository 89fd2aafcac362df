import { describe, expect, it } from 'vitest';
import { after as late } from '../fakes/loopback-reply.ts';
import { opinion } from '../sessions/script.ts';
import { SIZING } from '../sessions/small-change.ts';
import { type AppStage, openAppStage } from './stage/app-stage.ts';
import { FEW_SEATS } from './stage/committees.ts';
import { headCheck } from './stage/shared-stage.ts';
import { eventually, verdictChecks, verdictOf } from './stage/verdict-of.ts';

/** Longer than an app lives here. */
const SLOW_MS = 60_000;

/** A stage whose seats take their time until they are told to hurry. */
async function openSlowStage() {
  const pace = { ms: SLOW_MS };
  const seats = { opinion: () => late(pace.ms, opinion()) };
  const stage = await openAppStage({ committee: 'small', mistral: seats, gemini: seats });
  const hurry = () => {
    pace.ms = 0;
  };
  return { stage, hurry, [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose]() };
}

/** A pull request whose seats are being asked; the app there dies at its next step of a name. */
async function openAsked(stage: AppStage, dieAt: string) {
  const first = await stage.start();
  const pull = stage.github.openPull(stage.repository, {
    title: 'feat(risk): size positions',
    author: 'wim',
    head: 'sizing',
    changes: { 'src/risk/sizing.py': SIZING },
  });
  await eventually(stage, () => (stage.modelCalls().length >= FEW_SEATS ? true : null));
  await first.kill();
  const doomed = await stage.start({ DIE_AT: dieAt });
  await doomed.arm();
  await eventually(stage, () => (stage.modelCalls().length >= 2 * FEW_SEATS ? true : null));
  return { pull, doomed };
}

describe('an app that dies while it stops a review', () => {
  it('because the pull request was closed: the check is cancelled, and nobody else is asked', async () => {
    await using slow = await openSlowStage();
    const { stage } = slow;
    const { pull, doomed } = await openAsked(stage, 'end the running reviews');

    stage.github.closePull(pull);
    await doomed.ended;
    await stage.start();
    const conversation = await verdictOf(stage, pull);

    expect(headCheck(conversation)).toMatchObject({ conclusion: 'cancelled', title: 'The pull request was closed' });
    expect(conversation.comments).toEqual([]);
    expect(stage.modelCalls().filter(({ purpose }) => purpose === 'minutes')).toEqual([]);
  });

  it('because another head came: the older check is cancelled, and the newer one gets its verdict', async () => {
    await using slow = await openSlowStage();
    const { stage } = slow;
    const { pull, doomed } = await openAsked(stage, 'begin the review');
    const first = pull.headSha;

    stage.github.push(pull, { 'src/risk/sizing.py': `${SIZING}\nSTEP = 1\n` });
    await doomed.ended;
    slow.hurry();
    await stage.start();
    const conversation = await verdictOf(stage, pull);
    const { comments } = conversation;
    const checks = verdictChecks(conversation);

    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toContain(`head=${pull.headSha}`);
    expect(checks.find(({ headSha }) => headSha === first)).toMatchObject({ conclusion: 'cancelled' });
    expect(checks.find(({ headSha }) => headSha === pull.headSha)).toMatchObject({ conclusion: 'success' });
    expect(stage.modelCalls().filter(({ purpose }) => purpose === 'minutes')).toHaveLength(1);
  });
}, 90_000);
