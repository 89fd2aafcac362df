import type { RunConfig } from '../run-config.ts';

/** What a configuration says of trading one symbol, read apart from the broker so that the two can be compared. */
export interface TradingTerms {
  readonly symbol: string;
  readonly leverage: number;
  readonly fee_taker: number;
  readonly fee_maker: number;
  readonly fee_fixed: number;
  readonly slippage: number;
  readonly spread: number;
  readonly tick_size: number | null;
  readonly lot_size: number | null;
  readonly min_notional: number;
}

/** The terms of a symbol: what the configuration says of it alone goes before what it says of all. */
export function tradingTermsOf(symbol: string, config: RunConfig): TradingTerms {
  const { leverage, fee_taker, fee_maker, fee_fixed, slippage, spread, tick_size, lot_size, min_notional } = config;
  const all = { leverage, fee_taker, fee_maker, fee_fixed, slippage, spread, tick_size, lot_size, min_notional };
  const own = Object.entries(config.instruments[symbol] ?? {}).filter(([, value]) => value !== undefined);
  return { symbol, ...all, ...Object.fromEntries(own) };
}

/** The fee of one fill by R11: fixed + rate · value. */
export function feeByRule(value: number, terms: TradingTerms, isTaker: boolean): number {
  const rate = isTaker ? terms.fee_taker : terms.fee_maker;
  return rate * value + terms.fee_fixed;
}
