import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactUsd, formatUsd, microUsdOf, parseUsd } from '../../src/kernel/micro-usd.ts';

const amounts = fc.integer({ min: 0, max: 999_999_000_000_000 });

describe('dollars as text', () => {
  it.each([
    { text: '2', amount: 2_000_000 },
    { text: '0.1', amount: 100_000 },
    { text: '0.000001', amount: 1 },
    { text: '1.25', amount: 1_250_000 },
    { text: '8.29', amount: 8_290_000 },
    { text: '0', amount: 0 },
  ])('$text is $amount micro-dollars', ({ text, amount }) => {
    expect(parseUsd(text)).toBe(amount);
  });

  it.each([
    '',
    '-1',
    '+1',
    '1e3',
    '1e-7',
    '.5',
    '5.',
    '0.0000001',
    '1,5',
    ' 1',
    '1 ',
    '$1',
    'NaN',
    'Infinity',
    '1234567890',
    '0x1',
  ])('%j is no amount', (text) => {
    expect(parseUsd(text)).toBeNull();
  });

  it('comes back unchanged from its exact form', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(parseUsd(exactUsd(amount))).toBe(amount);
      }),
    );
  });

  it('is read from a number of a configuration file without loss', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000_000 }), (amount) => {
        expect(microUsdOf(Number(exactUsd(amount)))).toBe(amount);
      }),
    );
  });

  it('throws for a number that is no amount', () => {
    expect(() => microUsdOf(0.000_000_1)).toThrow('no amount');
  });
});

describe('dollars for people', () => {
  it.each([
    { amount: 0, text: '$0.00' },
    { amount: 210_000, text: '$0.21' },
    { amount: 2_000_000, text: '$2.00' },
    { amount: 1_234_567_890, text: '$1234.57' },
    { amount: 4_200, text: '$0.0042' },
    { amount: 4_234, text: '$0.0042' },
    { amount: 9_990, text: '$0.01' },
    { amount: 10_000, text: '$0.01' },
    { amount: 14_999, text: '$0.01' },
    { amount: 1, text: '$0.000001' },
    { amount: 15, text: '$0.000015' },
  ])('show $amount micro-dollars as $text', ({ amount, text }) => {
    expect(formatUsd(amount)).toBe(text);
  });

  it('show nothing only when it is nothing, and are never further off than half a cent or a twentieth', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        const shown = parseUsd(formatUsd(amount).slice(1)) ?? Number.NaN;

        expect(shown === 0).toBe(amount === 0);
        expect(Math.abs(shown - amount)).toBeLessThanOrEqual(Math.min(5_000, Math.ceil(amount / 2)));
      }),
    );
  });
});
