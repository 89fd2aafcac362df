import type { BacktestEvent } from './event.ts';
import type { OrderRequest, RefusalCode, Side } from './order.ts';

/** The answer to an order. Ids and prices of what it leads to arrive in events, since it acts on the next bar. */
export type PlaceAnswer =
  | { readonly success: true; readonly order_id: string; readonly position_id: ''; readonly fill_price: null }
  | {
      readonly success: false;
      readonly order_id: '';
      readonly position_id: '';
      readonly fill_price: null;
      readonly error: RefusalCode;
      /** The field at fault, where one is. */
      readonly field: string | null;
    };

/** The answer to a request to close, which acts at the open of the next bar. */
export type CloseAnswer =
  | { readonly success: true; readonly order_id: ''; readonly position_id: string; readonly fill_price: null }
  | {
      readonly success: false;
      readonly order_id: '';
      readonly position_id: string;
      readonly fill_price: null;
      readonly error: RefusalCode;
    };

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

/** Money in the quote currency, at the last mark. */
export interface Account {
  readonly balance: number;
  readonly equity: number;
  readonly used_margin: number;
  readonly free_margin: number;
  readonly unrealised_pnl: number;
  readonly open_positions: number;
}

/** One bar of one symbol, as `step_bar` takes it. */
export interface Bar {
  readonly symbol?: string;
  /** When it opens, milliseconds since 1970 UTC. */
  readonly time: number;
  /** When it closes. */
  readonly close_time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/**
 * The eight operations by which a strategy reaches a broker. There is one implementation, and it simulates; no operation,
 * adapter or credential for live trading exists here.
 */
export interface BaseAdapter {
  place_order(request: OrderRequest): PlaceAnswer;
  /** Whether a pending order was cancelled. */
  cancel_order(orderId: string): boolean;
  /** A price other than null is `PRICE_NOT_SUPPORTED`: a close fills at the next open. */
  close_position(positionId: string, price?: number | null): CloseAnswer;
  /** Fills what was asked for before, then marks; returns what happened. */
  step_bar(bar: Bar): readonly BacktestEvent[];
  get_positions(): readonly Position[];
  get_account(): Account;
  generate_report(): unknown;
  /** Writes the artefacts; returns their paths by name. */
  save_report(outDir: string): Readonly<Record<string, string>>;
}
