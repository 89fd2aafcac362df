/** +1 for who buys or is long, -1 for who sells or is short. */
export type Direction = 1 | -1;

/** The bar of one symbol at which the broker stands; overwritten by the next one. */
export interface Quote {
  /** Index among the bars of the symbol; -1 before the first. */
  bar: number;
  openTime: number;
  closeTime: number;
  open: number;
  high: number;
  low: number;
  close: number;
  /** Whether the symbol has a bar at this step; where not, only the last close counts. */
  isThere: boolean;
}

/** What somebody pays who trades in a direction when the mid price is this (R13). */
export function sided(mid: number, direction: Direction, halfSpread: number): number {
  return mid + direction * halfSpread;
}

/** A price after slippage, which is always against who trades in this direction (R12). */
export function slipped(price: number, direction: Direction, slippage: number): number {
  return price * (1 + direction * slippage);
}

/** What a unit gains from one price to another, long or short; never a negative zero. */
export function gainOf(direction: Direction, from: number, to: number): number {
  return direction === 1 ? to - from : from - to;
}

/** A bar at the prices of one side. */
export interface SidedBar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** The prices at which somebody trades in a direction on a bar (R13). */
export function sidedBar({ open, high, low, close }: Quote, direction: Direction, halfSpread: number): SidedBar {
  return {
    open: sided(open, direction, halfSpread),
    high: sided(high, direction, halfSpread),
    low: sided(low, direction, halfSpread),
    close: sided(close, direction, halfSpread),
  };
}
