import type { CloseReason } from '../event.ts';
import type { Order } from '../order.ts';
import type { Fault } from './faults.ts';
import type { Instrument } from './instrument.ts';
import { type Direction, gainOf, type Quote, sided } from './quote.ts';

/** One symbol at the broker: what trading it costs, where it stands, and what is held and asked for in it. */
export interface Market {
  readonly instrument: Instrument;
  readonly quote: Quote;
  /** In the order in which they were accepted. */
  readonly pending: Pending[];
  /** By ascending number. */
  readonly holdings: Holding[];
}

/** An order that waits for its bar. */
export interface Pending {
  readonly order: Order;
  readonly market: Market;
  readonly direction: Direction;
  /** The bar after whose close it was accepted. */
  readonly decidedBar: number;
  /** The first bar on which it may fill. */
  readonly firstBar: number;
  /** The last one; Infinity for an order that waits as long as it takes. */
  readonly lastBar: number;
  readonly fault: Fault;
}

/** An open position. A stop or target that it does not have stands where no price gets. */
export interface Holding {
  readonly number: number;
  readonly order: Order;
  readonly market: Market;
  readonly direction: Direction;
  readonly volume: number;
  readonly decidedBar: number;
  readonly entryBar: number;
  readonly entryTime: number;
  readonly entryPrice: number;
  readonly entryFee: number;
  readonly entrySlippage: number;
  /** Whether it was filled after the open of its first bar, so that the open is not its own (R10). */
  readonly insideBar: boolean;
  readonly stop: number;
  readonly target: number;
  /** Why it is to be closed at the next open; null while nobody asked for it. */
  closing: { readonly reason: CloseReason; readonly comment: string } | null;
}

/** What a holding gains when it is closed at a mid price, before slippage and fee. */
export function unrealisedAt({ market, direction, volume, entryPrice }: Holding, mid: number): number {
  const exit = sided(mid, direction === 1 ? -1 : 1, market.instrument.halfSpread);
  return gainOf(direction, entryPrice, exit) * volume;
}

/** The mid price at the open of this step, or the last close where the symbol has no bar. */
export function openOf({ quote }: Market): number {
  return quote.isThere ? quote.open : quote.close;
}
