import type { RunConfig } from '../run-config.ts';

/** Why trading is stopped. */
export type KillCause = 'daily_loss' | 'drawdown';

/** What a mark did to the switch. */
export type KillChange = { readonly kind: 'triggered' | 'lifted'; readonly cause: KillCause } | null;

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

/** What a switch without limits does: nothing. */
const NEVER: KillSwitch = { cause: () => null, mark: () => null };

/** A switch that has not been triggered; without limits it never is. */
export function openKillSwitch(initialCash: number, limits: RunConfig['risk']): KillSwitch {
  const { max_daily_loss: dailyLoss, max_drawdown: drawdown } = limits;
  if (dailyLoss === null && drawdown === null) return NEVER;
  let cause: KillCause | null = null;
  let dayEnd = -Infinity;
  let dayStart = initialCash;
  let last = initialCash;
  let peak = initialCash;

  const beginDay = (closeTime: number): boolean => {
    if (closeTime <= dayEnd) return false;
    dayEnd = endOfDay(closeTime);
    dayStart = last;
    if (cause !== 'daily_loss') return false;
    cause = null;
    return true;
  };
  return {
    cause: () => cause,
    mark: (closeTime, equity) => {
      const lifted = beginDay(closeTime);
      last = equity;
      peak = Math.max(peak, equity);
      if (drawdown !== null && cause !== 'drawdown' && peak - equity > drawdown * peak) {
        cause = 'drawdown';
        return { kind: 'triggered', cause };
      }
      if (dailyLoss !== null && cause === null && dayStart - equity > dailyLoss * dayStart) {
        cause = 'daily_loss';
        return { kind: 'triggered', cause };
      }
      return lifted ? { kind: 'lifted', cause: 'daily_loss' } : null;
    },
  };
}
