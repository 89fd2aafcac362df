import type { ModelRequest } from '../../ports/models.ts';
import type { Route } from './route.ts';

/** What is set beside the prompt; undefined leaves the provider's default. */
interface Tuning {
  readonly temperature: number | undefined;
  readonly seed: number;
  readonly google: {
    readonly thinkingConfig?: { readonly thinkingBudget: number } | { readonly thinkingLevel: 'low' };
  };
  readonly litellm: { readonly reasoningEffort?: 'low' | 'medium' };
}

/** Gemini refuses a seed beyond a signed 32-bit integer. */
const SEEDS = 2 ** 31 - 1;

/** Chooses the settings that make an answer repeatable and leave room for it after the reasoning. */
export function tuningOf(route: Route, request: Pick<ModelRequest, 'seed' | 'maxOutputTokens'>): Tuning {
  const name = route.name.toLowerCase();
  return {
    temperature: wantsOwnTemperature(name) ? undefined : 0,
    seed: Math.abs(Math.trunc(request.seed)) % SEEDS,
    google: route.via === 'google' ? thinkingOf(name, request.maxOutputTokens) : {},
    litellm: route.via === 'litellm' && route.provider === 'google' ? effortOf(name, request.maxOutputTokens) : {},
  };
}

/** Makers of these reasoning models advise against, or refuse, any temperature but their own. */
function wantsOwnTemperature(name: string): boolean {
  return thinksByLevel(name) || /magistral|(?:^|\/)(?:o[1-9]|gpt-[5-9])/.test(name);
}

function thinksByBudget(name: string): boolean {
  return name.includes('gemini-2.5');
}

function thinksByLevel(name: string): boolean {
  return /gemini-(?:[3-9]|[1-9]\d)|gemini-(?:pro|flash|flash-lite)-latest/.test(name);
}

/** Thoughts count as output at Gemini: at most half of the limit may go to them. */
function thinkingOf(name: string, maxOutputTokens: number): Tuning['google'] {
  if (thinksByLevel(name)) return { thinkingConfig: { thinkingLevel: 'low' } };
  if (!thinksByBudget(name)) return {};
  const [least, most] = budgetRangeOf(name);
  const half = Math.floor(maxOutputTokens / 2);
  return { thinkingConfig: { thinkingBudget: Math.min(most, Math.max(least, half)) } };
}

/** Smallest and largest thinking budget in tokens, as ai.google.dev/gemini-api/docs/thinking gives them. */
function budgetRangeOf(name: string): readonly [number, number] {
  if (name.includes('flash-lite')) return [512, 24_576];
  if (name.includes('flash')) return [0, 24_576];
  return [128, 32_768];
}

/** LiteLLM turns effort into a Gemini budget of about 1,000 (low) or 2,000 (medium) tokens, or into a level. */
function effortOf(name: string, maxOutputTokens: number): Tuning['litellm'] {
  if (thinksByLevel(name)) return { reasoningEffort: 'low' };
  if (!thinksByBudget(name)) return {};
  return { reasoningEffort: maxOutputTokens >= 4_096 ? 'medium' : 'low' };
}
