import { fillLimit, fillStop, isBeyond, type LimitFill, type LimitRules, reaches } from './fill.ts';
import type { Holding } from './holding.ts';
import { type Direction, sidedBar } from './quote.ts';

/** How a stop or a target ends a position on a bar, before slippage. */
export interface Exit extends LimitFill {
  readonly reason: 'sl' | 'tp';
}

/** Whether the bar comes near the stop or the target at all; most bars do not. */
export function isNear({ market, direction, stop, target }: Holding): boolean {
  const { high, low } = market.quote;
  const { halfSpread } = market.instrument;
  return direction === 1
    ? reaches(low - halfSpread, stop, 1) || reaches(high - halfSpread, target, -1)
    : reaches(high + halfSpread, stop, -1) || reaches(low + halfSpread, target, 1);
}

/** The stop before the target when both are in reach (R6); what is only possible and favourable does not happen (R10). */
export function exitOf(holding: Holding, rules: LimitRules): Exit | null {
  const { market, stop, target, insideBar, entryBar } = holding;
  const direction: Direction = holding.direction === 1 ? -1 : 1;
  const bar = sidedBar(market.quote, direction, market.instrument.halfSpread);
  const isEntryBar = entryBar === market.quote.bar;
  const stopped = fillStop(bar, stop, direction);
  if (stopped !== null) {
    return insideBar && isEntryBar
      ? { reason: 'sl', price: stopAfterEntry(holding), atOpen: false }
      : { reason: 'sl', price: stopped.price, atOpen: stopped.atOpen };
  }
  if (insideBar && isEntryBar) {
    return isBeyond(bar.close, target, direction) ? { reason: 'tp', price: target, atOpen: false } : null;
  }
  const limit = { limit: target, direction, isFirstOpen: isEntryBar };
  const taken = fillLimit(bar, limit, rules);
  return taken === null ? null : { reason: 'tp', price: taken.price, atOpen: taken.atOpen };
}

/**
 * Where a position that was filled inside a bar is stopped on it. The open was before the entry and does not count; but
 * a stop within the spread was passed when the entry filled, and gets what the other side then paid, as in R8.
 */
function stopAfterEntry({ market, direction, stop, entryPrice }: Holding): number {
  const otherSide = entryPrice - direction * 2 * market.instrument.halfSpread;
  return direction === 1 ? Math.min(stop, otherSide) : Math.max(stop, otherSide);
}
