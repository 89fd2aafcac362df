import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTrees } from '../../../src/adapters/github/changed-entry.ts';
import type { ListedFile } from '../../../src/adapters/github/listed-files.ts';
import type { Tree } from '../../../src/adapters/github/tree.ts';

const path = fc.constantFrom('a', 'b', 'c', 'd/a', 'd/b', 'e');
const entry = fc.record({
  mode: fc.constantFrom('100644', '100755', '120000', '160000'),
  id: fc.constantFrom('1', '2', '3'),
  size: fc.constant(1),
});
const tree: fc.Arbitrary<Tree> = fc.array(fc.tuple(path, entry)).map((entries) => new Map(entries));
const listed: fc.Arbitrary<ListedFile> = fc.record({
  path,
  previousPath: fc.option(path),
  status: fc.constantFrom('added', 'removed', 'modified', 'renamed', 'copied', 'changed', 'unchanged'),
  patch: fc.constant(null),
});

describe('two commits compared', () => {
  it('differ in exactly what leads from the one to the other, whatever GitHub lists', () => {
    fc.assert(
      fc.property(tree, tree, fc.array(listed), (before, after, list) => {
        const entries = compareTrees({ before, after }, list);

        const result = new Map(before);
        for (const each of entries) result.delete(each.previousPath ?? each.path);
        for (const each of entries) if (each.after !== null) result.set(each.path, each.after);
        expect(result).toEqual(new Map(after));
        expect(new Set(entries.map((each) => each.path)).size).toBe(entries.length);
        for (const { status, before: old, after: now } of entries) {
          expect(status === 'added').toBe(old === null);
          expect(status === 'deleted').toBe(now === null);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('show a file that moved under the name it keeps, rather than another one with the same bytes', () => {
    const file = { mode: '100644', id: '1', size: 1 };
    const before = new Map([
      ['old/a.py', file],
      ['old/b.py', file],
    ]);

    const entries = compareTrees({ before, after: new Map([['new/b.py', file]]) }, []);

    expect(entries.map(({ path: at, previousPath, status }) => [at, previousPath, status])).toEqual([
      ['new/b.py', 'old/b.py', 'renamed'],
      ['old/a.py', null, 'deleted'],
    ]);
  });
});
