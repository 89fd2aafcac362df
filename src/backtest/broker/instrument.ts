import type { RunConfig } from '../run-config.ts';

/** What trading one symbol costs, and on which grid it is traded. */
export interface Instrument {
  readonly symbol: string;
  readonly leverage: number;
  readonly feeTaker: number;
  readonly feeMaker: number;
  readonly feeFixed: number;
  readonly slippage: number;
  /** Half of the distance of bid and ask. */
  readonly halfSpread: number;
  readonly tickSize: number | null;
  readonly lotSize: number | null;
  readonly minNotional: number;
}

/** The instrument of a symbol: what the run says of this symbol, else what it says of all. */
export function instrumentOf(symbol: string, config: RunConfig): Instrument {
  const own = config.instruments[symbol] ?? {};
  return {
    symbol,
    leverage: firstOf(own.leverage, config.leverage),
    feeTaker: firstOf(own.fee_taker, config.fee_taker),
    feeMaker: firstOf(own.fee_maker, config.fee_maker),
    feeFixed: firstOf(own.fee_fixed, config.fee_fixed),
    slippage: firstOf(own.slippage, config.slippage),
    halfSpread: firstOf(own.spread, config.spread) / 2,
    tickSize: firstOf(own.tick_size, config.tick_size),
    lotSize: firstOf(own.lot_size, config.lot_size),
    minNotional: firstOf(own.min_notional, config.min_notional),
  };
}

/** Null is a value here: it asks for no grid. */
function firstOf<T>(own: T | undefined, all: T): T {
  return own === undefined ? all : own;
}
