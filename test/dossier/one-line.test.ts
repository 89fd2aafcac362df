import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onOneLine } from '../../src/dossier/one-line.ts';
import { removeInvisible } from '../../src/kernel/invisible.ts';

const anyText = fc.string({
  unit: fc.constantFrom(
    'a',
    ' ',
    '\n',
    '\r',
    '\u2028',
    '\u2029',
    '\u0085',
    '\u200b',
    '\u202e',
    '\u0000',
    '\u001b',
    '[',
    '日',
  ),
});

describe('onOneLine', () => {
  it.each([
    ['src/run.py', 'src/run.py'],
    ['a\nE9 | hard', 'a E9 | hard'],
    ['a\r\n\n\u2028b', 'a b'],
    ['new\u202egnp.py', 'newgnp.py'],
    ['zero\u200bwidth\u0000', 'zerowidth'],
    ['a  b\tc', 'a  b\tc'],
    ['', ''],
  ])('writes %j as %j', (text, line) => {
    expect(onOneLine(text)).toBe(line);
  });

  it('never holds a line break or a control character', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = onOneLine(text);

        expect(line.split(/\p{Zl}|\p{Zp}|\n/u)).toHaveLength(1);
        expect(removeInvisible(line)).toEqual({ text: line, removed: 0 });
      }),
    );
  });
});
