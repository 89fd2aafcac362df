import { z } from 'zod';

const Value = z.number().nullable().describe('Null where it is undefined.');
const Side = z.enum(['BUY', 'SELL']);
const Time = z.string().describe('ISO 8601 in UTC.');

/** A trade that only one of two runs has. */
export const ListedTrade = z.strictObject({
  symbol: z.string(),
  action: Side,
  entry_time: Time,
  entry_price: z.number(),
  exit_time: Time,
  exit_price: z.number(),
  volume: z.number(),
  reason: z.string(),
  pnl_net: z.number(),
});
export type ListedTrade = z.infer<typeof ListedTrade>;

/** A trade that both runs have: entered at one time in one direction, and otherwise in what is named. */
export const ChangedTrade = z.strictObject({
  base: ListedTrade,
  head: ListedTrade,
  differs: z.array(z.string()).min(1).describe('The fields of the trade that are not alike.'),
});
export type ChangedTrade = z.infer<typeof ChangedTrade>;

/** What became of the trades of the base; a list holds the first of as many as its count says. */
export const TradeChanges = z.strictObject({
  base: z.int(),
  head: z.int(),
  same: z.int(),
  changed: z.int(),
  appeared: z.int(),
  disappeared: z.int(),
  changed_trades: z.array(ChangedTrade),
  appeared_trades: z.array(ListedTrade),
  disappeared_trades: z.array(ListedTrade),
});
export type TradeChanges = z.infer<typeof TradeChanges>;

/** Two runs on the same data, side by side. Differences are head - base. */
export const Comparison = z.strictObject({
  verdict: z.enum(['better', 'worse', 'not_distinguishable']),
  identical: z.boolean().describe('Whether all returns and all trades are the same.'),
  regression: z.boolean().describe('The interval is below zero and the loss exceeds the tolerance.'),
  reason: z.string().describe('Why this verdict, in one sentence.'),
  deciding: z.strictObject({
    figure: z.enum(['mean_daily_return', 'sharpe']),
    base: Value,
    head: Value,
    difference: Value,
    interval: z
      .strictObject({ low: z.number(), high: z.number(), level: z.number() })
      .nullable()
      .describe('Of the difference; null where there is too little to say.'),
    tolerance: z.number(),
  }),
  returns_basis: z.enum(['day', 'bar', 'week', 'month']),
  returns: z.int(),
  days: z.number().describe('Days from the end of the first period to that of the last, both counted.'),
  bootstrap: z.strictObject({ generator: z.string(), seed: z.int(), draws: z.int(), mean_block: z.int() }),
  figures: z.array(z.strictObject({ name: z.string(), base: Value, head: Value, difference: Value })),
  trades: TradeChanges,
});
export type Comparison = z.infer<typeof Comparison>;
