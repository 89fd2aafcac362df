import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseUnifiedDiff } from '../../src/change/unified-diff.ts';
import { anyFiles } from './arbitrary-change.ts';
import { type Rendering, renderDiff } from './rendered-diff.ts';

const anyRendering: fc.Arbitrary<Rendering> = fc.record({
  prefixes: fc.constantFrom<Rendering['prefixes'][]>(['a/', 'b/'], ['', ''], ['i/', 'w/'], ['old/', 'new/']),
  allCounts: fc.boolean(),
  quotePath: fc.boolean(),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  stripped: fc.boolean(),
});

describe('a unified diff', () => {
  it('reads back as the change that was written, however it was written', () => {
    fc.assert(
      fc.property(anyFiles, anyRendering, (files, rendering) => {
        const expected = files.map(({ file }) => file);

        const parsed = parseUnifiedDiff(renderDiff(expected, rendering), 'change.diff');

        expect(parsed).toEqual([...expected].sort((left, right) => (left.path < right.path ? -1 : 1)));
      }),
      { numRuns: 500 },
    );
  });

  it('is refused, and never read as less, when its last line is missing', () => {
    fc.assert(
      fc.property(anyFiles, anyRendering, (files, rendering) => {
        const [first] = files.filter(({ file }) => file.hunks.length > 0);
        fc.pre(first !== undefined);
        const whole = renderDiff([first.file], { ...rendering, stripped: false, lineEnd: '\n' });
        const cut = whole.replace(/(?:[^\n]*\n\\ No[^\n]*|[^\n]*)\n$/, '');

        expect(() => parseUnifiedDiff(cut, 'change.diff')).toThrow(/hunk|no hunk follows/);
      }),
      { numRuns: 200 },
    );
  });
});
