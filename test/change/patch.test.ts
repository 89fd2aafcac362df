import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyHunks, fits, reverseHunks } from '../../src/change/patch.ts';
import { parseUnifiedDiff } from '../../src/change/unified-diff.ts';
import { anyEdits, assembleEdits } from './arbitrary-change.ts';

const anyPatch = anyEdits(['context', 'context', 'added', 'removed']).map(assembleEdits);

function hunksOf(body: string) {
  return parseUnifiedDiff(`--- run.py\n+++ run.py\n${body}`, 'change.diff').flatMap((file) => file.hunks);
}

describe('the hunks of a text', () => {
  it('lead from the text before to the text after, and back', () => {
    fc.assert(
      fc.property(anyPatch, ({ hunks, before, after }) => {
        expect(applyHunks(before, hunks)).toBe(after);
        expect(reverseHunks(after, hunks)).toBe(before);
      }),
      { numRuns: 500 },
    );
  });

  it('fit no text in which one of their own lines was changed', () => {
    fc.assert(
      fc.property(anyPatch, fc.nat(), ({ hunks, before }, pick) => {
        const touched = hunks.flatMap((hunk) =>
          hunk.lines.flatMap((line) => (line.before === null ? [] : [line.before])),
        );
        fc.pre(touched.length > 0);
        const at = touched[pick % touched.length] ?? 1;
        const lines = before.split('\n');
        const changed = lines.with(at - 1, `${lines[at - 1]}!`).join('\n');

        expect(fits(changed, hunks, 'before')).toBe(false);
      }),
    );
  });
});

describe('a text that is not quite the one', () => {
  const hunks = hunksOf('@@ -2,2 +2,2 @@\n two\n-three\n+drei\n');

  it.each([
    ['has the lines elsewhere', 'zero\none\ntwo\nthree\n'],
    ['is shorter than the hunk', 'one\ntwo\n'],
    ['differs in a space', 'one\ntwo \nthree\n'],
    ['lacks the last line end', 'one\ntwo\nthree'],
    ['is empty', ''],
  ])('does not fit when it %s', (_, text) => {
    expect(applyHunks(text, hunks)).toBeNull();
  });

  it('fits with other lines around the hunk', () => {
    expect(applyHunks('one\ntwo\nthree\nfour', hunks)).toBe('one\ntwo\ndrei\nfour');
  });

  it('does not fit when a hunk above it was left out, so that the numbers after the change are wrong', () => {
    const second = hunksOf('@@ -2 +5 @@\n-two\n+zwei\n');

    expect(fits('one\ntwo\n', second, 'before')).toBe(false);
  });

  it('does not fit when a line without an end would stand in the middle', () => {
    const unended = hunksOf('@@ -1 +1 @@\n-one\n+eins\n\\ No newline at end of file\n');

    expect(applyHunks('one\ntwo\n', unended)).toBeNull();
  });
});
