import { findWeakenedTests } from '../../../src/evidence/weakened-test.ts';
import { places, type SomeFile, sceneOf } from '../scene-of.ts';

/** The path of the test file that is changed. */
export const TEST_PATH = 'tests/unit/test_reader.py';

/** Where a change between two texts of a test file makes it weaker. */
export function weakened(before: string | null, after: string | null, more: Partial<SomeFile> = {}): readonly string[] {
  return places(findWeakenedTests, sceneOf({ path: TEST_PATH, before, after, ...more }));
}

/** The lines of a test function, and a blank one. */
export function testLines(name: string, ...lines: readonly string[]): readonly string[] {
  return [`def ${name}():`, ...lines.map((line) => `    ${line}`), ''];
}

/** One text of some lists of lines. */
export function textOf(...blocks: readonly (readonly string[])[]): string {
  return blocks.flat().join('\n');
}

/** A test with two asserts. */
export const READS = testLines('test_reads', 'x = read()', 'assert x', 'assert x.open > 0');
