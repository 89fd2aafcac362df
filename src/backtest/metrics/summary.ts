import { z } from 'zod';
import { RunConfig } from '../run-config.ts';

const Money = z.number().describe('In the quote currency.');
const Share = z.number().nullable().describe('A share, 0.1 for 10 %; null where it is undefined.');
const Ratio = z.number().nullable().describe('Null where it is undefined.');
const Time = z.string().nullable().describe('ISO 8601 in UTC.');
const Interval = z
  .strictObject({ low: z.number(), high: z.number(), level: z.number() })
  .nullable()
  .describe('Bootstrap interval; null where there is too little to say.');

/** What trades came to, of all symbols together or of one. */
export const TradeFigures = z.strictObject({
  trades: z.int(),
  wins: z.int().describe('Trades that won after fees; one that broke even is neither a win nor a loss.'),
  losses: z.int(),
  long_trades: z.int(),
  short_trades: z.int(),
  gross_profit: Money.describe('What winning trades won after fees, in the quote currency.'),
  gross_loss: Money.describe('What losing trades lost after fees, at most 0, in the quote currency.'),
  net_profit: Money.describe('Sum of the results of closed trades after fees, in the quote currency.'),
  fees: Money.describe('Of all fills, those of positions that are still open among them, in the quote currency.'),
  slippage_cost: Money.describe('Of closed trades, in the quote currency; it is in the prices already.'),
  turnover: Money.describe('Sum of the values of all fills, in the quote currency.'),
  win_rate: Share,
  profit_factor: Ratio,
  expectancy: Ratio,
  average_win: Ratio,
  average_loss: Ratio,
  best_trade: Ratio,
  worst_trade: Ratio,
  sqn: Ratio,
  average_bars: Ratio,
  closed_at_end: z.int().describe('Trades that only the end of the data closed.'),
  exposure_time: Share.describe('Share of the closes at which a position was open.'),
});
export type TradeFigures = z.infer<typeof TradeFigures>;

/** What the account came to. */
export const AccountFigures = z.strictObject({
  initial_cash: Money,
  final_balance: Money,
  final_equity: Money,
  total_return: Share,
  cagr: Share,
  volatility: Ratio,
  sharpe: Ratio,
  sortino: Ratio,
  calmar: Ratio,
  max_drawdown: Share,
  max_drawdown_peak: Time,
  max_drawdown_trough: Time,
  max_drawdown_recovered: Time,
  time_under_water: Share.describe('Share of the marks below the highest equity so far.'),
  longest_under_water_days: Ratio,
  average_exposure: Share.describe('Mean of exposure by equity over the marks.'),
  /** Of UTC days; null where bars are longer than one. */
  worst_day: z.strictObject({ day: z.string(), return: z.number() }).nullable(),
  best_day: z.strictObject({ day: z.string(), return: z.number() }).nullable(),
});
export type AccountFigures = z.infer<typeof AccountFigures>;

/** How far the figures can be believed. */
export const HonestyFigures = z.strictObject({
  probabilistic_sharpe: Share,
  deflated_sharpe: Share,
  trials: z.int(),
  trial_variance: z.number().nullable(),
  trial_variance_source: z.enum(['given', 'assumed', 'none']),
  mean_return: Interval.describe('Of the mean return of a period; null where there is too little to say.'),
  sharpe: Interval,
  total_return: Interval,
  expectancy: Interval,
  statement: z.string().describe('What can be said with that many trades and returns, in one sentence.'),
});
export type HonestyFigures = z.infer<typeof HonestyFigures>;

/** A file of market data that a run rests on. */
export const SummaryData = z.strictObject({
  symbol: z.string(),
  sha256: z.string(),
  bars: z.int(),
  bar_ms: z.number().nullable().describe('Length of a bar; null where it varies, as months do.'),
  first_open: Time,
  last_close: Time,
  gaps: z.int(),
  missing_bars: z.int(),
});
export type SummaryData = z.infer<typeof SummaryData>;

/** `summary.json`: the same bytes for the same data, configuration, seed and decisions. */
export const Summary = z.strictObject({
  format: z.literal('conclave-backtest-summary'),
  version: z.literal(1),
  correlation_id: z.string(),
  seed: z.int(),
  config: RunConfig,
  data: z.array(SummaryData),
  returns_basis: z.enum(['day', 'bar', 'week', 'month']),
  returns: z.int(),
  years: z.number(),
  periods_per_year: z.number().nullable(),
  account: AccountFigures,
  total: TradeFigures,
  symbols: z.record(z.string(), TradeFigures),
  months: z.array(z.strictObject({ month: z.string(), return: z.number() })),
  orders: z.strictObject({
    placed: z.int(),
    filled: z.int(),
    rejected: z.record(z.string(), z.int()),
    cancelled: z.record(z.string(), z.int()),
  }),
  kill_switch: z.array(z.strictObject({ time: z.string(), reason: z.string(), equity: Money })),
  liquidations: z.int(),
  honesty: HonestyFigures,
});
export type Summary = z.infer<typeof Summary>;
