import { expect, it } from 'vitest';
import { fails } from '../../../src/cli/evidence/weight.ts';

it.each([
  ['hard', 'hard', 'note', true],
  ['hard', 'hard', 'blocker', true],
  ['hard', 'soft', 'blocker', false],
  ['major', 'hard', 'blocker', true],
  ['major', 'hard', 'major', true],
  ['major', 'hard', 'minor', false],
  ['major', 'soft', 'major', false],
  ['blocker', 'hard', 'blocker', true],
  ['blocker', 'hard', 'major', false],
  ['never', 'hard', 'blocker', false],
] as const)('--fail-on %s: a hit that is %s and a %s fails %s', (failOn, weight, severity, expected) => {
  expect(fails({ class: weight, severity }, failOn)).toBe(expected);
});
