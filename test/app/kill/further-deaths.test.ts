import { expect, it } from 'vitest';
import { describeDeaths } from './killed-app.ts';
import { DEATHS, FEW, SEATS, STEPS } from './steps.ts';

it('no step but those of seats that are asked alike is left out of the deaths', () => {
  const left = STEPS.filter((step) => !DEATHS.flat().includes(step));

  expect(left.filter((step) => !SEATS.includes(step))).toEqual([]);
  expect(left).toHaveLength(SEATS.length - FEW.length);
});

describeDeaths(DEATHS.slice(DEATHS.length / 2), 'small');
