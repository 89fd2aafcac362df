import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pull } from '../../fakes/github/world.ts';
import { confirming, opinion } from '../../sessions/script.ts';
import { claim, SIZING } from '../../sessions/small-change.ts';
import type { AppProcess } from '../stage/app-process.ts';
import { type AppScene, type AppStage, openAppStage } from '../stage/app-stage.ts';
import { eventually, verdictChecks, verdictOf } from '../stage/verdict-of.ts';
import { FEW, SEATS, STEPS_AT_THE_END, stepOf } from './steps.ts';

/** One model raises a blocker, the other confirms it, the chair speaks: every kind of call. */
export const KILL_SCENE: AppScene = {
  mistral: { opinion: opinion({ findings: [claim()] }) },
  gemini: { examination: confirming },
};

/** Kills apps at one step after the other; what they left must be brought to its one end by the app that follows. */
export function describeDeaths(table: readonly (readonly string[])[], committee?: 'small'): void {
  describe('apps that are killed after the effect of a step, before the step is on record', { timeout: 90_000 }, () => {
    let stage: AppStage;
    const seats = committee === 'small' ? FEW : SEATS;
    let survivor: AppProcess | null = null;

    beforeAll(async () => {
      stage = await openAppStage({ ...KILL_SCENE, ...(committee && { committee }) });
    });

    afterAll(async () => {
      await stage[Symbol.asyncDispose]();
    });

    it.each(table.map((deaths) => ({ deaths, name: deaths.join(', then ') })))(
      '$name: end with one comment, thread and check, and no recorded answer paid twice',
      async ({ deaths }) => {
        const before = stage.modelCalls().length;
        const [first = '', ...later] = deaths;
        const doomed = survivor ?? (await startAlone(stage, first));
        survivor = null;
        const { pull, lived } = await dieOver(stage, doomed);
        const lives: (readonly string[])[] = [lived];
        for (const step of later) lives.push(await stage.liveUntil(step));

        // The one that takes over is the next to die, since to start an app takes longer than all it does here.
        const app = await stage.start({ DIE_AT: table[table.indexOf(deaths) + 1]?.[0] ?? first });
        survivor = app;
        await verdictOf(stage, pull);
        const seen = (name: string) => [...lives.flat(), ...app.moments].includes(`${name}: on record`);
        await eventually(stage, () => (STEPS_AT_THE_END.every(seen) ? true : null));

        const conversation = stage.github.conversation(pull);
        const { comments } = conversation;
        const calls = stage.modelCalls().slice(before);
        expect(comments).toHaveLength(1);
        expect(comments[0]?.body).toContain('REJECTED');
        expect(stage.github.threads(pull)).toHaveLength(1);
        expect(verdictChecks(conversation)).toMatchObject([
          { name: 'conclave/verdict', status: 'completed', conclusion: 'failure' },
        ]);
        expect(conversation.checks.filter(({ name }) => name === 'conclave/guardrails')).toHaveLength(1);
        expect(askedTwice([...lives, app.moments])).toEqual([]);
        expect(calls.length).toBeLessThanOrEqual(2 * seats.length + 2);
        expect(await countMoney(stage, pull.number)).toBeGreaterThanOrEqual(calls.length);
        expect(stage.violations()).toEqual([]);
      },
    );
  });
}

/** Models that were asked in one life although their answer was on record from one before. */
function askedTwice(lives: readonly (readonly string[])[]): readonly string[] {
  return lives.flatMap((life, index) => {
    const recorded = lives
      .slice(0, index)
      .flat()
      .filter((moment) => moment.endsWith(': on record'))
      .map(stepOf);
    const begun = life.filter((moment) => moment.endsWith(': begins')).map(stepOf);
    return begun.filter((name) => name.startsWith('ask ') && name.includes(':') && recorded.includes(name));
  });
}

/** Opens the change of a branch of its own. */
export function openSizing({ github, repository }: AppStage): Pull {
  return github.openPull(repository, {
    title: 'feat(risk): size positions',
    author: 'wim',
    head: `sizing-${Math.random().toString(36).slice(2)}`,
    changes: { 'src/risk/sizing.py': SIZING },
  });
}

/** Starts an app that is to die; where a test failed, what it left alive must not take up the work of the next. */
async function startAlone(stage: AppStage, step: string): Promise<AppProcess> {
  await Promise.all(stage.apps.map((app) => app.kill()));
  return stage.start({ DIE_AT: step });
}

/** Opens a pull request and waits until the app died over it; tells what its steps did over that. */
async function dieOver(stage: AppStage, doomed: AppProcess) {
  await doomed.arm();
  const armed = doomed.moments.length;
  const pull = openSizing(stage);
  await doomed.ended;
  return { pull, lived: doomed.moments.slice(armed) };
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
