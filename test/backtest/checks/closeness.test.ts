import { describe, expect, it } from 'vitest';
import { figure } from '../../../src/backtest/checks/closeness.ts';

describe('a figure in a sentence', () => {
  it.each([
    [889.0527045, '889.053'],
    [0.000123456789, '0.000123457'],
    [-12.5, '-12.5'],
    [0, '0'],
    [110, '110'],
    [1_234_567.891, '1,234,568'],
    [-98_765_432, '-98,765,432'],
    [1e30, '1e+30'],
  ])('reads %d as %s', (value, text) => {
    expect(figure(value)).toBe(text);
  });

  it('has as many digits as tell it from the one beside it', () => {
    expect(figure(889.0527045, 889.0527)).toBe('889.052705');
    expect(figure(889.0527, 889.0527045)).toBe('889.0527');
    expect(figure(66.18 - 0.02, 66.16)).toBe('66.16000000000001');
    expect(figure(1_234_567.891, 1_234_567.9)).toBe('1,234,567.89');
    expect(figure(889.0527045, 12)).toBe('889.053');
  });
});
