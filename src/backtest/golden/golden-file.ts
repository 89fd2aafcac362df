import { z } from 'zod';
import { RunConfig } from '../run-config.ts';

const Path = z.string().min(1, 'a path relative to this file, such as ../strategies/cross.ts');
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 as 64 hexadecimal digits');
const Tolerance = z.number().min(0, 'at least 0');

/** A figure that is expected: a value alone is exact, a value with a tolerance is not. */
export const ExpectedValue = z.union([
  z.number(),
  z.string(),
  z.null(),
  z
    .strictObject({
      value: z
        .number()
        .nullable()
        .describe('Null where the figure is undefined; no tolerance lets a number pass then.'),
      absolute: Tolerance.optional().describe('Distance that is let pass, in the unit of the figure.'),
      relative: Tolerance.optional().describe('Share of the expected value that is let pass.'),
    })
    .refine(
      ({ absolute, relative }) => (absolute === undefined) !== (relative === undefined),
      'either `absolute` or `relative` beside `value`',
    ),
]);
export type ExpectedValue = z.infer<typeof ExpectedValue>;

/** Artefacts that have the same bytes from run to run, so that a hash of them can be expected. */
export const ExpectedArtefacts = z.strictObject({
  'trades.csv': Sha256.optional(),
  'equity_curve.csv': Sha256.optional(),
  'events.log': Sha256.optional(),
  'summary.json': Sha256.optional(),
});
export type ExpectedArtefacts = z.infer<typeof ExpectedArtefacts>;

/** Why expected values were changed, and when. */
export const GoldenUpdate = z.strictObject({
  date: z.string().regex(/^\d{4}-\d\d-\d\d$/, 'a date such as 2026-11-21'),
  reason: z.string().min(1),
  by: z.string().min(1).optional(),
});
export type GoldenUpdate = z.infer<typeof GoldenUpdate>;

/** A golden scenario as it stands in a file: a run, and what it is to come to. Paths are relative to the file. */
export const GoldenFile = z.strictObject({
  version: z.literal(1, 'version: 1'),
  title: z.string().min(1).describe('What the scenario is, in a few words.'),
  why: z.string().min(1).optional().describe('What it guards.'),
  strategy: Path.describe('The file of the strategy.'),
  data: z
    .array(z.strictObject({ symbol: z.string().min(1), file: Path, sha256: Sha256 }))
    .min(1, 'at least one file of market data')
    .describe('Market data, in the order in which phases go over the symbols.'),
  config: z.union([Path, RunConfig]).describe('A file of configuration, or the configuration itself.'),
  seed: z.int('a whole number').describe('The seed of the run.'),
  expected: z.record(z.string(), ExpectedValue).default({}).describe('Figures of the summary, by dotted name.'),
  artefacts: ExpectedArtefacts.default({}).describe('SHA-256 of artefacts that are to have the same bytes.'),
  updates: z.array(GoldenUpdate).default([]).describe('Written by updates: when and why the expected values changed.'),
});
export type GoldenFile = z.infer<typeof GoldenFile>;
