import { z } from 'zod';

/** What running twice came to: whether the artefacts have the same bytes, and where they differ first. */
export const DeterminismProof = z.strictObject({
  answer: z.enum(['same', 'differs']),
  /** What the second run had another one of. */
  varied: z.array(z.string()),
  zones: z.array(z.string()).describe('The time zone of each run.'),
  files: z.array(z.strictObject({ name: z.string(), sha256: z.string(), second_sha256: z.string() })),
  differences: z.array(z.string()).describe('The first difference of each file that differs, in words.'),
});
export type DeterminismProof = z.infer<typeof DeterminismProof>;

/** The artefacts that are the same from run to run, in the order in which they are told. */
export const STABLE_ARTEFACTS = [
  'trades.csv',
  'equity_curve.csv',
  'events.log',
  'summary.json',
  'decisions.log',
] as const;
