/** `conclave-backtest.d.ts`, written by `npm run generate` from the contract of the engine. */
export const CONTRACT_TEXT = `// Types of a strategy, written by \`conclave backtest new\`; change nothing here.

/**
 * A strategy for one symbol. It is asked after each close, and what it returns acts from the next bar on. It sees all
 * bars from the start; that it decides by none later than \`index\` is what the leak proof is about.
 */
export interface Strategy {
  /** Bars before the first question; 0 unless it says so. */
  readonly warmup?: number;
  /** Computes the indicators once. */
  prepareIndicators(bars: Bars): Indicators;
  findEntries(bars: Bars, indicators: Indicators, index: number): Entries;
  /** Asked for each open position of the symbol, in the order of ids. */
  findExits?(position: Position, bars: Bars, indicators: Indicators, index: number): ExitRequest | null | undefined;
}

/** The class that a strategy file exports as \`Strategy\`. */
export type StrategyClass = new (config: StrategyConfig) => Strategy;

/** What a strategy is made with: its parameters, beside the seed of the run and its symbol. */
export type StrategyConfig = Readonly<Record<string, unknown>> & { readonly seed: number; readonly symbol: string };

/** Columns as long as the bars; a value that is not there yet is NaN. */
export type Indicators = Readonly<Record<string, ArrayLike<number>>>;

/** What a strategy asks for after a close: nothing, one order, or several orders and cancellations. */
export type Entries = OrderRequest | CancelRequest | readonly (OrderRequest | CancelRequest)[] | null | undefined;

/** A request to close a position at the next open. */
export interface ExitRequest {
  readonly position_id: string;
  readonly reason?: string | null;
}

/**
 * An entry as a strategy asks for it; the shape of \`place_order\` of the adapter. Exactly one of \`volume\`,
 * \`risk_fraction\` and \`equity_fraction\` says how much.
 */
export interface OrderRequest {
  readonly action: Side;
  /** The symbol of the strategy when it is left out. */
  readonly symbol?: string | null;
  readonly type: OrderType;
  /** Units of the base. */
  readonly volume?: number | null;
  /** Share of equity that is lost at the stop, sized at the fill; needs \`sl\`. */
  readonly risk_fraction?: number | null;
  /** Share of equity that the position is worth at its fill. */
  readonly equity_fraction?: number | null;
  /** The limit; of a LIMIT order only. */
  readonly price?: number | null;
  readonly sl?: number | null;
  readonly tp?: number | null;
  /** Bars on which the order may fill; it is cancelled at the close of the last one. */
  readonly expire_bars?: number | null;
  readonly comment?: string | null;
}

/** Cancels the strategy's own pending orders: those with this comment, or all. */
export interface CancelRequest {
  readonly action: 'CANCEL';
  readonly comment?: string | null;
}

/** Which way an order or a position goes. */
export type Side = 'BUY' | 'SELL';

export type OrderType = 'MARKET' | 'LIMIT';

/** An open position as a strategy sees it; the same fields in TypeScript and in Python. */
export interface Position {
  readonly position_id: string;
  readonly symbol: string;
  readonly action: Side;
  readonly volume: number;
  readonly entry_price: number;
  /** Milliseconds since 1970 UTC. */
  readonly entry_time: number;
  readonly entry_bar: number;
  readonly sl: number | null;
  readonly tp: number | null;
  /** At the last mark, at the price at which it could be closed, before the fee. */
  readonly unrealised_pnl: number;
}

/**
 * Bars of one symbol in columns of the same length, oldest first. Prices are in the quote currency; times are
 * milliseconds since 1970-01-01T00:00Z. A strategy receives exactly this.
 */
export interface Bars {
  readonly symbol: string;
  readonly length: number;
  /** When each bar opens. */
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  /** When each bar closes, or one length in milliseconds that all bars have. */
  readonly closes: number | Float64Array;
}
`;
