import { describe, expect, it } from 'vitest';
import { rounded, spell, spellCount, spellSome } from '../../src/ops/figure-words.ts';

describe('a figure in words', () => {
  it.each([
    [91, '91'],
    [97.435_897, '97.44'],
    [1.833_333, '1.83'],
    [0.833_333, '0.833'],
    [69.999_9, '69.9999'],
    [14.001, '14.001'],
    [1.301, '1.301'],
    [0.1501, '0.1501'],
    [0.000_000_1, '0'],
    [-0.04, '-0.04'],
    [-1000, '-1000'],
    [12_345.678, '12345.68'],
  ])('reads %d as %s', (value, expected) => {
    expect(spell(value)).toBe(expected);
  });

  it('is compared without the noise of binary fractions', () => {
    expect([rounded((0.55 - 0.5) * 100), rounded(0.8 - 0.5)]).toEqual([5, 0.3]);
  });

  it('counts', () => {
    expect([spellCount(1, 'run'), spellCount(0, 'run'), spellCount(2, 'run')]).toEqual(['1 run', '0 runs', '2 runs']);
  });

  it('names three of many', () => {
    expect(spellSome(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more');
    expect(spellSome(['a', 'b'])).toBe('a, b');
  });
});
