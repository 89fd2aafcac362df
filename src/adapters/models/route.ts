import { type ModelId, nameOf, providerOf } from '../../kernel/model-id.ts';
import type { ModelReach } from '../../ports/models.ts';
import { type Endpoint, type ModelSettings, VARIABLE } from './settings.ts';

/** The service that answers for a model, and under which name it knows the model. */
export interface Route {
  readonly via: 'mistral' | 'google' | 'litellm';
  /** The provider that the model id names, also when a proxy stands in for it. */
  readonly provider: string;
  readonly name: string;
  readonly endpoint: Endpoint;
  /** How people call the service. */
  readonly service: string;
  /** The variable that holds the key which is sent. */
  readonly keyVariable: string;
}

/** A route, or why there is none. */
export type Way = { readonly kind: 'ready'; readonly route: Route } | Exclude<ModelReach, { kind: 'ready' }>;

/** LiteLLM calls Google's public API `gemini`. */
const NAME_AT_PROXY = { mistral: 'mistral', google: 'gemini' } as const;

/** Finds the way to a model: its own provider when there is a key, else the proxy. */
export function wayTo(model: ModelId, settings: ModelSettings): Way {
  const provider = providerOf(model);
  switch (provider) {
    case 'mistral':
      return settings.mistral.apiKey === ''
        ? aroundTo('mistral', model, settings)
        : { kind: 'ready', route: toMistral(model, settings) };
    case 'google':
      return settings.google.apiKey === ''
        ? aroundTo('google', model, settings)
        : { kind: 'ready', route: toGoogle(model, settings) };
    case 'litellm':
      return settings.litellm === null
        ? { kind: 'no-key', variables: [VARIABLE.litellmUrl] }
        : { kind: 'ready', route: toProxy(nameOf(model), provider, settings.litellm) };
    default:
      return { kind: 'unknown-provider', known: ['mistral', 'google', 'litellm'] };
  }
}

/** Why a model was not asked, in a sentence. */
export function wordUnreached(model: ModelId, way: Exclude<Way, { kind: 'ready' }>): string {
  return way.kind === 'no-key'
    ? `${model} was not asked: set ${way.variables.join(' or ')}.`
    : `${model} was not asked: its provider is none of ${way.known.join(', ')}.`;
}

function aroundTo(provider: 'mistral' | 'google', model: ModelId, { litellm }: ModelSettings): Way {
  if (litellm === null) {
    return {
      kind: 'no-key',
      variables: [provider === 'mistral' ? VARIABLE.mistralKey : VARIABLE.googleKey, VARIABLE.litellmUrl],
    };
  }
  return { kind: 'ready', route: toProxy(`${NAME_AT_PROXY[provider]}/${nameOf(model)}`, provider, litellm) };
}

function toMistral(model: ModelId, settings: ModelSettings): Route {
  const keyVariable = VARIABLE.mistralKey;
  return {
    via: 'mistral',
    provider: 'mistral',
    name: nameOf(model),
    endpoint: settings.mistral,
    service: 'Mistral',
    keyVariable,
  };
}

function toGoogle(model: ModelId, settings: ModelSettings): Route {
  const keyVariable = VARIABLE.googleKey;
  return {
    via: 'google',
    provider: 'google',
    name: nameOf(model),
    endpoint: settings.google,
    service: 'Google',
    keyVariable,
  };
}

function toProxy(name: string, provider: string, endpoint: Endpoint): Route {
  return { via: 'litellm', provider, name, endpoint, service: 'The LiteLLM proxy', keyVariable: VARIABLE.litellmKey };
}
