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
  cause(): KillCause | null;
  /** Looks at the equity at a close. */
  mark(closeTime: number, equity: number): KillChange;
  /** A switch of its own that stands where this one does. */
  fork(): KillSwitch;
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
  if (limits.max_daily_loss === null && limits.max_drawdown === null) return null;
  const standing = { cause: null, dayEnd: -Infinity, dayStart: initialCash, last: initialCash, peak: initialCash };
  return new LossSwitch(limits, standing);
}

/** What a switch goes by. */
interface SwitchStanding {
  readonly cause: KillCause | null;
  readonly dayEnd: number;
  /** Equity at the last mark of the day before, at the last mark, and the highest of all. */
  readonly dayStart: number;
  readonly last: number;
  readonly peak: number;
}

class LossSwitch implements KillSwitch {
  readonly #limits: RunConfig['risk'];
  #cause: KillCause | null;
  #dayEnd: number;
  #dayStart: number;
  #last: number;
  #peak: number;

  constructor(limits: RunConfig['risk'], { cause, dayEnd, dayStart, last, peak }: SwitchStanding) {
    this.#limits = limits;
    this.#cause = cause;
    this.#dayEnd = dayEnd;
    this.#dayStart = dayStart;
    this.#last = last;
    this.#peak = peak;
  }

  cause(): KillCause | null {
    return this.#cause;
  }

  mark(closeTime: number, equity: number): KillChange {
    const lifted = closeTime > this.#dayEnd ? this.#beginDay(closeTime) : null;
    this.#last = equity;
    this.#peak = Math.max(this.#peak, equity);
    const found = this.#cause === 'drawdown' ? null : this.#causeAt(equity);
    const triggered = found === this.#cause ? null : found;
    if (lifted === null && triggered === null) return UNCHANGED;
    this.#cause = triggered ?? this.#cause;
    return { lifted, triggered };
  }

  fork(): KillSwitch {
    return new LossSwitch(this.#limits, {
      cause: this.#cause,
      dayEnd: this.#dayEnd,
      dayStart: this.#dayStart,
      last: this.#last,
      peak: this.#peak,
    });
  }

  #beginDay(closeTime: number): KillCause | null {
    this.#dayEnd = endOfDay(closeTime);
    this.#dayStart = this.#last;
    if (this.#cause !== 'daily_loss') return null;
    this.#cause = null;
    return 'daily_loss';
  }

  #causeAt(equity: number): KillCause | null {
    const { max_daily_loss: dailyLoss, max_drawdown: drawdown } = this.#limits;
    const [peak, dayStart] = [this.#peak, this.#dayStart];
    if (drawdown !== null && isMore(peak - equity, drawdown * peak, peak)) return 'drawdown';
    return dailyLoss !== null && isMore(dayStart - equity, dailyLoss * dayStart, dayStart) ? 'daily_loss' : null;
  }
}
