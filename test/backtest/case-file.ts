import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const FILE = process.env.CASES_BACKTEST ?? join(import.meta.dirname, '../fixtures/cases/backtest.json');

const Order = z.looseObject({ action: z.string(), type: z.string() });

const Action = z.discriminatedUnion('op', [
  z.strictObject({ at: z.int(), op: z.literal('place'), ref: z.string(), order: Order }),
  z.strictObject({ at: z.int(), op: z.literal('cancel'), ref: z.string() }),
  z.strictObject({ at: z.int(), op: z.literal('close'), ref: z.string() }),
]);
export type Action = z.infer<typeof Action>;

const CaseConfig = z.strictObject({
  initial_cash: z.number(),
  leverage: z.number(),
  fee_taker: z.number(),
  fee_maker: z.number(),
  fee_fixed: z.number(),
  slippage: z.number(),
  spread: z.number(),
  finalize: z.enum(['none', 'close']),
  gap_fill_limit: z.enum(['open', 'limit']).default('open'),
  limit_fill: z.enum(['through', 'touch']).default('through'),
});

const Scenario = z.looseObject({
  id: z.string(),
  title: z.string(),
  config: CaseConfig.partial(),
  bars: z.array(z.strictObject({ o: z.number(), h: z.number(), l: z.number(), c: z.number() })),
  actions: z.array(Action),
  expected: z.strictObject({
    returns: z.array(z.looseObject({})),
    events: z.array(z.looseObject({ type: z.string() })),
    trades: z.array(z.looseObject({ ref: z.string() })),
    equity: z.array(z.number()),
    final_balance: z.number(),
    order_status: z.record(z.string(), z.string()),
  }),
});
export type Scenario = z.infer<typeof Scenario>;

const Metric = z.looseObject({
  id: z.string(),
  title: z.string(),
  returns: z.array(z.number()).optional(),
  equity: z.array(z.number()).optional(),
  pnl: z.array(z.number()).optional(),
  expected: z.record(z.string(), z.number().nullable()),
});
export type MetricCase = z.infer<typeof Metric>;

const CaseFile = z.looseObject({
  defaults: CaseConfig,
  scenarios: z.array(Scenario),
  metrics: z.array(Metric),
});

/** The acceptance cases of the engine, or another file of the same form. */
export function readCases(): z.infer<typeof CaseFile> {
  return CaseFile.parse(JSON.parse(readFileSync(FILE, 'utf8')));
}
