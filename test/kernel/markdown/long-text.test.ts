import { describe, expect, it } from 'vitest';
import { codeBlock } from '../../../src/kernel/markdown/code-block.ts';
import { inlineCode } from '../../../src/kernel/markdown/inline-code.ts';
import { plainBlock } from '../../../src/kernel/markdown/plain-block.ts';
import { plainText } from '../../../src/kernel/markdown/plain-text.ts';

const long = 500_000;

/** Each would take many minutes where the time grows with the square of the length. */
const units = [
  '[',
  '![',
  '[a](',
  '*',
  '**a ',
  '_',
  '`',
  '` `` ',
  '~',
  '\\',
  '|',
  '<',
  '&',
  ':a',
  '$',
  '@',
  'fix ',
  '- ',
  '(',
  '界@',
  ' ',
];

describe('half a megabyte', () => {
  it.each(units)('of %j is published within the limit of its field', (unit) => {
    const text = unit.repeat(long / unit.length);

    const [line, block] = [plainText(text, 600), plainBlock(text, 600)];

    expect([line.length <= 600, block.length <= 600]).toEqual([true, true]);
    expect(inlineCode(text).length + codeBlock(text, '').length).toBeLessThan(8 * long);
  });

  it.each(['[', '**a ', '` `` ', 'fix #1 '])('of %j is published whole where the field has room for it', (unit) => {
    const text = unit.repeat(long / unit.length);

    const line = plainText(text, 10 * long);

    expect(line).not.toContain('(cut)');
  });
});
