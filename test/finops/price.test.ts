import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ModelPrice, priceOf, worstPriceOf } from '../../src/finops/price.ts';

const TIERED: ModelPrice = {
  tiers: [
    { aboveInputTokens: 0, inputPerMillion: 1_250_000, cachedInputPerMillion: 310_000, outputPerMillion: 10_000_000 },
    {
      aboveInputTokens: 200_000,
      inputPerMillion: 2_500_000,
      cachedInputPerMillion: 620_000,
      outputPerMillion: 15_000_000,
    },
  ],
};

const calls = fc
  .record({
    inputTokens: fc.nat(2_000_000),
    cachedShare: fc.double({ min: 0, max: 1, noNaN: true }),
    outputTokens: fc.nat(100_000),
  })
  .map(({ inputTokens, cachedShare, outputTokens }) => ({
    inputTokens,
    cachedInputTokens: Math.floor(inputTokens * cachedShare),
    outputTokens,
  }));

describe('the price of a call', () => {
  it.each([
    { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, price: 0 },
    { inputTokens: 1_000_000, cachedInputTokens: 0, outputTokens: 0, price: 2_500_000 },
    { inputTokens: 100, cachedInputTokens: 0, outputTokens: 20, price: 325 },
    { inputTokens: 1, cachedInputTokens: 0, outputTokens: 0, price: 2 },
    { inputTokens: 200_000, cachedInputTokens: 0, outputTokens: 10, price: 250_100 },
    { inputTokens: 200_001, cachedInputTokens: 0, outputTokens: 10, price: 500_153 },
    { inputTokens: 100, cachedInputTokens: 100, outputTokens: 0, price: 31 },
    { inputTokens: 100, cachedInputTokens: 900, outputTokens: 0, price: 31 },
  ])(
    'of $inputTokens in ($cachedInputTokens cached) and $outputTokens out is $price micro-dollars',
    ({ price, ...usage }) => {
      expect(priceOf(usage, TIERED)).toBe(price);
    },
  );

  it('is a whole amount that never falls when tokens are added', () => {
    fc.assert(
      fc.property(calls, fc.nat(300_000), fc.nat(50_000), (usage, moreIn, moreOut) => {
        const less = priceOf(usage, TIERED);
        const more = priceOf(
          { ...usage, inputTokens: usage.inputTokens + moreIn, outputTokens: usage.outputTokens + moreOut },
          TIERED,
        );

        expect(Number.isSafeInteger(less)).toBe(true);
        expect(more).toBeGreaterThanOrEqual(less);
      }),
    );
  });

  it('is never less than its exact value, and less than one micro-dollar above it', () => {
    fc.assert(
      fc.property(fc.nat(200_000), fc.nat(100_000), (inputTokens, outputTokens) => {
        const millionths = BigInt(inputTokens) * 1_250_000n + BigInt(outputTokens) * 10_000_000n;
        const price = BigInt(priceOf({ inputTokens, cachedInputTokens: 0, outputTokens }, TIERED)) * 1_000_000n;

        expect(price >= millionths && price - millionths < 1_000_000n).toBe(true);
      }),
    );
  });

  it('is at most the worst price of the same input', () => {
    fc.assert(
      fc.property(calls, fc.nat(50_000), (usage, spare) => {
        const worst = worstPriceOf(usage.inputTokens, usage.outputTokens + spare, TIERED);

        expect(priceOf(usage, TIERED)).toBeLessThanOrEqual(worst);
      }),
    );
  });

  it('stays exact where floating point would not', () => {
    const dear: ModelPrice = {
      tiers: [{ aboveInputTokens: 0, inputPerMillion: 999_999_999, cachedInputPerMillion: 0, outputPerMillion: 0 }],
    };

    expect(priceOf({ inputTokens: 999_999_999, cachedInputTokens: 0, outputTokens: 0 }, dear)).toBe(999_999_998_001);
  });
});
