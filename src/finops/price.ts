import type { MicroUsd } from '../kernel/micro-usd.ts';

const TOKENS_PER_PRICE = 1_000_000n;

/** Tokens of one call as far as they are paid; the same shape as a model port's usage, which this room may not import. */
export interface PaidTokens {
  readonly inputTokens: number;
  /** Part of the input that came from the provider's cache. */
  readonly cachedInputTokens: number;
  /** Reasoning included. */
  readonly outputTokens: number;
}

/** Micro-dollars per million tokens, for calls whose input is longer than a threshold. */
export interface PriceTier {
  readonly aboveInputTokens: number;
  readonly inputPerMillion: MicroUsd;
  readonly cachedInputPerMillion: MicroUsd;
  readonly outputPerMillion: MicroUsd;
}

/** What a model costs: tiers by rising threshold, of which the first holds for every call. */
export interface ModelPrice {
  readonly tiers: readonly [PriceTier, ...PriceTier[]];
}

/** Price of one call in whole micro-dollars, rounded up; the size of the whole input decides the tier of all its tokens. */
export function priceOf(usage: PaidTokens, price: ModelPrice): MicroUsd {
  const tier = tierFor(usage.inputTokens, price);
  const cached = Math.min(usage.cachedInputTokens, usage.inputTokens);
  const total =
    costOf(usage.inputTokens - cached, tier.inputPerMillion) +
    costOf(cached, tier.cachedInputPerMillion) +
    costOf(usage.outputTokens, tier.outputPerMillion);
  return Number((total + TOKENS_PER_PRICE - 1n) / TOKENS_PER_PRICE);
}

/** The most a call can cost: nothing from the cache, every output token used. */
export function worstPriceOf(inputTokens: number, maxOutputTokens: number, price: ModelPrice): MicroUsd {
  return priceOf({ inputTokens, cachedInputTokens: 0, outputTokens: maxOutputTokens }, price);
}

function tierFor(inputTokens: number, { tiers }: ModelPrice): PriceTier {
  const [first, ...further] = tiers;
  return further.findLast((tier) => inputTokens > tier.aboveInputTokens) ?? first;
}

/** In millionths of a micro-dollar; big integers, because a long day's tokens times a price passes 2^53. */
function costOf(tokens: number, perMillion: MicroUsd): bigint {
  return BigInt(tokens) * BigInt(perMillion);
}
