import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Where tests take long, most of it by waiting for programs; who begins with them has none of them left alone at the
 * end. A checkout that was never tested knows no better, and would begin with the files that have the most letters.
 */
const LONG: readonly string[] = [
  'test/app/kill/',
  'test/app/database-away.test.ts',
  'test/app/',
  // After those that need no image of strategies, since one may have to be built.
  'test/sandbox/',
  'test/adapters/sandbox/',
  'test/actions/',
  'test/docs/demo.test.ts',
  'test/package/',
  'test/cli/evidence/',
  'test/cli/backtest/',
  'test/cli/sandbox/',
  'test/cli/',
  'test/lives/',
  'test/sessions/',
];

/** Puts the files of tests in the order of how long they take. */
export class LongestFirst extends BaseSequencer {
  /** Within a place the order stays: the longest of the last run first, or the largest file. */
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}

function placeOf({ moduleId, project }: TestSpecification): number {
  const path = relative(project.config.root, moduleId);
  const place = LONG.findIndex((begin) => path.startsWith(begin));
  return place === -1 ? LONG.length : place;
}
