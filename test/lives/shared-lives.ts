import { afterAll, beforeAll, expect } from 'vitest';
import { startTestPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { faultsOf, paidTwice } from './faults.ts';
import { beginLife, type Life, type LifeOrder } from './life.ts';
import { type LifeStage, openLifeStage } from './stage.ts';

/** One stage for all lives of a file; each takes a repository of its own, and they are lived one after the other. */
export interface SharedLives {
  readonly stage: LifeStage;
  begin(order: LifeOrder): Life;
}

/** Opens a stage before the tests of a file and strikes it after them, when nothing was asked that GitHub would refuse. */
export function shareLives(): SharedLives {
  const place: { postgres?: TestPostgres; stage?: LifeStage } = {};
  beforeAll(async () => {
    place.postgres = await startTestPostgres();
    place.stage = await openLifeStage(place.postgres.database);
  }, 60_000);
  afterAll(async () => {
    await place.stage?.stop();
    await place.postgres?.stop();
    expect(place.stage?.github.violations).toEqual([]);
  });
  const stageOf = () => place.stage ?? expect.unreachable('the stage is open in tests only');
  return {
    get stage() {
      return stageOf();
    },
    begin: (order) => beginLife(stageOf(), order),
  };
}

/** What holds in every life, whatever happens in it. */
export function expectSound({ rounds }: Life): void {
  expect(faultsOf(rounds)).toEqual([]);
  expect(paidTwice(rounds)).toEqual([]);
}

/** How many findings each review opened, opened again, and told fixed. */
export function movesOf({ rounds }: Life): readonly (readonly [number, number, number])[] {
  return rounds.map(({ round }) => [round.opened.length, round.reopened.length, round.fixed.length]);
}
