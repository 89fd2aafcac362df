import type { Position } from './adapter.ts';
import type { Bars } from './bars.ts';
import type { CancelRequest, OrderRequest } from './order.ts';

/** Columns as long as the bars; a value that is not there yet is NaN. */
export type Indicators = Readonly<Record<string, ArrayLike<number>>>;

/** What a strategy asks for after a close: nothing, one order, or several orders and cancellations. */
export type Entries = OrderRequest | CancelRequest | readonly (OrderRequest | CancelRequest)[] | null | undefined;

/** A request to close a position at the next open. */
export interface ExitRequest {
  readonly position_id: string;
  readonly reason?: string | null;
}

/** What a strategy is made with: its parameters, beside the seed of the run and its symbol. */
export type StrategyConfig = Readonly<Record<string, unknown>> & { readonly seed: number; readonly symbol: string };

/**
 * A strategy for one symbol. It is asked after each close, and what it returns acts from the next bar on. It sees all
 * bars from the start; that it decides by none later than `index` is what the leak proof is about.
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

/** The class that a strategy file exports as `Strategy`. */
export type StrategyClass = new (config: StrategyConfig) => Strategy;
