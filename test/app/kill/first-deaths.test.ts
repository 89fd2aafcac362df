import { expect, it } from 'vitest';
import { openAppStage } from '../stage/app-stage.ts';
import { eventually, verdictOf } from '../stage/verdict-of.ts';
import { describeDeaths, KILL_SCENE, openSizing } from './killed-app.ts';
import { DEATHS, DEATHS_OF_ALL, STEPS, STEPS_AT_THE_END, stepOf } from './steps.ts';

it('an app has no other steps than those in the table of kills', { timeout: 90_000 }, async () => {
  await using stage = await openAppStage(KILL_SCENE);
  const app = await stage.start();

  await verdictOf(stage, openSizing(stage));
  await eventually(stage, () =>
    STEPS_AT_THE_END.every((name) => app.moments.includes(`${name}: on record`)) ? true : null,
  );
  await app.stop();

  const steps = new Set(app.moments.map(stepOf));
  expect([...steps].toSorted()).toEqual(STEPS.toSorted());
});

describeDeaths(DEATHS.slice(0, DEATHS.length / 2), 'small');

describeDeaths(DEATHS_OF_ALL);
