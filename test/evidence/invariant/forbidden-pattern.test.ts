import { describe, expect, it } from 'vitest';
import { findBrokenInvariants } from '../../../src/evidence/invariant/broken-invariants.ts';
import { places, sceneOf } from '../scene-of.ts';
import { added, around, binding, changed, RECORD, type Rule } from './some-invariant.ts';

describe('a line that a record forbids', () => {
  const rule: Rule = { rule: 'forbid-pattern', pattern: String.raw`default_rng\(\)` };

  it('is found where it is added', () => {
    const before = 'a = default_rng()\n';

    expect(changed(rule, { path: 'src/a.py', before, after: `${before}b = default_rng()\n` })).toEqual(['after:2']);
  });

  it.each([
    ['a comment', 'x = 1  # default_rng()'],
    ['a docstring', '"""No default_rng() here."""'],
  ])('is not seen in %s of Python', (_, line) => {
    expect(added(rule, `${line}\n`)).toEqual([]);
  });

  it('is seen in front of a comment, by its end', () => {
    expect(added({ rule: 'forbid-pattern', pattern: '^x = 1$' }, 'x = 1  # é default\n')).toEqual(['after:1']);
  });

  it('is seen in texts, and not in comments of JavaScript over several lines', () => {
    expect(
      added(rule, 'f("default_rng()"); /* default_rng()\ndefault_rng() */ g(default_rng());\n', 'src/a.js'),
    ).toEqual(['after:1', 'after:2']);
    expect(added(rule, '/* default_rng()\ndefault_rng() */ g();\n', 'src/a.ts')).toEqual([]);
  });

  it('is seen in every line of other files', () => {
    expect(added(rule, '# default_rng()\n', 'src/a.sh')).toEqual(['after:1']);
  });

  it('is not looked for in what cannot be read as a tree, and not in the record itself', () => {
    const record = binding(rule, { appliesTo: ['docs/**'] });

    expect(added(rule, `${'x'.repeat(100_001)}\ndefault_rng()\n`)).toEqual([]);
    expect(
      places(
        findBrokenInvariants,
        sceneOf({ path: RECORD.path, before: null, after: 'default_rng()\n' }, around(record)),
      ),
    ).toEqual([]);
  });
});
