import type { CancelReason, OrderType, RefusalCode, Side } from './order.ts';

/** Why a position was closed. */
export type CloseReason = 'close' | 'sl' | 'tp' | 'end_of_data' | 'kill_switch' | 'liquidation';

interface At {
  /** Milliseconds since 1970 UTC: the open of the bar for what happens at its open, else its close. */
  readonly time: number;
  readonly symbol: string;
  /** Index among the bars of the symbol, from 0. */
  readonly bar: number;
}

/** What happened to an order or a position, as the market, the account and the rules made it happen. */
export type BacktestEvent =
  | (At & {
      readonly type: 'order_placed';
      readonly order_id: string;
      readonly action: Side;
      readonly order_type: OrderType;
      readonly volume: number | null;
      readonly risk_fraction: number | null;
      readonly equity_fraction: number | null;
      readonly price: number | null;
      readonly sl: number | null;
      readonly tp: number | null;
      readonly expire_bars: number | null;
      readonly comment: string;
    })
  | (At & {
      readonly type: 'order_rejected';
      readonly order_id: string | null;
      readonly reason: RefusalCode;
      readonly field: string | null;
    })
  | (At & { readonly type: 'order_cancelled'; readonly order_id: string; readonly reason: CancelReason })
  | (At & { readonly type: 'order_delayed'; readonly order_id: string; readonly bars: number })
  | (At & {
      readonly type: 'position_opened';
      readonly order_id: string;
      readonly position_id: string;
      readonly action: Side;
      readonly volume: number;
      readonly price: number;
      readonly fee: number;
    })
  | (At & { readonly type: 'close_requested'; readonly position_id: string; readonly reason: string })
  | (At & { readonly type: 'close_rejected'; readonly position_id: string; readonly reason: RefusalCode })
  | (At & { readonly type: 'sl_hit' | 'tp_hit'; readonly position_id: string; readonly price: number })
  | (At & {
      readonly type: 'position_closed';
      readonly position_id: string;
      readonly volume: number;
      readonly price: number;
      readonly fee: number;
      readonly reason: CloseReason;
      readonly pnl_net: number;
    })
  | {
      readonly type: 'kill_switch' | 'kill_switch_lifted' | 'liquidation';
      readonly time: number;
      readonly reason: 'daily_loss' | 'drawdown' | 'maintenance_margin';
      readonly equity: number;
    };

/** A position from its entry to its exit. Money is in the quote currency. */
export interface Trade {
  readonly position_id: string;
  readonly order_id: string;
  readonly symbol: string;
  readonly action: Side;
  readonly order_type: OrderType;
  readonly volume: number;
  /** The bar after whose close the order was accepted; -1 for one placed before the first bar. */
  readonly decided_bar: number;
  readonly entry_bar: number;
  readonly entry_time: number;
  readonly entry_price: number;
  readonly entry_fee: number;
  readonly exit_bar: number;
  readonly exit_time: number;
  readonly exit_price: number;
  readonly exit_fee: number;
  readonly reason: CloseReason;
  readonly sl: number | null;
  readonly tp: number | null;
  /** Before fees. */
  readonly gross: number;
  readonly pnl_net: number;
  /** What slippage took at both ends; it is in the prices already. */
  readonly slippage_cost: number;
  readonly comment: string;
  /** What the strategy said when it asked for the close; empty otherwise. */
  readonly exit_comment: string;
}

/** The account at a close, in the quote currency. */
export interface Mark {
  /** Close time, milliseconds since 1970 UTC. */
  time: number;
  balance: number;
  /** Of open positions, at the price at which they could be closed. */
  unrealised: number;
  equity: number;
  used_margin: number;
  /** Sum of the absolute values of open positions. */
  exposure: number;
  open_positions: number;
}

/** Who writes down what happens. Nothing is kept for it: a mark is overwritten by the next one. */
export interface Recorder {
  event(event: BacktestEvent): void;
  trade(trade: Trade): void;
  /** One for each close time, the last one after the end of data was handled. */
  mark(mark: Readonly<Mark>): void;
}
