import { describe, expect, it } from 'vitest';
import { findBrokenInvariants } from '../../../src/evidence/invariant/broken-invariants.ts';
import { fileOf, sceneOf } from '../scene-of.ts';
import { around, binding, changed, type Rule } from './some-invariant.ts';

describe('files that a record wants together', () => {
  const rule: Rule = { rule: 'require-together', files: ['docs/architecture.md', '**/workspace.dsl'] };
  const architecture = fileOf({ path: 'docs/architecture.md', before: 'a\n', after: 'b\n' });
  const model = fileOf({ path: 'docs/c4/workspace.dsl', before: null, after: 'a\n' });
  const file = { path: 'src/a.py', before: 'a = 1\nb = 2\n', after: 'a = 1\nb = 3\n' };

  it('are missing on the first changed line', () => {
    const scene = sceneOf({ ...file, others: [architecture] }, around(binding(rule)));

    expect(findBrokenInvariants(scene)).toEqual([
      {
        line: 2,
        side: 'after',
        message: '`src/a.py` changes, and `**/workspace.dsl` does not, which ADR-25 wants together.',
        mend: 'Change `**/workspace.dsl` in the same pull request.',
        record: { id: 'adr:25', title: 'One broker interface', path: 'docs/adr/0025-one-broker.md', line: 31 },
      },
    ]);
  });

  it('are there when each of them is touched, also by a deletion or by the old name', () => {
    const gone = fileOf({ path: 'docs/c4/workspace.dsl', before: 'a\n', after: null });
    const moved = fileOf({ path: 'old.md', previousPath: 'docs/architecture.md', before: 'a\n', after: 'a\n' });

    expect(changed(rule, { ...file, others: [architecture, model] })).toEqual([]);
    expect(changed(rule, { ...file, others: [moved, gone] })).toEqual([]);
  });

  it.each([
    ['a deletion', { ...file, after: null }, 'before:1'],
    ['lines that go', { ...file, after: 'a = 1\n' }, 'before:2'],
    ['a new file', { ...file, before: null }, 'after:1'],
    ['a move', { ...file, path: 'lib/a.py', previousPath: 'src/a.py', after: file.before }, 'after:1'],
    ['another kind of file', { ...file, path: 'src/a.svg' }, 'after:2'],
  ])('are missing at %s', (_, some, place) => {
    expect(changed(rule, some)).toEqual([place]);
  });

  it('are there when the file is one of them', () => {
    expect(changed({ rule: 'require-together', files: ['src/a.py'] }, file)).toEqual([]);
  });
});
