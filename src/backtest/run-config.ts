import { z } from 'zod';

const Share = z.number().min(0, 'at least 0').lt(1, 'less than 1, such as 0.0004 for 4 basis points');
const Chance = z.number().min(0, 'a chance from 0 to 1').max(1, 'a chance from 0 to 1');
const Positive = z.number().gt(0, 'more than 0');

const fee_taker = Share.describe('Fee on market orders, stops and closes, as a share of the value.');
const fee_maker = z
  .number()
  .gt(-1, 'more than -1')
  .lt(1, 'less than 1, such as 0.0004 for 4 basis points')
  .describe('Fee on limit entries and take-profits, as a share of the value; a rebate is below 0.');
const fee_fixed = z.number().min(0, 'at least 0').describe('Money for each fill, beside the share.');
const slippage = Share.describe('Share of the price, always against you, on market orders, stops and closes.');
const spread = z
  .number()
  .min(0, 'at least 0')
  .describe('Distance of bid and ask in the quote currency; bars are mid prices.');
const leverage = z.number().min(1, 'at least 1').describe('Value of a position for each unit of margin.');
const tick_size = Positive.nullable().describe('Prices of orders must stand on this grid; null asks for none.');
const lot_size = Positive.nullable().describe('Volumes must stand on this grid; sizes by share are floored to it.');
const min_notional = z.number().min(0, 'at least 0').describe('Least value of an entry.');

/** What one symbol has otherwise than the rest of the run. */
export const InstrumentConfig = z.strictObject({
  leverage: leverage.optional(),
  fee_taker: fee_taker.optional(),
  fee_maker: fee_maker.optional(),
  fee_fixed: fee_fixed.optional(),
  slippage: slippage.optional(),
  spread: spread.optional(),
  tick_size: tick_size.optional(),
  lot_size: lot_size.optional(),
  min_notional: min_notional.optional(),
});
export type InstrumentConfig = z.infer<typeof InstrumentConfig>;

/** Rules that the engine enforces, whatever the strategy asks for. */
const RiskConfig = z.strictObject({
  max_open_positions: z
    .int()
    .positive()
    .nullable()
    .default(1)
    .describe('Open positions for each symbol; null allows any number.'),
  max_position: Positive.nullable().default(null).describe('Largest value of one position at its fill, in money.'),
  max_exposure: Positive.nullable()
    .default(null)
    .describe('Largest sum of the values of open positions, as a multiple of equity.'),
  max_orders_per_day: z.int().positive().nullable().default(null).describe('Entries that may fill in a UTC day.'),
  max_daily_loss: Share.gt(0)
    .nullable()
    .default(null)
    .describe('Share of the equity at the end of the day before: beyond it everything is closed until the next day.'),
  max_drawdown: Share.gt(0)
    .nullable()
    .default(null)
    .describe('Share of the highest equity: beyond it everything is closed for the rest of the run.'),
});
export type RiskConfig = z.infer<typeof RiskConfig>;

/** Faults of an exchange, a function of the seed and the number of the order. */
const FaultsConfig = z
  .strictObject({
    reject: Chance.default(0).describe('Chance that an order is rejected.'),
    delay: Chance.default(0).describe('Chance that an order acts later than on the next bar.'),
    delay_bars: z.int().positive().default(1).describe('By how many bars it is late.'),
    partial: Chance.default(0).describe('Chance that only a part of an order fills; the rest is cancelled.'),
  })
  .refine(
    ({ reject, delay, partial }) => reject + delay + partial <= 1,
    'reject, delay and partial add up to at most 1',
  );
export type FaultsConfig = z.infer<typeof FaultsConfig>;

/** How a file of market data is to be read. What is null must follow from the file, or the file is refused. */
export const DataConfig = z.strictObject({
  timezone: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe('Zone of times without one, such as UTC or America/New_York; it is never guessed.'),
  timestamps: z
    .enum(['open', 'close'])
    .default('open')
    .describe('Whether a time in the file is where its bar opens or closes.'),
  bar: z
    .string()
    .regex(/^[1-9]\d*(?:s|m|h|d|w|mo)$/, 'a length such as 5m, 1h, 1d, 1w or 1mo')
    .nullable()
    .default(null)
    .describe('Length of a bar; the most frequent distance when it is null.'),
});
export type DataConfig = z.infer<typeof DataConfig>;

/** How figures are computed. */
const FiguresConfig = z.strictObject({
  risk_free: z.number().gt(-1).default(0).describe('Risk-free return in a year.'),
  target: z.number().default(0).describe('Least acceptable return of a period, for Sortino.'),
  periods_per_year: Positive.nullable()
    .default(null)
    .describe('For annualisation; the number of returns by the years that they span when it is null.'),
  trials: z
    .int()
    .positive()
    .default(1)
    .describe('Strategies that were tried before this one, for the deflated Sharpe ratio.'),
  trial_variance: Positive.nullable()
    .default(null)
    .describe('Variance of the Sharpe ratios of the trials, per period; 1 / (T - 1) when it is null, and said so.'),
});
export type FiguresConfig = z.infer<typeof FiguresConfig>;

/** How two sides are compared. */
export const CompareConfig = z.strictObject({
  figure: z
    .enum(['mean_daily_return', 'sharpe'])
    .default('mean_daily_return')
    .describe('The figure that decides; all others describe.'),
  tolerance: z.number().min(0).default(0).describe('Loss of the deciding figure that is let pass, in its own unit.'),
});
export type CompareConfig = z.infer<typeof CompareConfig>;

/** Everything that a run is made with, beside strategy, data and seed. */
export const RunConfig = z
  .strictObject({
    version: z.literal(1, 'version: 1'),
    initial_cash: Positive.default(10_000).describe('Money at the start, in the quote currency.'),
    market: z
      .enum(['continuous', 'sessions'])
      .default('continuous')
      .describe('A resting limit that the open has passed fills at its own price, or at the better open (R19).'),
    limit_fill: z
      .enum(['through', 'touch'])
      .default('through')
      .describe('Whether a limit fills only when the price trades through it, or at its touch (R5, R9).'),
    finalize: z
      .enum(['close', 'none'])
      .default('close')
      .describe('Whether positions that are open at the end of the data are closed at the last close (R16).'),
    maintenance_margin: z
      .number()
      .min(0)
      .max(1)
      .default(0.5)
      .describe('Share of the used margin: with equity at or below it, everything is closed at the next open.'),
    leverage: leverage.default(1),
    fee_taker: fee_taker.default(0),
    fee_maker: fee_maker.default(0),
    fee_fixed: fee_fixed.default(0),
    slippage: slippage.default(0),
    spread: spread.default(0),
    tick_size: tick_size.default(null),
    lot_size: lot_size.default(null),
    min_notional: min_notional.default(0),
    instruments: z
      .record(z.string(), InstrumentConfig)
      .default({})
      .describe('What one symbol has otherwise, by its name.'),
    risk: RiskConfig.prefault({}).describe('Rules that the engine enforces.'),
    faults: FaultsConfig.prefault({}).describe('Faults of the exchange, on demand.'),
    data: DataConfig.prefault({}).describe('How files of market data are read.'),
    figures: FiguresConfig.prefault({}).describe('How figures are computed.'),
    compare: CompareConfig.prefault({}).describe('How two sides are compared.'),
    params: z.record(z.string(), z.json()).default({}).describe('What the strategy is made with.'),
  })
  .describe('The configuration of a backtest.');
export type RunConfig = z.infer<typeof RunConfig>;
