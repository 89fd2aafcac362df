import { describe, expect, it } from 'vitest';
import { readAllowances } from '../../src/evidence/allowance.ts';
import { findRemovedGuards } from '../../src/evidence/guard-removed.ts';
import { findBrokenInvariants } from '../../src/evidence/invariant/broken-invariants.ts';
import type { Detect } from '../../src/evidence/scene.ts';
import { findWeakenedTests } from '../../src/evidence/weakened-test.ts';
import { around, binding } from './invariant/some-invariant.ts';
import { sceneOf } from './scene-of.ts';

/** A text of many lines. */
const many = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n');

const invariants = around(
  binding({ rule: 'forbid-import', modules: ['requests'] }, { appliesTo: ['**'] }),
  binding({ rule: 'forbid-pattern', pattern: '(a+)+b' }, { appliesTo: ['**'] }),
  binding({ rule: 'max-value', name: 'limits.sl', max: 3 }, { appliesTo: ['**'] }),
);

/** How many places each detector finds; a step that grew with the square of the length would not come back. */
function counts(path: string, before: string | null, after: string | null): readonly number[] {
  const scene = sceneOf({ path, before, after }, invariants);
  const detectors: readonly Detect[] = [findRemovedGuards, findWeakenedTests, findBrokenInvariants];
  if (scene.after !== null) readAllowances(scene.after);
  return detectors.map((detect) => detect(scene).length);
}

const SIZE = 4_000;

describe('a large or hostile file', () => {
  it('of removed guards is read to its end', () => {
    expect(
      counts(
        'src/a.py',
        many(SIZE, (at) => `sl_${at} = cfg["stop_loss"]`),
        'x = 1\n',
      ),
    ).toEqual([SIZE, 0, 0]);
  });

  it('of tests of one name in many classes is read to its end', () => {
    const tests = (name: string, body: string) =>
      many(SIZE / 2, (at) => `class ${name}${at}:\n    def test_a(self): ${body}`);

    expect(counts('tests/test_a.py', tests('T', 'assert x'), tests('U', 'pass'))).toEqual([0, SIZE / 2, 0]);
  });

  it('of comparisons in one test is read to its end', () => {
    const head = 'import pytest\ndef test_a():\n';
    const approx = (name: string, rel: string) =>
      head + many(SIZE / 4, (at) => `    ${name}${at} == pytest.approx(${name}${at}, rel=${rel})`);

    expect(counts('tests/test_a.py', approx('a', '1e-9'), approx('b', '1e-3'))).toEqual([0, SIZE / 4, 0]);
  });

  it('of broken invariants is read to its end', () => {
    expect(
      counts(
        'src/a.py',
        null,
        many(SIZE, (at) => `limits.sl = ${at + 4}`),
      ),
    ).toEqual([0, 0, SIZE]);
  });

  it.each([
    ['a long line', 'a.yaml', `sl: ${'a'.repeat(2_000_000)}`],
    ['brackets without an end', 'a.yaml', many(SIZE, () => 'sl: {')],
    ['deep brackets', 'a.json', `${'{"sl":'.repeat(100_000)}1`],
    ['quotes without an end', 'a.json', `{${'"a'.repeat(900_000)}`],
    ['texts without an end', 'a.toml', many(SIZE, () => 'sl = """')],
    ['deep blocks', 'a.yaml', many(1_400, (at) => `${' '.repeat(at)}sl:`)],
    ['many comments', 'a.ts', '/* sl */ f();'.repeat(7_000)],
    ['a deep expression', 'a.py', `sl = ${'('.repeat(5_000)}1${')'.repeat(5_000)}`],
    [
      'deep functions',
      'tests/test_a.py',
      `${many(90, (at) => `${' '.repeat(at)}def test_${at}():`)}\n${' '.repeat(91)}assert sl`,
    ],
    ['syntax errors', 'tests/test_a.py', many(2_000, () => 'def test_a(: assert ) sl = = [')],
  ])('with %s is read to its end', (_, path, text) => {
    expect(counts(path, text, 'x = 1\n')).toHaveLength(3);
    expect(counts(path, null, text)).toHaveLength(3);
  });
});
