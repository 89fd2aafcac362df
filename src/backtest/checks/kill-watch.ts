import type { Mark } from '../event.ts';
import type { BookState, EventOf } from './book-state.ts';
import { figure } from './closeness.ts';
import { utcDayOf } from './timeline.ts';

type Cause = 'daily_loss' | 'drawdown';
type SwitchEvent = EventOf<'kill_switch' | 'kill_switch_lifted' | 'liquidation'>;

/** Follows the equity by itself and says when the kill switch had to trigger, to hold and to be lifted. */
export class KillWatch {
  readonly #state: BookState;
  /** Whether the run has no kill switch at all. */
  readonly #isIdle: boolean;
  #cause: Cause | null = null;
  #day = Number.NaN;
  #dayStart: number;
  #last: number;
  #peak: number;
  /** What the run told since the last mark. */
  #told: SwitchEvent | null = null;

  constructor(state: BookState) {
    const { max_daily_loss, max_drawdown } = state.config.risk;
    this.#state = state;
    this.#isIdle = max_daily_loss === null && max_drawdown === null;
    this.#dayStart = state.config.initial_cash;
    this.#last = state.config.initial_cash;
    this.#peak = state.config.initial_cash;
  }

  /** Whether nothing may be opened, by what the run itself told. */
  #isOn = false;

  /** Takes down a switch, its lifting or a liquidation; the first and the last call in all positions. */
  event(event: SwitchEvent): void {
    const { tally, held, timeline } = this.#state;
    if (event.type === 'kill_switch_lifted') {
      tally.kill_switch.lifted += 1;
      this.#isOn = false;
      this.#told = event;
      return;
    }
    const by = event.type;
    if (by === 'kill_switch') {
      tally.kill_switch.triggered += 1;
      this.#isOn = true;
      this.#told = event;
    } else {
      tally.limits.liquidations += 1;
    }
    for (const each of held.values()) {
      if (each.summons !== null && each.summons.by !== 'request') continue;
      each.summons = { bar: timeline.barOf(each.place) + 1, by };
    }
  }

  /** While the switch is on nothing is accepted and nothing is opened. */
  refuses(what: string): void {
    if (this.#isOn) this.#state.violations.add('kill-switch', `${what} while the kill switch was on`);
  }

  mark({ time, equity }: Readonly<Mark>): void {
    if (this.#isIdle && this.#told === null) return;
    const { violations, pending, isEnding, timeline } = this.#state;
    const due = this.#due(time, equity);
    const told = this.#told;
    this.#told = null;
    if (told !== null || due !== null) this.#compare(due, { told, equity, isEnding });
    if (this.#isOn && pending.size > 0) {
      violations.add(
        'kill-switch',
        `${pending.size} orders are pending after close ${timeline.passed} with the kill switch on`,
      );
    }
  }

  /** What the switch has to do at this mark, by the limits of the run. */
  #due(time: number, equity: number): `kill_switch ${Cause}` | 'kill_switch_lifted daily_loss' | null {
    const { max_daily_loss, max_drawdown } = this.#state.config.risk;
    const day = utcDayOf(time);
    let isLifted = false;
    if (day !== this.#day) {
      this.#day = day;
      this.#dayStart = this.#last;
      isLifted = this.#cause === 'daily_loss';
      if (isLifted) this.#cause = null;
    }
    this.#last = equity;
    if (equity > this.#peak) this.#peak = equity;
    if (max_drawdown !== null && this.#cause !== 'drawdown' && isLost(this.#peak, equity, max_drawdown)) {
      this.#cause = 'drawdown';
      return 'kill_switch drawdown';
    }
    if (max_daily_loss !== null && this.#cause === null && isLost(this.#dayStart, equity, max_daily_loss)) {
      this.#cause = 'daily_loss';
      return 'kill_switch daily_loss';
    }
    return isLifted ? 'kill_switch_lifted daily_loss' : null;
  }

  #compare(
    due: string | null,
    { told, equity, isEnding }: { told: SwitchEvent | null; equity: number; isEnding: boolean },
  ): void {
    // The end of the data moves the equity once more, after the switch was looked at.
    if (isEnding) return;
    const { violations, timeline } = this.#state;
    const said = told === null ? null : `${told.type} ${told.reason}`;
    if (said !== due) {
      violations.add(
        'kill-switch',
        `At close ${timeline.passed}, with an equity of ${figure(equity)}, ${figure(this.#dayStart)} the day before and ${figure(this.#peak)} at the highest, the run told ${said ?? 'nothing'}; by its limits it is ${due ?? 'nothing'}`,
      );
    }
    if (told !== null && told.equity !== equity) {
      violations.add(
        'kill-switch',
        `The kill switch speaks of an equity of ${figure(told.equity, equity)}; the mark has ${figure(equity, told.equity)}`,
      );
    }
  }
}

/** What rounding may add to a loss of exactly the share, as a share of what was there before. */
const HAIR = 1e-12;

/** Whether more than a share of an equity is lost. */
function isLost(before: number, equity: number, share: number): boolean {
  return before - equity > share * before + HAIR * Math.abs(before);
}
