import type { RunConfig } from '../run-config.ts';
import { isMore } from './hair.ts';

/** Why trading is stopped. */
export type KillCause = 'daily_loss' | 'drawdown';

/** What a mark did to the switch: a new day may lift it, and the same mark trigger it again. */
export interface KillChange {
  readonly lifted: KillCause | null;
  readonly triggered: KillCause | null;
}

/** Stops trading after a loss: for the rest of the UTC day, or for the rest of the run. */
export interface KillSwitch {
  /** Why nothing may be opened; null while trading is allowed. */
  readonly cause: () => KillCause | null;
  /** Looks at the equity at a close. */
  mark(closeTime: number, equity: number): KillChange;
}

const DAY = 86_400_000;

/** The UTC day of a close time, counted from 1970; a midnight belongs to the day that it ends. */
export function dayOf(closeTime: number): number {
  return Math.ceil(closeTime / DAY) - 1;
}

/** The last close time of the UTC day of a close time, in milliseconds since 1970: the midnight that ends it. */
export function endOfDay(closeTime: number): number {
  return (dayOf(closeTime) + 1) * DAY;
}

const UNCHANGED: KillChange = { lifted: null, triggered: null };

/** A switch that has not been triggered; null where the run has no limits. */
export function openKillSwitch(initialCash: number, limits: RunConfig['risk']): KillSwitch | null {
  const { max_daily_loss: dailyLoss, max_drawdown: drawdown } = limits;
  if (dailyLoss === null && drawdown === null) return null;
  let cause: KillCause | null = null;
  let dayEnd = -Infinity;
  let dayStart = initialCash;
  let last = initialCash;
  let peak = initialCash;

  const beginDay = (closeTime: number): KillCause | null => {
    dayEnd = endOfDay(closeTime);
    dayStart = last;
    if (cause !== 'daily_loss') return null;
    cause = null;
    return 'daily_loss';
  };
  const causeAt = (equity: number): KillCause | null => {
    if (drawdown !== null && isMore(peak - equity, drawdown * peak, peak)) return 'drawdown';
    return dailyLoss !== null && isMore(dayStart - equity, dailyLoss * dayStart, dayStart) ? 'daily_loss' : null;
  };
  return {
    cause: () => cause,
    mark: (closeTime, equity) => {
      const lifted = closeTime > dayEnd ? beginDay(closeTime) : null;
      last = equity;
      peak = Math.max(peak, equity);
      const found = cause === 'drawdown' ? null : causeAt(equity);
      const triggered = found === cause ? null : found;
      if (lifted === null && triggered === null) return UNCHANGED;
      cause = triggered ?? cause;
      return { lifted, triggered };
    },
  };
}
