import { z } from 'zod';
import { parseUsd } from '../kernel/micro-usd.ts';
import { ModelId } from '../kernel/model-id.ts';

/** A cap in USD, above zero. */
export const UsdCap = z
  .number('an amount in USD')
  .gt(0, 'more than 0')
  .refine((usd) => parseUsd(String(usd)) !== null, 'an amount in USD with at most six decimals');

const Models = z.strictObject({
  first: ModelId.default('mistral:mistral-large-latest').describe('The first model of every skill.'),
  second: ModelId.default('google:gemini-2.5-pro').describe('The second model of every skill, the contrarian.'),
  chair: ModelId.default('google:gemini-2.5-flash').describe('The model that groups findings and writes the summary.'),
});

/** Who sits on the committee, what it may spend and how binding its verdict is. */
export const CommitteeConfig = z
  .strictObject({
    enforcement: z
      .enum(['blocking', 'advisory'])
      .default('blocking')
      .describe('Advisory: a rejected verdict reports neutral.'),
    models: Models.prefault({}),
    fallbacks: z
      .record(ModelId, z.array(ModelId).min(1, 'at least one model'))
      .default({})
      .describe('Models to ask, in this order, when the named one fails.'),
    seats_heard: z.number().gt(0).max(1).default(0.8).describe('Share of the seats that must be heard.'),
    coverage: z
      .number()
      .min(0)
      .max(1)
      .default(0.9)
      .describe('Share of changed implementation lines that must have been read.'),
    budget_usd: UsdCap.default(2).describe('What one session may cost at most.'),
    budget_usd_per_day: UsdCap.default(20).describe('What all sessions of this repository may cost in a day.'),
    max_lines: z
      .int()
      .positive()
      .default(20_000)
      .describe(
        'How many changed lines one session reads; of a larger change none is read, and the verdict proposes how to split it.',
      ),
    strangers: z
      .enum(['ask', 'review'])
      .default('ask')
      .describe('Pull requests of people without write: on request, or at once.'),
    inline: z.enum(['blockers', 'all', 'none']).default('blockers').describe('Which findings become inline comments.'),
  })
  .describe('The committee.');
export type CommitteeConfig = z.infer<typeof CommitteeConfig>;
