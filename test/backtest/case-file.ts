import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const FILE = process.env.CASES_BACKTEST ?? join(import.meta.dirname, '../fixtures/cases/backtest.json');

const Action = z.looseObject({
  at: z.int(),
  op: z.enum(['place', 'cancel', 'close']),
  ref: z.string(),
  order: z.looseObject({}).optional(),
});
export type Action = z.infer<typeof Action>;

const CaseConfig = z.looseObject({
  gap_fill_limit: z.enum(['open', 'limit']).optional(),
});
export type CaseConfig = z.infer<typeof CaseConfig>;

/** One scenario; what it says beyond this goes to the engine as it stands. */
export const Scenario = z.looseObject({
  config: CaseConfig.default({}),
  bars: z.array(z.looseObject({ o: z.number(), h: z.number(), l: z.number(), c: z.number() })),
  actions: z.array(Action),
  expected: z.looseObject({ order_status: z.record(z.string(), z.string()).default({}) }),
});
export type Scenario = z.infer<typeof Scenario>;

/** One metric with what it is computed from. */
export const MetricCase = z.looseObject({
  returns: z.array(z.number()).optional(),
  equity: z.array(z.number()).optional(),
  pnl: z.array(z.number()).optional(),
  expected: z.record(z.string(), z.unknown()),
});
export type MetricCase = z.infer<typeof MetricCase>;

/** A case before it is read: one that cannot be read fails alone. */
const Named = z.looseObject({ id: z.string(), title: z.string().default('') });

const CaseFile = z.looseObject({
  defaults: CaseConfig,
  scenarios: z.array(Named),
  metrics: z.array(Named),
});

/** The acceptance cases of the engine, or another file of the same form. */
export function readCases(): z.infer<typeof CaseFile> {
  return CaseFile.parse(JSON.parse(readFileSync(FILE, 'utf8')));
}
