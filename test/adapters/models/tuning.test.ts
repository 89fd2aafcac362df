import { describe, expect, it } from 'vitest';
import { wayTo } from '../../../src/adapters/models/route.ts';
import { type ModelSettings, readModelSettings } from '../../../src/adapters/models/settings.ts';
import { tuningOf } from '../../../src/adapters/models/tuning.ts';

const direct = readModelSettings({
  MISTRAL_API_KEY: 'm',
  GOOGLE_GENERATIVE_AI_API_KEY: 'g',
  LITELLM_BASE_URL: 'http://localhost:4000',
});
const proxied = readModelSettings({ LITELLM_BASE_URL: 'http://localhost:4000' });

describe('the tuning of a call', () => {
  it.each([
    ['mistral:mistral-large-latest', 0],
    ['mistral:magistral-medium-latest', undefined],
    ['google:gemini-2.5-pro', 0],
    ['google:gemini-2.0-flash', 0],
    ['google:gemini-3-pro-preview', undefined],
    ['google:gemini-flash-latest', undefined],
    ['litellm:openai/gpt-4.1', 0],
    ['litellm:openai/o3', undefined],
    ['litellm:gpt-5-mini', undefined],
    ['litellm:gemini/gemini-3-pro-preview', undefined],
  ])('leaves %s at temperature %s', (model, temperature) => {
    expect(tuned(model, 4_000, direct).temperature).toBe(temperature);
  });

  it.each([
    ['google:gemini-2.5-pro', 8_000, { thinkingBudget: 4_000 }],
    ['google:gemini-2.5-pro', 100, { thinkingBudget: 128 }],
    ['google:gemini-2.5-pro', 200_000, { thinkingBudget: 32_768 }],
    ['google:gemini-2.5-flash', 100, { thinkingBudget: 50 }],
    ['google:gemini-2.5-flash', 200_000, { thinkingBudget: 24_576 }],
    ['google:gemini-2.5-flash-lite', 600, { thinkingBudget: 512 }],
    ['google:gemini-3-pro-preview', 8_000, { thinkingLevel: 'low' }],
    ['google:gemini-pro-latest', 8_000, { thinkingLevel: 'low' }],
  ])('bounds the thoughts of %s with %i tokens of output', (model, maxOutputTokens, thinkingConfig) => {
    expect(tuned(model, maxOutputTokens, direct).google).toEqual({ thinkingConfig });
  });

  it.each(['google:gemini-2.0-flash', 'google:gemma-3-27b-it', 'mistral:mistral-large-latest'])(
    'says nothing of thoughts to %s',
    (model) => {
      expect(tuned(model, 4_000, direct).google).toEqual({});
    },
  );

  it.each([
    ['google:gemini-2.5-pro', 8_000, { reasoningEffort: 'medium' }],
    ['google:gemini-2.5-pro', 2_000, { reasoningEffort: 'low' }],
    ['google:gemini-3-pro-preview', 8_000, { reasoningEffort: 'low' }],
    ['google:gemini-2.0-flash', 8_000, {}],
    ['mistral:mistral-large-latest', 8_000, {}],
    ['litellm:gemini/gemini-2.5-pro', 8_000, {}],
  ])('bounds the thoughts of %s behind a proxy', (model, maxOutputTokens, litellm) => {
    expect(tuned(model, maxOutputTokens, proxied).litellm).toEqual(litellm);
  });

  it.each([
    [7, 7],
    [2 ** 31, 1],
    [-5, 5],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER % (2 ** 31 - 1)],
  ])('folds the seed %i into 31 bits', (seed, sent) => {
    const way = wayTo('google:gemini-2.5-pro', direct);

    expect(way.kind === 'ready' && tuningOf(way.route, { seed, maxOutputTokens: 1 }).seed).toBe(sent);
  });
});

function tuned(model: string, maxOutputTokens: number, settings: ModelSettings) {
  const way = wayTo(model, settings);
  if (way.kind !== 'ready') throw new Error(`${model} is not ready`);
  return tuningOf(way.route, { seed: 1, maxOutputTokens });
}
