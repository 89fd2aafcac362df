import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawLine, inTone, type Line } from '../../src/cli/verdict-text/line.ts';
import { clip, oneLine, pad, widthOf, wrap } from '../../src/cli/verdict-text/width.ts';
import { anyWidth, strangeText } from './verdict-text-arbitrary.ts';

const line = strangeText.map(oneLine);
const wideEnough = fc.integer({ min: 8, max: 140 });

describe('a text', () => {
  it.each([
    ['short', 10, 'short'],
    ['exactly 10', 10, 'exactly 10'],
    ['one too many', 11, 'one too ma…'],
    ['动量因子', 5, '动量…'],
    ['动量因子', 4, '动…'],
    ['anything', 0, ''],
  ])('%s is cut to %i columns', (text, width, expected) => {
    expect(clip(text, width)).toBe(expected);
  });

  it.each([
    ['the label of bar t+1', 10, ['the label', 'of bar t+1']],
    ['src/features/momentum.py:48 leaks', 12, ['src/features', '/momentum.py', ':48 leaks']],
    ['动量因子', 4, ['动量', '因子']],
    ['动量', 1, ['动', '量']],
    ['', 10, ['']],
    ['ab', 0, ['a', 'b']],
    ['ab', -16, ['a', 'b']],
  ])('%s is wrapped at %i columns', (text, width, expected) => {
    expect(wrap(text, width)).toEqual(expected);
  });

  it.each([
    ['\u001b[31mred\u001b[0m', 'red'],
    ['two\n\tlines', 'two lines'],
    [' zero\u200bwidth ', 'zerowidth'],
  ])('%j becomes one harmless line', (text, expected) => {
    expect(oneLine(text)).toBe(expected);
  });

  it('is never wider than it was cut or wrapped to', () => {
    fc.assert(
      fc.property(line, wideEnough, (text, width) => {
        expect(widthOf(clip(text, width))).toBeLessThanOrEqual(width);
        expect(Math.max(...wrap(text, width).map(widthOf))).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('is exactly as wide as it was filled to', () => {
    fc.assert(
      fc.property(line, wideEnough, (text, width) => {
        expect(widthOf(pad(text, width))).toBe(width);
      }),
    );
  });

  it('loses nothing when it is wrapped', () => {
    fc.assert(
      fc.property(line, anyWidth, (text, width) => {
        const kept = wrap(text, width).join('').replaceAll(' ', '');

        expect(kept).toBe(text.replaceAll(' ', ''));
      }),
    );
  });
});

describe('a line', () => {
  const reject: Line = [inTone('ml-engineer  '), inTone('reject', 'bad'), inTone('  2/10   ')];

  it('is coloured where the paper takes colours', () => {
    expect(drawLine(reject, { columns: 80, colours: true })).toBe('ml-engineer  \u001b[31mreject\u001b[39m  2/10');
  });

  it('is cut inside a colour, which ends where the cut is', () => {
    expect(drawLine(reject, { columns: 16, colours: true })).toBe('ml-engineer  \u001b[31mre\u001b[39m…');
  });

  it('says the same without colours', () => {
    expect(drawLine(reject, { columns: 80, colours: false })).toBe('ml-engineer  reject  2/10');
  });
});
