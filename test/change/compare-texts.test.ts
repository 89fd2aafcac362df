import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hunk } from '../../src/change/change.ts';
import { compareTexts } from '../../src/change/compare-texts.ts';
import { applyHunks, reverseHunks } from '../../src/change/patch.ts';

const few = fc.array(fc.constantFrom('a', 'b', 'c', '', ' '), { maxLength: 40 });
const someText = fc.tuple(few, fc.boolean()).map(([lines, ends]) => lines.join('\n') + (ends ? '\n' : ''));

/** A hunk as `git diff` prints it. */
function print(hunk: Hunk): string {
  const header = `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`;
  const marks = { context: ' ', added: '+', removed: '-' };
  return [header, ...hunk.lines.map((line) => marks[line.kind] + line.text + (line.unterminated ? '¶' : ''))].join(
    '\n',
  );
}

const numbered = (count: number, prefix = 'line') =>
  Array.from({ length: count }, (_, index) => `${prefix} ${index}\n`);

describe('hunks from two texts', () => {
  it('lead from the one to the other and back, whatever the texts are', () => {
    fc.assert(
      fc.property(someText, someText, (before, after) => {
        const hunks = compareTexts(before, after);

        expect(applyHunks(before, hunks)).toBe(after);
        expect(reverseHunks(after, hunks)).toBe(before);
      }),
      { numRuns: 500 },
    );
  });

  it('hold no line of context more than three lines away from a change', () => {
    fc.assert(
      fc.property(someText, someText, (before, after) => {
        for (const { lines } of compareTexts(before, after)) {
          const kinds = lines.map((line) => (line.kind === 'context' ? '.' : 'x')).join('');
          expect(kinds).toMatch(/^\.{0,3}x(?:x|\.{1,6}(?=x))*\.{0,3}$/);
        }
      }),
    );
  });

  it('are none for equal texts', () => {
    expect(compareTexts('a\nb', 'a\nb')).toEqual([]);
  });

  it('are numbered as git numbers them', () => {
    const before = numbered(30).join('');
    const after = before.replace('line 4\n', 'four\nand a half\n').replace('line 20\n', '');

    const hunks = compareTexts(before, after).map(print);

    expect(hunks).toEqual([
      '@@ -2,7 +2,8 @@\n line 1\n line 2\n line 3\n-line 4\n+four\n+and a half\n line 5\n line 6\n line 7',
      '@@ -18,7 +19,6 @@\n line 17\n line 18\n line 19\n-line 20\n line 21\n line 22\n line 23',
    ]);
  });

  it.each([
    ['a new text', '', 'a\nb\n', '@@ -0,0 +1,2 @@\n+a\n+b'],
    ['a text that is gone', 'a\n', '', '@@ -1,1 +0,0 @@\n-a'],
    ['a line end that is gone', 'a\n', 'a', '@@ -1,1 +1,1 @@\n-a\n+a¶'],
    ['a repeated line', 'a\na\n', 'a\na\na\n', '@@ -1,2 +1,3 @@\n a\n a\n+a'],
  ])('show %s', (_, before, after, expected) => {
    const hunks = compareTexts(before, after).map(print);

    expect(hunks).toEqual([expected]);
  });

  it('are one from the first to the last difference when two long texts have little in common', () => {
    const shared = 'the same\n';
    const before = ['head\n', ...numbered(6_000, 'old').flatMap((line) => [line, shared]), 'foot\n'].join('');
    const after = ['head\n', ...numbered(6_000, 'new').flatMap((line) => [line, shared]), 'foot\n'].join('');

    const hunks = compareTexts(before, after);

    expect(hunks).toHaveLength(1);
    expect(hunks[0]).toMatchObject({ oldStart: 1, oldLines: 12_002, newStart: 1, newLines: 12_002 });
    expect(applyHunks(before, hunks)).toBe(after);
  });

  it('are exact in a file of 2 MB in which two lines differ', () => {
    const lines = numbered(150_000);
    const before = lines.join('');
    const after = lines.with(0, 'first\n').with(-1, 'last\n').join('');

    const hunks = compareTexts(before, after);

    expect(hunks.map((hunk) => hunk.oldStart)).toEqual([1, 149_997]);
    expect(applyHunks(before, hunks)).toBe(after);
  });
});
