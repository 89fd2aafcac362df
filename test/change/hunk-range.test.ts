import { describe, expect, it } from 'vitest';
import { hunkRanges, liesWithin } from '../../src/change/hunk-range.ts';

const PATCH = '@@ -5 +5 @@ def f():\n-a\n+b\n@@ -10,3 +10,0 @@\n-x\n-y\n-z\n@@ -20,0 +18,2 @@\n+p\n+q';

describe('the hunks of a patch', () => {
  it('have the lines that their headers count, where an omitted count is one and a side may be empty', () => {
    expect(hunkRanges(PATCH)).toEqual([
      { before: { first: 5, last: 5 }, after: { first: 5, last: 5 } },
      { before: { first: 10, last: 12 }, after: null },
      { before: null, after: { first: 18, last: 19 } },
    ]);
  });

  it('are not made by the text of a line, whatever some take for a line end', () => {
    const text = '@@ -1,2 +1,3 @@\n a\n+@@ -1,99 +1,99 @@\n+x\r@@ -1,99 +1,99 @@\u2028@@ -1,99 +1,99 @@\n b';

    expect(hunkRanges(text)).toEqual([{ before: { first: 1, last: 2 }, after: { first: 1, last: 3 } }]);
  });

  it.each([
    [18, 19, 'after', true],
    [18, 18, 'after', true],
    [17, 18, 'after', false],
    [19, 18, 'after', false],
    [12, 12, 'before', true],
    [10, 10, 'after', false],
    [5, 10, 'before', false],
  ] as const)('hold lines %i to %i on the side %s: %s', (first, last, side, expected) => {
    expect(liesWithin({ first, last }, side, hunkRanges(PATCH))).toBe(expected);
  });
});
