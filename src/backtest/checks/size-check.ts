import type { BookState, Held } from './book-state.ts';
import { figure, isAtMost, isOnGrid, isSame } from './closeness.ts';
import type { TradingTerms } from './trading-terms.ts';

/** How far from whole numbers of lots rounding may put a size by share, in lots. */
const LOT_HAIR = 1e-6;

/** Judges the size of the last entry, now that it is known whether all of it was filled. */
export function settleSize(state: BookState, isPartial: boolean): void {
  const { unsized } = state;
  if (unsized === null) return;
  state.unsized = null;
  const { held, equity } = unsized;
  const terms = state.terms[held.place] as TradingTerms;
  const asked = sizeByRule(held, equity);
  countSize(state, { held, terms, asked, isPartial });
  const fault = isPartial ? faultOfPart(held, terms, asked) : faultOfWhole(held, terms, asked);
  if (fault !== null) state.violations.add(isPartial ? 'exchange-errors' : 'sizing', fault);
}

/** The volume before the lot: as asked for, the share at risk by the distance of the stop, or the share of equity. */
function sizeByRule({ told: { price }, order: { told: order } }: Held, equity: number): number {
  if (order.volume !== null) return order.volume;
  if (order.equity_fraction !== null) return (equity * order.equity_fraction) / price;
  return (equity * (order.risk_fraction ?? Number.NaN)) / Math.abs(price - (order.sl ?? Number.NaN));
}

interface Sizes {
  readonly held: Held;
  readonly terms: TradingTerms;
  readonly asked: number;
  readonly isPartial: boolean;
}

function countSize({ tally: { sizing, faults } }: BookState, { held, terms, asked, isPartial }: Sizes): void {
  const { volume, equity_fraction } = held.order.told;
  if (volume !== null) sizing.by_volume += 1;
  else if (equity_fraction !== null) sizing.by_equity += 1;
  else sizing.by_risk += 1;
  if (isPartial) sizing.partial += 1;
  if (isPartial) faults.partial += 1;
  if (terms.lot_size !== null) sizing.on_lot += 1;
  if (!isPartial && terms.lot_size !== null && !isSame(asked, held.told.volume)) sizing.floored += 1;
}

function faultOfWhole({ told, order }: Held, { lot_size, min_notional }: TradingTerms, asked: number): string | null {
  const { volume, position_id } = told;
  if (!(volume > 0)) return `${position_id} was opened with a volume of ${volume}`;
  if (!isOnGrid(volume, lot_size)) return `${position_id} has a volume of ${volume}, off the lot of ${lot_size}`;
  const isByShare = order.told.volume === null;
  const isRight = isByShare && lot_size !== null ? isFloored(volume, asked, lot_size) : isSame(volume, asked);
  if (!isRight)
    return `${position_id} has a volume of ${figure(volume, asked)}; what was asked for comes to ${figure(asked, volume)}`;
  const value = volume * told.price;
  if (isAtMost(min_notional, value)) return null;
  return `${position_id} is worth ${figure(value, min_notional)}, less than the least value of ${figure(min_notional, value)}`;
}

function isFloored(volume: number, asked: number, lot: number): boolean {
  const lots = Math.round(volume / lot);
  return lots <= asked / lot + LOT_HAIR && lots > asked / lot - 1 - LOT_HAIR;
}

function faultOfPart(
  { told: { volume, position_id } }: Held,
  { lot_size }: TradingTerms,
  asked: number,
): string | null {
  if (!(volume > 0 && volume < asked)) {
    return `${position_id} was filled in part with ${figure(volume, asked)} of ${figure(asked, volume)}`;
  }
  if (isOnGrid(volume, lot_size)) return null;
  return `${position_id} was filled in part with ${volume}, off the lot of ${lot_size}`;
}
