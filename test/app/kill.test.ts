import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirming, opinion, type Script } from '../sessions/script.ts';
import { claim, SIZING } from '../sessions/small-change.ts';
import type { AppProcess } from './stage/app-process.ts';
import { type AppStage, openAppStage } from './stage/app-stage.ts';
import { eventually, verdictChecks, verdictOf } from './stage/verdict-of.ts';

const SEATS = ['ml-engineer', 'data-scientist', 'crypto-trader', 'architect', 'ops'].flatMap((skill) => [
  `ask ${skill}/first mistral:mistral-large-latest`,
  `ask ${skill}/second google:gemini-2.5-pro`,
]);

/** Every step from the delivery of a pull request to the verdict, in no order that a run must keep. */
const STEPS = [
  'note the delivery',
  'look at #N soon',
  'conclude the delivery',
  'name the look',
  'begin the guard',
  'ask the gates',
  'begin the look',
  'read the pull request',
  'find the base',
  'read what instructs',
  'count the attempt',
  'begin the review',
  'look up the author',
  'show reading of KEY',
  'start the review',
  'prepare the session',
  'claim the budget',
  'take the time',
  'open the archive',
  ...SEATS,
  'ask cross-examination/second 1 google:gemini-2.5-pro',
  'ask chair google:gemini-2.5-flash',
  'take the end',
  'keep the session',
  'read the decisions',
  'choose the comment',
  'publish the comment',
  'conclude the check',
  'note the verdict',
  'show the findings on their lines',
  'see whether it was labelled meanwhile',
  'begin the rules',
  'judge the rules',
];

/** Seats are asked alike and at the same time: the first of them, one in between and the last stand for all. */
const STAND_FOR_ALL = [SEATS[0], SEATS[5], SEATS.at(-1)];
const KILLED_AT = STEPS.filter((step) => !SEATS.includes(step) || STAND_FOR_ALL.includes(step));

/** The last steps of what a delivery leads to. */
const AT_THE_END = ['see whether it was labelled meanwhile', 'ask the gates', 'judge the rules'];

/** One model raises a blocker, the other confirms it, the chair speaks: every kind of call. */
const mistral: Script = { opinion: opinion({ findings: [claim()] }) };
const gemini: Script = { examination: confirming };

/** Steps of the round that begins every five minutes, whatever else goes on. */
const BY_THE_CLOCK = ['list the failed deliveries', 'see which of them came'];

describe('an app that is killed after the effect of a step, before the step is on record', () => {
  let stage: AppStage;
  let survivor: AppProcess | null = null;

  beforeAll(async () => {
    stage = await openAppStage({ mistral, gemini });
  });

  afterAll(async () => {
    await stage[Symbol.asyncDispose]();
  });

  it('has no other steps than those in the table', async () => {
    const app = await stage.start();

    await verdictOf(stage, openPull(stage));
    await eventually(stage, () =>
      AT_THE_END.every((name) => app.moments.includes(`${name}: on record`)) ? true : null,
    );
    await app.stop();

    const steps = new Set(app.moments.map(stepOf));
    for (const step of BY_THE_CLOCK) steps.delete(step);
    expect([...steps].toSorted()).toEqual(STEPS.toSorted());
  });

  it.each(KILLED_AT)('%s: ends with one comment, thread and check, and no recorded answer paid twice', async (step) => {
    const before = stage.modelCalls().length;
    const doomed = survivor ?? (await stage.start({ DIE_AT: step }));
    await doomed.arm();
    const armed = doomed.moments.length;
    const pull = openPull(stage);
    await doomed.ended;
    const lived = doomed.moments.slice(armed);
    const recorded = lived.filter((moment) => moment.endsWith(': on record')).map(stepOf);

    // The one that takes over is the next to die, since to start an app takes longer than all it does here.
    const app = await stage.start({ DIE_AT: KILLED_AT[KILLED_AT.indexOf(step) + 1] ?? step });
    survivor = app;
    await verdictOf(stage, pull);
    const seen = (name: string) => recorded.includes(name) || app.moments.includes(`${name}: on record`);
    await eventually(stage, () => (AT_THE_END.every(seen) ? true : null));

    const conversation = stage.github.conversation(pull);
    const { comments } = conversation;
    const calls = stage.modelCalls().slice(before);
    const again = app.moments.filter((moment) => moment.endsWith(': begins')).map(stepOf);
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toContain('REJECTED');
    expect(stage.github.threads(pull)).toHaveLength(1);
    expect(verdictChecks(conversation)).toMatchObject([
      { name: 'conclave/verdict', status: 'completed', conclusion: 'failure' },
    ]);
    expect(conversation.checks.filter(({ name }) => name === 'conclave/guardrails')).toHaveLength(1);
    expect(again.filter((name) => name.startsWith('ask ') && recorded.includes(name))).toEqual([]);
    expect(calls.length).toBeLessThanOrEqual(12 + SEATS.length);
    expect(await countMoney(stage, pull.number)).toBeGreaterThanOrEqual(calls.length);
    expect(stage.violations()).toEqual([]);
  });
});

/** Opens the change of a branch of its own. */
function openPull({ github, repository }: AppStage) {
  return github.openPull(repository, {
    title: 'feat(risk): size positions',
    author: 'wim',
    head: `sizing-${Math.random().toString(36).slice(2)}`,
    changes: { 'src/risk/sizing.py': SIZING },
  });
}

/** The step of a moment, without what differs from one pull request to the next. */
function stepOf(moment: string): string {
  return moment
    .replace(/: (?:begins|done|on record)$/, '')
    .replace(/#\d+/, '#N')
    .replace(/ of [0-9a-f]{8}$/, ' of KEY');
}

/** The rows of the money ledger on a pull request: one for each call that was made, or was about to be. */
async function countMoney({ databaseUrl }: AppStage, pull: number): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query('select count(*)::int as count from conclave.money where pull = $1', [pull]);
    return rows[0].count;
  } finally {
    await client.end();
  }
}
