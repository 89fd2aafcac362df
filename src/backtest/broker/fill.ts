/**
 * Prices at which resting orders fill inside one bar. All of them take prices of the side on which the order trades, and
 * none of them knows what happened between open and close: where a path would have to be guessed, the worse one counts.
 *
 * 1. A stop fills at its price or at a worse open (R4).
 * 2. A limit or target fills at its price or, where the market grants it, at a better open (R5, R9, R19).
 * 3. A limit needs the price to trade through it; a touch is enough only where the run says so (R5, R9).
 * 4. A price of one side is a sum of binary fractions: what is within a hair of a price is at that price.
 */
import { HAIR } from './hair.ts';
import type { Direction, SidedBar } from './quote.ts';

/** How resting limits fill in a market. */
export interface LimitRules {
  /** Whether a limit that the open has passed gets that open (R19); it always does at its very first open. */
  readonly givesOpen: boolean;
  /** Whether a touch is enough. */
  readonly fillsOnTouch: boolean;
}

const BELOW = 1 - HAIR;
const ABOVE = 1 + HAIR;

/** Whether a price lies beyond a limit for who trades in a direction: below it for a buyer, above it for a seller. */
export function isBeyond(price: number, limit: number, direction: Direction): boolean {
  return direction === 1 ? price < limit * BELOW : price > limit * ABOVE;
}

/** Whether a price lies at a limit or beyond it; everything that is beyond it is. */
export function reaches(price: number, limit: number, direction: Direction): boolean {
  return direction === 1 ? price <= limit * ABOVE : price >= limit * BELOW;
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
  const against: Direction = direction === 1 ? -1 : 1;
  if (!reaches(bestOf(bar, against), stop, against)) return null;
  const price = direction === 1 ? Math.max(bar.open, stop) : Math.min(bar.open, stop);
  return { price, atOpen: reaches(bar.open, stop, against) };
}
