import type { Detect, Found } from './scene.ts';
import { findLostAsserts } from './weakened/lost-assert.ts';
import { findAddedSkips } from './weakened/skip-mark.ts';
import { pairTests } from './weakened/test-pair.ts';
import { findWiderTolerances } from './weakened/wider-tolerance.ts';

/**
 * Finds what makes the tests of a Python file weaker: asserts that go and are not replaced in their test, skips and
 * expected failures that come, tolerances that grow. At most one for each line.
 */
export const findWeakenedTests: Detect = (scene) => {
  const pair = pairTests(scene);
  if (pair.before === null && pair.after === null) return [];
  const others = scene.change.files.filter(({ path }) => path !== scene.file.path);
  const found = [...findLostAsserts(pair, others), ...findAddedSkips(pair), ...findWiderTolerances(pair)];
  const lines = new Map<string, Found>();
  for (const one of found) lines.set(`${one.side} ${one.line}`, lines.get(`${one.side} ${one.line}`) ?? one);
  return [...lines.values()];
};
