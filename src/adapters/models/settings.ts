import { AppError } from '../../kernel/app-error.ts';

/** Where a service answers and with which key; an empty key means that none is needed or none was given. */
export interface Endpoint {
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** What the environment says about model providers, as plain data; `litellm` is null without a proxy. */
export interface ModelSettings {
  readonly mistral: Endpoint;
  readonly google: Endpoint;
  readonly litellm: Endpoint | null;
}

/** The environment variables that this adapter reads. */
export const VARIABLE = {
  mistralKey: 'MISTRAL_API_KEY',
  mistralUrl: 'MISTRAL_BASE_URL',
  googleKey: 'GOOGLE_GENERATIVE_AI_API_KEY',
  googleUrl: 'GOOGLE_GENERATIVE_AI_BASE_URL',
  litellmKey: 'LITELLM_API_KEY',
  litellmUrl: 'LITELLM_BASE_URL',
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads keys and base URLs; blank counts as unset, an ill-formed value is a `bad-input` error that does not repeat it. */
export function readModelSettings(environment: Environment): ModelSettings {
  const proxyUrl = readUrl(environment, VARIABLE.litellmUrl);
  return {
    mistral: {
      baseUrl: readUrl(environment, VARIABLE.mistralUrl) ?? 'https://api.mistral.ai/v1',
      apiKey: readKey(environment, VARIABLE.mistralKey),
    },
    google: {
      baseUrl: readUrl(environment, VARIABLE.googleUrl) ?? 'https://generativelanguage.googleapis.com/v1beta',
      apiKey: readKey(environment, VARIABLE.googleKey),
    },
    litellm: proxyUrl === null ? null : { baseUrl: proxyUrl, apiKey: readKey(environment, VARIABLE.litellmKey) },
  };
}

function readUrl(environment: Environment, variable: string): string | null {
  const text = environment[variable]?.trim() ?? '';
  if (text === '') return null;
  const url = URL.parse(text);
  const usable =
    url !== null &&
    ['http:', 'https:'].includes(url.protocol) &&
    `${url.username}${url.password}${url.search}${url.hash}` === '';
  if (!usable) {
    throw new AppError('bad-input', 'not a base URL that can be asked', {
      where: variable,
      expected: 'http or https without credentials, query or fragment, e.g. https://litellm.example.com/v1',
      advice: `Correct ${variable} or unset it; a key belongs into its own variable.`,
    });
  }
  return url.href.replace(/\/+$/, '');
}

function readKey(environment: Environment, variable: string): string {
  const key = environment[variable]?.trim() ?? '';
  if (!/^[!-~]*$/.test(key)) {
    throw new AppError('bad-input', 'not a key: it holds spaces, line breaks or non-ASCII letters', {
      where: variable,
      expected: 'the key as the provider shows it, in one line',
      advice: `Copy the key into ${variable} again.`,
    });
  }
  return key;
}
