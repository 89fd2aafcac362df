import { z } from 'zod';
import { parseUsd } from '../kernel/micro-usd.ts';
import { ModelId } from '../kernel/model-id.ts';

const UsdPerMillion = z
  .number('an amount in USD per million tokens')
  .min(0, 'an amount that is not negative')
  .refine((usd) => parseUsd(String(usd)) !== null, 'an amount in USD with at most six decimals');

const Tokens = z.int('a whole number of tokens').min(1, 'at least one token');

/** USD per million tokens. */
export const Rates = z.strictObject({
  input: UsdPerMillion.describe('USD per million input tokens.'),
  output: UsdPerMillion.describe('USD per million output tokens, reasoning included.'),
  cached_input: UsdPerMillion.optional().describe('USD per million input tokens from the cache; else the input price.'),
});
export type Rates = z.infer<typeof Rates>;

const Tier = z.strictObject({
  above: Tokens.describe('Holds for calls with more input tokens than this.'),
  ...Rates.shape,
});

/** What a model is for: `language` answers questions, `embedding` turns texts into vectors. */
export const ModelKind = z.enum(['language', 'embedding']);
export type ModelKind = z.infer<typeof ModelKind>;

/** One model as `models.yaml` tells it. */
export const ModelEntry = z
  .strictObject({
    kind: ModelKind.default('language').describe('What it answers with: words, or the vector of a text.'),
    window: Tokens.describe('Input and output tokens of a call together.'),
    max_output: Tokens.describe('The most output tokens of one call.'),
    price: Rates.optional().describe('Without it the model is known but never asked.'),
    tiers: z.array(Tier).default([]).describe('Prices of calls with long inputs, by rising threshold.'),
    currency: z.literal('USD').describe('The only currency that is counted.'),
    source: z.string().min(1, 'the page the figures are from').describe('The page the figures were read from.'),
    date: z.iso.date('a date as YYYY-MM-DD').describe('When they were read.'),
    verified: z.boolean().describe("Whether a person compared them with the provider's own page."),
    note: z.string().optional().describe('What a reader should know about the figures.'),
  })
  .refine(({ window, max_output }) => max_output <= window, { error: 'at most the window', path: ['max_output'] })
  .refine(neverFalls, { error: 'prices after a price, with rising thresholds and no rate that falls', path: ['tiers'] })
  .refine(({ price, tiers }) => [price, ...tiers].every(cacheIsNoDearer), {
    error: 'a cached_input that is not above input',
    path: ['price'],
  });
export type ModelEntry = z.infer<typeof ModelEntry>;

/** The file `models.yaml`: windows and prices by model. */
export const ModelsFile = z
  .strictObject({
    version: z.literal(1, 'version: 1').describe('The version of this format.'),
    models: z.record(ModelId, ModelEntry).describe('Models as provider:name.'),
  })
  .describe('Language models: windows and prices.');

/** A reservation is made for more tokens than are used, so a price that fell with size would reserve too little. */
function neverFalls({
  price,
  tiers,
}: {
  price?: Rates | undefined;
  tiers: readonly (Rates & { above: number })[];
}): boolean {
  if (price === undefined) return tiers.length === 0;
  const steps = [{ above: 0, ...price }, ...tiers];
  return steps.every((step, index) => {
    const before = steps[index - 1];
    if (before === undefined) return true;
    const rises = step.above > before.above && step.input >= before.input && step.output >= before.output;
    return rises && cachedRate(step) >= cachedRate(before);
  });
}

function cacheIsNoDearer(rates: Rates | undefined): boolean {
  return rates === undefined || cachedRate(rates) <= rates.input;
}

function cachedRate({ input, cached_input = input }: Rates): number {
  return cached_input;
}
