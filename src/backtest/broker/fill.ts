/**
 * Prices at which resting orders fill inside one bar. All of them take prices of the side on which the order trades, and
 * none of them knows what happened between open and close: where a path would have to be guessed, the worse one counts.
 *
 * 1. A stop fills at its price or at a worse open (R4).
 * 2. A limit or target fills at its price or, where the market grants it, at a better open (R5, R9, R19).
 * 3. A limit needs the price to trade through it; a touch is enough only where the run says so (R5, R9).
 */
import type { Direction, SidedBar } from './quote.ts';

/** How resting limits fill in a market. */
export interface LimitRules {
  /** Whether a limit that the open has passed gets that open (R19); it always does at its very first open. */
  readonly givesOpen: boolean;
  /** Whether a touch is enough. */
  readonly fillsOnTouch: boolean;
}

/** Whether a price lies beyond a limit for who trades in a direction: below it for a buyer, above it for a seller. */
export function isBeyond(price: number, limit: number, direction: Direction): boolean {
  return direction === 1 ? price < limit : price > limit;
}

function reaches(price: number, limit: number, direction: Direction): boolean {
  return direction === 1 ? price <= limit : price >= limit;
}

/** The extreme that is best for who trades in a direction. */
function bestOf({ high, low }: SidedBar, direction: Direction): number {
  return direction === 1 ? low : high;
}

/** A fill: its price, and whether it happened at the open. */
export interface LimitFill {
  readonly price: number;
  readonly atOpen: boolean;
}

/** The fill of a resting limit on a bar; null when it stays. */
export function fillLimit(
  bar: SidedBar,
  { limit, direction, isFirstOpen }: { limit: number; direction: Direction; isFirstOpen: boolean },
  rules: LimitRules,
): LimitFill | null {
  const passes = rules.fillsOnTouch ? reaches : isBeyond;
  if (!passes(bestOf(bar, direction), limit, direction)) return null;
  const atOpen = isBeyond(bar.open, limit, direction);
  return { price: atOpen && (isFirstOpen || rules.givesOpen) ? bar.open : limit, atOpen };
}

/** The fill of a stop on a bar before slippage: who is stopped out trades in `direction`; null when it stays. */
export function fillStop(bar: SidedBar, stop: number, direction: Direction): LimitFill | null {
  const worst = direction === 1 ? bar.high : bar.low;
  if (direction === 1 ? worst < stop : worst > stop) return null;
  const atOpen = direction === 1 ? bar.open >= stop : bar.open <= stop;
  return { price: atOpen ? bar.open : stop, atOpen };
}
