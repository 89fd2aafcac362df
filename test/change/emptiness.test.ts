import { describe, expect, it } from 'vitest';
import { demandText, isBinaryOnly, isEmpty } from '../../src/change/emptiness.ts';
import { parseUnifiedDiff } from '../../src/change/unified-diff.ts';

const image = 'diff --git a/x.png b/x.png\nindex 1..2 100644\nBinary files a/x.png and b/x.png differ\n';
const code = '--- run.py\n+++ run.py\n@@ -1 +1 @@\n-a\n+b\n';
const submodule = 'diff --git a/l b/l\nindex 1..2 160000\n--- a/l\n+++ b/l\n@@ -1 +1 @@\n-1\n+2\n';

function read(text: string) {
  return { name: 'change.diff', base: null, head: null, files: parseUnifiedDiff(text, 'change.diff') };
}

describe('a change without text', () => {
  it.each([
    ['nothing', '', { empty: true, binaryOnly: false }],
    ['binary files', image, { empty: false, binaryOnly: true }],
    ['a binary file and code', image + code, { empty: false, binaryOnly: false }],
    ['a submodule', submodule, { empty: false, binaryOnly: false }],
  ])('is told from others: %s', (_, text, expected) => {
    const change = read(text);

    expect({ empty: isEmpty(change), binaryOnly: isBinaryOnly(change) }).toEqual(expected);
  });

  it('is refused where a review needs text', () => {
    expect(() => demandText(read(''))).toThrow('the change is empty: no file differs');
    expect(() => demandText(read(image))).toThrow('the change holds binary files only (x.png); no seat can read it');
  });

  it('is not seen where there is text', () => {
    const change = read(image + code);

    expect(demandText(change)).toBe(change);
  });
});
