import { z } from 'zod';

/** The tests of trading that block, in the order in which they are told. */
export const CHECK_IDS = [
  'leakage',
  'time-zones',
  'reproducibility',
  'fees',
  'slippage',
  'sizing',
  'risk-limits',
  'kill-switch',
  'exchange-errors',
  'batch-stream-parity',
  'portfolio-invariants',
] as const;

/** What one test of a run came to; what is not shown is `not_proven`, never `pass`. */
export const Check = z.strictObject({
  id: z.enum(CHECK_IDS),
  answer: z.enum(['pass', 'fail', 'not_proven']),
  evidence: z.array(z.string()).min(1).describe('What was seen, or what is missing to say more; one sentence each.'),
});
export type Check = z.infer<typeof Check>;
export type CheckId = Check['id'];
