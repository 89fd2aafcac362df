import { describe, expect, it } from 'vitest';
import { readCases, Scenario } from './case-file.ts';
import { playScenario } from './scenario.ts';

const cases = readCases();

/** Decimals that make `closeTo`, which allows half a unit of the last one, allow 1e-9. */
const DECIMALS = 9 - Math.log10(2);

/** Every number within 1e-9, everything else alike. */
function near(value: unknown): unknown {
  // oxlint-disable-next-line vitest/no-conditional-expect -- a matcher, not an expectation
  if (typeof value === 'number') return expect.closeTo(value, DECIMALS);
  if (Array.isArray(value)) return value.map(near);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, near(part)]));
}

describe('the scenarios of the acceptance cases', () => {
  it.each(cases.scenarios.map((scenario) => [scenario.id, scenario.title, scenario] as const))(
    '%s: %s',
    (_id, _title, given) => {
      const scenario = Scenario.parse(given);

      const played = playScenario(scenario, cases.defaults);

      expect(played).toMatchObject(near(scenario.expected) as object);
    },
  );
});
