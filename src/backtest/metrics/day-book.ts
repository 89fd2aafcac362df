import { dayOf, endOfDay } from '../broker/kill-switch.ts';
import { GrowingColumn } from './growing-column.ts';
import { returnsOf } from './return-series.ts';
import { DAY_MS } from './timeline.ts';

/** Closes of an account in a row: when, and the equity. */
export interface Closes {
  readonly times: Float64Array;
  readonly equities: Float64Array;
}

/** The return of a UTC day as `2024-02-29`, or of a UTC month as `2024-02`. */
export interface DatedReturn {
  readonly date: string;
  readonly return: number;
}

/**
 * Keeps the last equity of each UTC day, and that of each close while the run is shorter than two days; so what it keeps
 * does not grow with the number of bars. A midnight belongs to the day that it ends.
 */
export class DayBook {
  readonly #initialCash: number;
  readonly #firstOpen: number;
  readonly #times = new GrowingColumn();
  readonly #equities = new GrowingColumn();
  #shortTimes = new GrowingColumn();
  #shortEquities = new GrowingColumn();
  #isShort = true;
  #dayEnd = -Infinity;
  #time = Number.NaN;
  #equity = Number.NaN;

  constructor(initialCash: number, firstOpen: number) {
    this.#initialCash = initialCash;
    this.#firstOpen = firstOpen;
  }

  mark(time: number, equity: number): void {
    if (time > this.#dayEnd) {
      this.#endDay();
      this.#dayEnd = endOfDay(time);
    }
    this.#time = time;
    this.#equity = equity;
    if (this.#isShort) this.#keepShort();
  }

  /** The last close of each UTC day; the last day may still go on. */
  days(): Closes {
    const open = Number.isNaN(this.#time) ? [] : [this.#time];
    return {
      times: Float64Array.from([...this.#times.view(), ...open]),
      equities: Float64Array.from([...this.#equities.view(), ...open.map(() => this.#equity)]),
    };
  }

  /** Every close of a run that is shorter than two days. */
  shortRun(): Closes {
    return { times: this.#shortTimes.view(), equities: this.#shortEquities.view() };
  }

  /** The return of each UTC month in which there was a close, by ascending date. */
  months(): readonly DatedReturn[] {
    const { times, equities } = this.days();
    const dates = Array.from(times, (time) => dateOf(time).slice(0, 7));
    const lasts = dates.flatMap((date, index) => (date === dates[index + 1] ? [] : [index]));
    const values = returnsOf(
      Float64Array.from(lasts, (index) => equities[index] as number),
      this.#initialCash,
    );
    return lasts.map((index, place) => ({ date: dates[index] as string, return: values[place] as number }));
  }

  /** The days with the least and with the highest return, the earliest of equal ones; null without a day. */
  extremes(): { readonly worst: DatedReturn; readonly best: DatedReturn } | null {
    const { times, equities } = this.days();
    const values = returnsOf(equities, this.#initialCash);
    if (values.length === 0) return null;
    const at = (index: number): DatedReturn => ({
      date: dateOf(times[index] as number),
      return: values[index] as number,
    });
    let worst = 0;
    let best = 0;
    for (const [index, value] of values.entries()) {
      if (value < (values[worst] as number)) worst = index;
      if (value > (values[best] as number)) best = index;
    }
    return { worst: at(worst), best: at(best) };
  }

  #endDay(): void {
    if (Number.isNaN(this.#time)) return;
    this.#times.push(this.#time);
    this.#equities.push(this.#equity);
  }

  #keepShort(): void {
    if (this.#time - this.#firstOpen < 2 * DAY_MS) {
      this.#shortTimes.push(this.#time);
      this.#shortEquities.push(this.#equity);
      return;
    }
    this.#isShort = false;
    this.#shortTimes = new GrowingColumn();
    this.#shortEquities = new GrowingColumn();
  }
}

/** The UTC day of a close time. */
function dateOf(closeTime: number): string {
  return new Date(dayOf(closeTime) * DAY_MS).toISOString().slice(0, 10);
}
