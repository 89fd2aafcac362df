import { z } from 'zod';

/** What a clean proof says, and what it does not. */
export const CLAIM = 'decisions depend on no later bar that was supplied; memorised history is not excluded';

/** Up to so many closes every prefix is computed; above, a sample of them. */
export const EVERY_PREFIX_UP_TO = 50_000;

/** Fewest bars after the warm-up, and fewest decisions to do something, about which anything is said. */
export const FEWEST_BARS = 30;
export const FEWEST_DECISIONS = 5;

/** Most differences that are told. */
export const MOST_DIFFERENCES = 10;

/** One thing that is otherwise when later bars are there. Values and decisions are texts: NaN is a value too. */
export const Difference = z.strictObject({
  kind: z.enum(['value', 'decision', 'throw']),
  found_by: z.enum(['prefix', 'noise']).describe('By bars that were missing, or by others in their place.'),
  symbol: z.string(),
  bar: z.int().min(0),
  time: z.string().describe('When the bar closes, ISO 8601 in UTC.'),
  column: z.string().nullable(),
  supplied: z.string().describe('What it is when the later bars of the data are there.'),
  withheld: z.string().describe('What it is when they are not.'),
  words: z.string(),
});
export type Difference = z.infer<typeof Difference>;

/** What the look-ahead proof came to. */
export const LookAheadProof = z.strictObject({
  answer: z.enum(['clean', 'leak', 'not_proven']),
  claim: z.string(),
  reasons: z.array(z.string()).min(1).describe('Why this answer, one sentence each.'),
  mode: z.enum(['every_prefix', 'sampled']),
  bars: z.int().min(0).describe('Of all symbols.'),
  warmup: z.int().min(0).describe('The longest of all symbols.'),
  cuts: z.int().min(0).describe('Prefixes on which the strategy computed and decided.'),
  columns: z.array(z.string()).describe('As SYMBOL.column.'),
  values: z.int().min(0).describe('Values of columns that were compared.'),
  decisions: z.strictObject({
    compared: z.int().min(0),
    non_empty: z.int().min(0).describe('Of those, the ones in which anything was wanted.'),
  }),
  noise: z.strictObject({ cuts: z.int().min(0), seed: z.int() }),
  differences: z.array(Difference).max(MOST_DIFFERENCES).describe('The first of each column, and the first decisions.'),
  differences_found: z.int().min(0).describe('Also those that are not told.'),
  calendar: z.strictObject({
    weeks: z.int(),
    changed: z.int().min(0).nullable().describe('Decisions that changed; null when it could not be run.'),
    warning: z.string().nullable(),
  }),
});
export type LookAheadProof = z.infer<typeof LookAheadProof>;
