import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDecimal } from '../../../src/backtest/artefacts/decimal.ts';
import { formatAmount, formatSignedShare } from '../../../src/backtest/artefacts/figures/amount.ts';
import { UtcTime } from '../../../src/backtest/artefacts/utc-time.ts';

describe('a number in an artefact', () => {
  it('reads back as the same double and has no exponent', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = formatDecimal(value);
        expect(Number(text)).toBe(value + 0);
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
      }),
    );
  });

  it.each([
    [1e21, '1000000000000000000000'],
    [-1.5e-7, '-0.00000015'],
    [5e-324, `0.${'0'.repeat(323)}5`],
    [-0, '0'],
    [0.1 + 0.2, '0.30000000000000004'],
  ])('writes %d as %s', (value, text) => {
    expect(formatDecimal(value)).toBe(text);
  });

  it.each([Number.NaN, Infinity, -Infinity])('refuses %d', (value) => {
    expect(() => formatDecimal(value)).toThrow('cannot be written into an artefact');
  });
});

describe('a time in an artefact', () => {
  it('is what ECMAScript writes, in whatever order times come', () => {
    const time = fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 });
    fc.assert(
      fc.property(fc.array(time, { minLength: 1 }), (times) => {
        const clock = new UtcTime();
        const format = (time: number): string => clock.text(time);
        expect(times.map(format)).toEqual(times.map((each) => new Date(each).toISOString()));
      }),
    );
  });
});

describe('a figure for people', () => {
  it.each([
    [1_234_567.891, '1,234,567.89'],
    [-0.001, '-0.001'],
    [0.5, '0.50'],
    [1e-9, '0.000000001'],
    [0.01234567, '0.01235'],
    [0, '0.00'],
    [-999.999, '-1,000.00'],
    [1e18, '1,000,000,000,000,000,000'],
  ])('tells the amount %d as %s', (value, text) => {
    expect(formatAmount(value)).toBe(text);
  });

  it.each([
    [0.12345, '+12.35 %'],
    [-0.5, '-50.00 %'],
    [0.000001, '0.00 %'],
    [-0.000001, '0.00 %'],
    [12.5, '+1,250.00 %'],
  ])('tells the share %d as %s', (value, text) => {
    expect(formatSignedShare(value)).toBe(text);
  });
});
