import { describe, expect, it } from 'vitest';
import { createModels } from '../../../src/adapters/models/models.ts';
import { readModelSettings } from '../../../src/adapters/models/settings.ts';
import { AppError, renderError } from '../../../src/kernel/app-error.ts';

describe('the settings', () => {
  it("point at the providers' own addresses and at no proxy when nothing is set", () => {
    const settings = readModelSettings({});

    expect(settings).toEqual({
      mistral: { baseUrl: 'https://api.mistral.ai/v1', apiKey: '' },
      google: { baseUrl: 'https://generativelanguage.googleapis.com/v1beta', apiKey: '' },
      litellm: null,
    });
  });

  it('take keys and addresses from the environment, without surrounding space or a slash at the end', () => {
    const settings = readModelSettings({
      MISTRAL_API_KEY: ' m-key\n',
      MISTRAL_BASE_URL: 'https://eu.example.com/mistral/v1/',
      GOOGLE_GENERATIVE_AI_API_KEY: 'g-key',
      GOOGLE_GENERATIVE_AI_BASE_URL: 'http://127.0.0.1:9/v1beta',
      LITELLM_BASE_URL: 'http://localhost:4000',
      LITELLM_API_KEY: 'sk-1',
    });

    expect(settings).toEqual({
      mistral: { baseUrl: 'https://eu.example.com/mistral/v1', apiKey: 'm-key' },
      google: { baseUrl: 'http://127.0.0.1:9/v1beta', apiKey: 'g-key' },
      litellm: { baseUrl: 'http://localhost:4000', apiKey: 'sk-1' },
    });
  });

  it('hold a blank variable for unset', () => {
    const blank = { MISTRAL_API_KEY: '  ', MISTRAL_BASE_URL: '', LITELLM_BASE_URL: ' ', LITELLM_API_KEY: 'sk-1' };

    expect(readModelSettings(blank)).toEqual(readModelSettings({}));
  });

  it.each([
    ['MISTRAL_BASE_URL', 'api.mistral.ai/v1'],
    ['MISTRAL_BASE_URL', 'localhost:4000'],
    ['GOOGLE_GENERATIVE_AI_BASE_URL', 'ftp://example.com'],
    ['LITELLM_BASE_URL', 'http://user:secret@example.com'],
    ['LITELLM_BASE_URL', 'https://example.com/v1?key=secret'],
    ['LITELLM_BASE_URL', 'https://example.com/v1#secret'],
    ['LITELLM_BASE_URL', 'https://'],
    ['MISTRAL_API_KEY', 'secret with-space'],
    ['GOOGLE_GENERATIVE_AI_API_KEY', 'secret\nsecond-line'],
    ['MISTRAL_API_KEY', 'sécret'],
  ])('refuse %s=%j by its name, without repeating it', (variable, value) => {
    const error = errorOf(() => readModelSettings({ [variable]: value }));

    expect(error).toMatchObject({ code: 'bad-input', facts: { where: variable } });
    expect(renderError(error)).not.toContain('secret');
  });
});

describe('reach', () => {
  const keys = { MISTRAL_API_KEY: 'm', GOOGLE_GENERATIVE_AI_API_KEY: 'g' };
  const proxy = { LITELLM_BASE_URL: 'http://localhost:4000' };

  it.each([
    ['mistral:mistral-large-latest', keys],
    ['google:gemini-2.5-pro', keys],
    ['mistral:mistral-large-latest', proxy],
    ['google:gemini-2.5-pro', proxy],
    ['litellm:openai/gpt-4.1', proxy],
    ['litellm:ollama/llama3:8b', proxy],
  ])('says that %s is ready', (model, environment) => {
    expect(createModels(readModelSettings(environment)).reach(model)).toEqual({ kind: 'ready' });
  });

  it.each([
    ['mistral:mistral-large-latest', { GOOGLE_GENERATIVE_AI_API_KEY: 'g' }, ['MISTRAL_API_KEY', 'LITELLM_BASE_URL']],
    ['google:gemini-2.5-pro', { MISTRAL_API_KEY: 'm' }, ['GOOGLE_GENERATIVE_AI_API_KEY', 'LITELLM_BASE_URL']],
    ['litellm:openai/gpt-4.1', { ...keys, LITELLM_API_KEY: 'sk-1' }, ['LITELLM_BASE_URL']],
  ])('names the variables that would make %s ready', (model, environment, variables) => {
    expect(createModels(readModelSettings(environment)).reach(model)).toEqual({ kind: 'no-key', variables });
  });

  it('names the providers it knows when asked for another', () => {
    const reach = createModels(readModelSettings({ ...keys, ...proxy })).reach('acme:model');

    expect(reach).toEqual({ kind: 'unknown-provider', known: ['mistral', 'google', 'litellm'] });
  });
});

function errorOf(act: () => unknown): AppError {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
