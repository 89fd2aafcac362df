/** Which way an order or a position goes. */
export type Side = 'BUY' | 'SELL';

export type OrderType = 'MARKET' | 'LIMIT';

/**
 * An entry as a strategy asks for it; the shape of `place_order` of the adapter. Exactly one of `volume`,
 * `risk_fraction` and `equity_fraction` says how much.
 */
export interface OrderRequest {
  readonly action: Side;
  /** The symbol of the strategy when it is left out. */
  readonly symbol?: string | null;
  readonly type: OrderType;
  /** Units of the base. */
  readonly volume?: number | null;
  /** Share of equity that is lost at the stop, sized at the fill; needs `sl`. */
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

/** How much an order is for: a volume, or a share of equity that becomes one at the fill. */
export type OrderSize =
  | { readonly kind: 'volume'; readonly volume: number }
  | { readonly kind: 'risk'; readonly fraction: number }
  | { readonly kind: 'equity'; readonly fraction: number };

/** An order that was accepted; prices are absolute. */
export interface Order {
  /** Ascending in the order of acceptance, from 1. */
  readonly number: number;
  readonly symbol: string;
  readonly action: Side;
  readonly type: OrderType;
  readonly size: OrderSize;
  readonly price: number | null;
  readonly sl: number | null;
  readonly tp: number | null;
  readonly expireBars: number | null;
  readonly comment: string;
}

/** Why an order or a request is not accepted, or does not fill. */
export type RefusalCode =
  | 'NOT_AN_ORDER'
  | 'UNKNOWN_FIELD'
  | 'UNKNOWN_SYMBOL'
  | 'INVALID_ACTION'
  | 'INVALID_TYPE'
  | 'INVALID_VOLUME'
  | 'INVALID_SIZE'
  | 'INVALID_PRICE'
  | 'INVALID_STOPS'
  | 'INVALID_EXPIRY'
  | 'INVALID_COMMENT'
  | 'PRICE_NOT_SUPPORTED'
  | 'OFF_TICK'
  | 'OFF_LOT'
  | 'ORDER_NOT_FOUND'
  | 'POSITION_NOT_FOUND'
  | 'INSUFFICIENT_MARGIN'
  | 'MAX_OPEN_POSITIONS'
  | 'MAX_POSITION'
  | 'MAX_EXPOSURE'
  | 'MAX_ORDERS_PER_DAY'
  | 'MIN_NOTIONAL'
  | 'BELOW_LOT'
  | 'KILL_SWITCH'
  | 'EXCHANGE_REJECTED';

/** Why a pending order is gone without a fill. */
export type CancelReason = 'END_OF_DATA' | 'EXPIRED' | 'KILL_SWITCH' | 'LIQUIDATION' | 'PARTIAL_FILL' | 'REQUESTED';

/** The name of an order in answers, events and artefacts. */
export function orderId(number: number): string {
  return `o${number}`;
}

/** The name of a position in answers, events and artefacts. */
export function positionId(number: number): string {
  return `p${number}`;
}
