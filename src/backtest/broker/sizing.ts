import type { OrderSize, RefusalCode } from '../order.ts';
import { isMore } from './hair.ts';
import type { Direction } from './quote.ts';

/** What a size by share is made from at the fill. */
export interface SizingGround {
  readonly equity: number;
  /** After slippage. */
  readonly price: number;
  readonly direction: Direction;
  /** Null when the order has none. */
  readonly stop: number | null;
  readonly lotSize: number | null;
}

export type Sized =
  | { readonly kind: 'volume'; readonly volume: number }
  | { readonly kind: 'refused'; readonly code: RefusalCode };

/**
 * The volume of an order at its fill: as asked for, or its share of equity floored to the lot. A price at or beyond the
 * stop leaves nothing to size a risk by, and an account without equity nothing to take a share of: `INVALID_SIZE`.
 */
export function sizeOrder(size: OrderSize, ground: SizingGround): Sized {
  if (size.kind === 'volume') return { kind: 'volume', volume: size.volume };
  const { equity, price, direction, stop, lotSize } = ground;
  const unit = size.kind === 'risk' ? direction * (price - (stop ?? price)) : price;
  if (!isMore(unit, 0, price) || !(equity > 0)) return { kind: 'refused', code: 'INVALID_SIZE' };
  const volume = floorToLot((equity * size.fraction) / unit, lotSize);
  return volume > 0 ? { kind: 'volume', volume } : { kind: 'refused', code: 'BELOW_LOT' };
}

/** What binary fractions may put a whole number of lots below itself, as a share of it; an entry's margin has the same. */
const HAIR = 1e-12;

export function floorToLot(volume: number, lotSize: number | null): number {
  return lotSize === null ? volume : Math.floor((volume / lotSize) * (1 + HAIR)) * lotSize;
}
