import { z } from 'zod';
import { DrillEvidence, RunEvidence } from '../../../backtest/checks/evidence.ts';
import { DataManifest } from '../../../backtest/data/manifest.ts';
import { Summary } from '../../../backtest/metrics/summary.ts';
import type { RunOrder, Surroundings } from '../../../ports/backtest-engine.ts';
import type { WallChoice } from '../wall/wall-engine.ts';

const Numbers = z.array(z.number());
const Side = z.enum(['BUY', 'SELL']);
const Price = z.number().nullable();

const Trade = z.strictObject({
  position_id: z.string(),
  order_id: z.string(),
  symbol: z.string(),
  action: Side,
  order_type: z.enum(['MARKET', 'LIMIT']),
  volume: z.number(),
  decided_bar: z.int(),
  entry_bar: z.int(),
  entry_time: z.number(),
  entry_price: z.number(),
  entry_fee: z.number(),
  exit_bar: z.int(),
  exit_time: z.number(),
  exit_price: z.number(),
  exit_fee: z.number(),
  reason: z.enum(['close', 'sl', 'tp', 'end_of_data', 'kill_switch', 'liquidation']),
  sl: Price,
  tp: Price,
  gross: z.number(),
  pnl_net: z.number(),
  slippage_cost: z.number(),
  comment: z.string(),
  exit_comment: z.string(),
});

const Points = z.array(z.strictObject({ time: z.number(), value: z.number() }));

const Candles = z.strictObject({
  symbol: z.string(),
  barsPerCandle: z.int(),
  time: Numbers,
  open: Numbers,
  high: Numbers,
  low: Numbers,
  close: Numbers,
});

const Outcome = z.strictObject({
  summary: Summary,
  returns: z.strictObject({ basis: z.enum(['day', 'bar', 'week', 'month']), ends: Numbers, values: Numbers }),
  manifests: z.array(DataManifest),
  strategySha256: z.string(),
  mode: z.enum(['fast', 'strict']),
  runtime: z.strictObject({
    language: z.enum(['typescript', 'python']),
    version: z.string(),
    packages: z.record(z.string(), z.string()),
  }),
  duration: z.number(),
  trades: z.array(Trade),
  curves: z.strictObject({ equity: Points, drawdown: Points, trades: z.array(Trade), tradeCount: z.int() }).nullable(),
  report: z.strictObject({ candles: z.array(Candles), evidence: RunEvidence, drills: DrillEvidence }).nullable(),
});

/** What the engine process is told, once. */
export interface EngineOrder {
  readonly order: RunOrder;
  /** The wall that it starts the strategy behind; null where none stands. */
  readonly wall: WallChoice | null;
  /** Of the process behind the wall. */
  readonly surroundings: Surroundings;
}

/** What is heard of the engine process, which runs code of others: nothing of it is believed before it is read. */
export const EngineMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  /** From here on it is the strategy's time. */
  z.strictObject({ kind: z.literal('strategy') }),
  z.strictObject({ kind: z.literal('progress'), done: z.int(), total: z.int().nullable() }),
  z.strictObject({ kind: z.literal('outcome'), outcome: Outcome }),
  z.strictObject({
    kind: z.literal('refused'),
    code: z.enum(['bad-input', 'bad-config', 'outside-failed', 'broken']),
    what: z.string(),
    facts: z.strictObject({
      where: z.string().exactOptional(),
      expected: z.string().exactOptional(),
      advice: z.string().exactOptional(),
    }),
  }),
]);
export type EngineMessage = z.infer<typeof EngineMessage>;
