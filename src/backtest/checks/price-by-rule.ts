/**
 * The prices at which orders fill, written from the rules and apart from the broker, so that each can be held against the
 * other. `way` is +1 for who buys and -1 for who sells; times `way`, a lower price is always the better one. Two prices
 * that are one in decimals may differ in their last binary digits: within a hair they count as equal.
 */
import type { Bars } from '../bars.ts';
import type { CloseReason } from '../event.ts';
import type { RunConfig } from '../run-config.ts';
import type { Held, SeenOrder } from './book-state.ts';
import type { TradingTerms } from './trading-terms.ts';

export type Way = 1 | -1;

/** As a share of the price. */
const HAIR = 1e-12;

/** Whether a price is better than a limit for who trades one way, by more than a hair. */
export function isThrough(price: number, limit: number, way: Way): boolean {
  return (limit - price) * way > HAIR * limit;
}

/** Whether a price is as good as a limit or better. */
function isAt(price: number, limit: number, way: Way): boolean {
  return (limit - price) * way >= -HAIR * limit;
}

/** A fill as the rules have it. */
export interface FillByRule {
  /** Before slippage. */
  readonly before: number;
  readonly price: number;
  /** Whether it happens at the open of the bar. */
  readonly atOpen: boolean;
  /** Whether it pays the taker's fee and slips (R11, R12). */
  readonly isTaker: boolean;
  /** Whether it may stand outside the range of its bar: a resting limit at its own price (P04, R19). */
  readonly mayBeOutside: boolean;
}

/** One bar at the prices of one side (R13). */
export interface BarOfSide {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** The bar of a symbol for who trades one way. */
export function barOfSide({ bars, bar, terms }: { bars: Bars; bar: number; terms: TradingTerms }, way: Way): BarOfSide {
  const move = way * (terms.spread / 2);
  return {
    open: (bars.open[bar] as number) + move,
    high: (bars.high[bar] as number) + move,
    low: (bars.low[bar] as number) + move,
    close: (bars.close[bar] as number) + move,
  };
}

type Rules = Pick<RunConfig, 'market' | 'limit_fill'>;

/** Where a fill takes place. */
export interface FillGround {
  readonly side: BarOfSide;
  readonly bar: number;
  readonly terms: TradingTerms;
  readonly rules: Rules;
}

/** How an order fills on a bar; null when the rules do not let it (R2, R9, R19). */
export function entryByRule({ told, direction, firstBar }: SeenOrder, ground: FillGround): FillByRule | null {
  if (told.order_type === 'MARKET') return taken(ground.side.open, true, { way: direction, terms: ground.terms });
  const limit = told.price ?? Number.NaN;
  return resting(limit, { way: direction, isFirstBar: ground.bar === firstBar }, ground);
}

/** How a position ends on a bar for a reason; null when the rules do not let it (R2, R4 to R10, R16). */
export function exitByRule(held: Held, reason: CloseReason, ground: FillGround): FillByRule | null {
  const way = held.direction === 1 ? -1 : 1;
  const { side, terms, bar } = ground;
  const terse = { way, terms } as const;
  if (reason === 'end_of_data') return taken(side.close, false, terse);
  if (reason === 'tp') return target(held, way, ground);
  if (reason !== 'sl') return taken(side.open, true, terse);
  const stop = held.order.told.sl;
  if (stop === null || !touchesStop(held, side)) return null;
  if (held.isInside && held.told.bar === bar) return taken(stopInside(stop, held, terse), false, terse);
  const isPast = isAt(side.open, stop, way === 1 ? -1 : 1);
  return isPast ? taken(side.open, true, terse) : taken(stop, false, terse);
}

/** The open is not an inside entry's own; where the spread had passed the stop at the entry, the other side of it counts. */
function stopInside(stop: number, { told }: Held, { way, terms }: { way: Way; terms: TradingTerms }): number {
  const otherSide = told.price + way * terms.spread;
  return otherSide * way > stop * way ? otherSide : stop;
}

/** Whether a bar touches the stop of a position (R4). */
export function touchesStop({ direction, order }: Held, side: BarOfSide): boolean {
  const { sl } = order.told;
  if (sl === null) return false;
  return direction === 1 ? isAt(side.low, sl, 1) : isAt(side.high, sl, -1);
}

function target(held: Held, way: Way, ground: FillGround): FillByRule | null {
  const tp = held.order.told.tp;
  if (tp === null) return null;
  const isEntryBar = held.told.bar === ground.bar;
  if (!(held.isInside && isEntryBar)) return resting(tp, { way, isFirstBar: isEntryBar }, ground);
  const isCertain = isThrough(ground.side.close, tp, way);
  return isCertain ? { before: tp, price: tp, atOpen: false, isTaker: false, mayBeOutside: false } : null;
}

function resting(
  limit: number,
  { way, isFirstBar }: { way: Way; isFirstBar: boolean },
  { side, rules }: FillGround,
): FillByRule | null {
  const best = way === 1 ? side.low : side.high;
  const isReached = rules.limit_fill === 'touch' ? isAt(best, limit, way) : isThrough(best, limit, way);
  if (!isReached) return null;
  const atOpen = isThrough(side.open, limit, way);
  const getsOpen = atOpen && (isFirstBar || rules.market === 'sessions');
  const price = getsOpen ? side.open : limit;
  return { before: price, price, atOpen, isTaker: false, mayBeOutside: atOpen && !getsOpen };
}

function taken(before: number, atOpen: boolean, { way, terms }: { way: Way; terms: TradingTerms }): FillByRule {
  return { before, price: before * (1 + way * terms.slippage), atOpen, isTaker: true, mayBeOutside: false };
}
