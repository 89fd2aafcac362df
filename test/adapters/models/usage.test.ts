import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statedMicroUsd, tokenUsageOf, tokenUsageOfBody } from '../../../src/adapters/models/usage.ts';

describe('a stated price', () => {
  it.each([
    ['0.000123', 123],
    ['0.00021', 210],
    ['0.0000001', 1],
    ['1e-9', 1],
    ['12.5', 12_500_000],
    ['0', 0],
    ['', null],
    ['None', null],
    ['-1', null],
    ['Infinity', null],
  ])('of %j USD is %s micro-dollars', (header, microUsd) => {
    expect(statedMicroUsd(new Headers({ 'x-litellm-response-cost': header }))).toBe(microUsd);
  });

  it('is null when no header came', () => {
    expect(statedMicroUsd(new Headers())).toBeNull();
  });

  it('of whole micro-dollars is kept exactly, however it is written', () => {
    fc.assert(
      fc.property(fc.nat(10 ** 9), (microUsd) => {
        const headers = new Headers({ 'x-litellm-response-cost': String(microUsd / 1_000_000) });

        expect(statedMicroUsd(headers)).toBe(microUsd);
      }),
    );
  });
});

describe('token usage', () => {
  it('never shows more reasoning than output, nor more cached than read', () => {
    const usage = tokenUsageOf({
      inputTokens: 10,
      inputTokenDetails: { noCacheTokens: undefined, cacheReadTokens: 40, cacheWriteTokens: undefined },
      outputTokens: 5,
      outputTokenDetails: { textTokens: undefined, reasoningTokens: 30 },
      totalTokens: 45,
    });

    expect(usage).toEqual({ inputTokens: 10, cachedInputTokens: 10, outputTokens: 30, reasoningTokens: 30 });
  });

  it.each([
    [{ usage: { prompt_tokens: 9, completion_tokens: 4 } }, 9, 4, 0],
    [{ usageMetadata: { promptTokenCount: 9, thoughtsTokenCount: 3, candidatesTokenCount: 1 } }, 9, 4, 3],
    [{ usageMetadata: { promptTokenCount: 9 } }, 9, 0, 0],
  ])('is read from a body that is no answer: %j', (body, inputTokens, outputTokens, reasoningTokens) => {
    expect(tokenUsageOfBody(body)).toEqual({ inputTokens, cachedInputTokens: 0, outputTokens, reasoningTokens });
  });

  it.each([null, 'text', {}, { usage: null }])('is null where a body states none: %j', (body) => {
    expect(tokenUsageOfBody(body)).toBeNull();
  });
});
