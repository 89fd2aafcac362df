import { type Bars, closeTimeOf } from '../bars.ts';
import type { BacktestEvent, Mark, Recorder, Trade } from '../event.ts';
import { checkAccount, checkHeld } from './account-check.ts';
import { type BookOptions, type BookState, type EventOf, NOT_YET, numberOf, openBook } from './book-state.ts';
import type { RunEvidence } from './evidence.ts';
import { KillWatch } from './kill-watch.ts';
import { checkWaiting, logCancelled, logDelayed, logPlaced, logRejected } from './order-log.ts';
import { logClosed, logOpened, logTrade } from './position-log.ts';
import { settleSize } from './size-check.ts';
import { Timeline, timeFault } from './timeline.ts';

type SymbolEvent = Extract<BacktestEvent, { symbol: string }>;

/**
 * A recorder that believes nothing: beside a run it keeps its own account from data, configuration and rules, and takes
 * down every event, trade and mark that does not agree with it. Each finding belongs to the check that it breaks.
 */
export class InvariantBook implements Recorder {
  readonly #state: BookState;
  readonly #kill: KillWatch;

  constructor(options: BookOptions) {
    this.#state = openBook(options);
    this.#kill = new KillWatch(this.#state);
  }

  event(event: BacktestEvent): void {
    const state = this.#state;
    state.tally.events += 1;
    if (state.unsized !== null) {
      const isPartial = event.type === 'order_cancelled' && event.reason === 'PARTIAL_FILL';
      const isOfIt = isPartial && event.order_id === state.unsized.held.order.told.order_id;
      if (isOfIt) {
        settleSize(state, true);
        return;
      }
      settleSize(state, false);
    }
    this.#settleTrade();
    if (!('symbol' in event)) {
      if (event.time !== state.timeline.now) this.#outOfStep(event, 'time', event.time);
      this.#kill.event(event);
      return;
    }
    const place = state.places.get(event.symbol);
    if (place !== undefined) this.#log(event, place);
    else if (event.type !== 'close_rejected' || event.symbol !== '') this.#outOfStep(event, 'symbol', event.symbol);
  }

  trade(trade: Trade): void {
    settleSize(this.#state, false);
    logTrade(trade, this.#state);
  }

  mark(mark: Readonly<Mark>): void {
    const state = this.#state;
    const { timeline, tally, violations } = state;
    if (state.unsized !== null) settleSize(state, false);
    if (state.unwritten !== null) this.#settleTrade();
    tally.marks += 1;
    if (mark.time !== timeline.now) {
      violations.add(
        'time-zones',
        `Mark ${tally.marks} has the time ${mark.time}; the next close is at ${timeline.now}`,
      );
    }
    checkAccount(mark, state);
    if (state.held.size > 0) checkHeld(mark, state);
    if (state.market.size > 0) checkWaiting(state);
    this.#kill.mark(mark);
    state.lastFill = NOT_YET;
    state.isEnding = false;
    if (timeline.now !== Infinity) timeline.advance();
  }

  /** What was seen, once the run is over. */
  evidence(): RunEvidence {
    const state = this.#state;
    const { tally, violations, series, config, held, pending } = state;
    settleSize(state, false);
    this.#settleTrade();
    const closes = Timeline.closesOf(series);
    if (tally.marks > 0 && tally.marks !== closes) {
      violations.add('portfolio-invariants', `${tally.marks} marks were told; the data has ${closes} closes`);
    }
    if (tally.marks > 0 && config.finalize === 'close' && held.size > 0) {
      violations.add(
        'portfolio-invariants',
        `${held.size} positions were never closed, though the end of the data closes them`,
      );
    }
    if (tally.marks > 0 && pending.size > 0) {
      violations.add('portfolio-invariants', `${pending.size} orders were neither filled nor refused nor cancelled`);
    }
    this.#checkTimes();
    return {
      ...tally,
      closes,
      still_open: held.size,
      violations: [...violations.told],
      violation_counts: { ...violations.counts },
    };
  }

  /** The times of the data increase. */
  #checkTimes(): void {
    const { series, violations } = this.#state;
    for (const bars of series) {
      const fault = timeFault(bars);
      if (fault !== null) violations.add('time-zones', fault);
    }
  }

  #log(event: SymbolEvent, place: number): void {
    const state = this.#state;
    this.#checkStep(event, place);
    switch (event.type) {
      case 'order_placed':
        this.#kill.refuses(`${event.order_id} was accepted`);
        logPlaced(event, place, state);
        return;
      case 'order_rejected':
        logRejected(event, state);
        return;
      case 'order_cancelled':
        logCancelled(event, state);
        return;
      case 'order_delayed':
        logDelayed(event, state);
        return;
      case 'position_opened':
        this.#kill.refuses(`${event.position_id} was opened`);
        this.#checkPhase([
          state.pending.get(event.order_id)?.told.order_type === 'LIMIT' ? 2 : 1,
          place,
          numberOf(event.order_id),
        ]);
        logOpened(event, place, state);
        return;
      case 'position_closed':
        this.#checkPhase([phaseOf(event), place, numberOf(event.position_id)]);
        logClosed(event, place, state);
        return;
      case 'close_requested': {
        const held = state.held.get(event.position_id);
        if (held !== undefined) held.summons ??= { bar: event.bar + 1, by: 'request' };
        return;
      }
      case 'close_rejected':
      case 'sl_hit':
      case 'tp_hit':
        return;
      default:
        event satisfies never;
    }
  }

  /** Every event belongs to the bar at which its symbol stands; a fill to one that is there. */
  #checkStep(event: SymbolEvent, place: number): void {
    const { timeline, series } = this.#state;
    const bar = timeline.barOf(place);
    const isFill =
      event.type === 'position_opened' || (event.type === 'position_closed' && event.reason !== 'end_of_data');
    if (event.bar === -1 && timeline.passed === 0 && !isFill) return;
    if (event.bar !== bar) this.#outOfStep(event, `bar of ${event.symbol}`, event.bar);
    else if (isFill && !timeline.isHere(place))
      this.#outOfStep(event, `bar of ${event.symbol} that is over`, event.bar);
    if (bar < 0 || event.bar !== bar) return;
    const bars = series[place] as Bars;
    if (event.time === bars.time[bar] || event.time === closeTimeOf(bars, bar)) return;
    this.#state.violations.add(
      'time-zones',
      `${event.type} carries the time ${event.time}; bar ${bar} of ${event.symbol} goes from ${bars.time[bar]} to ${closeTimeOf(bars, bar)}`,
    );
  }

  /** R3: within a step, fills come phase by phase, symbol by symbol, number by number. */
  #checkPhase(fill: BookState['lastFill']): void {
    const { lastFill, violations, timeline } = this.#state;
    this.#state.lastFill = fill;
    for (let part = 0; part < fill.length; part += 1) {
      const [before, now] = [lastFill[part] as number, fill[part] as number];
      if (now > before) return;
      if (now < before) break;
    }
    violations.add(
      'portfolio-invariants',
      `At close ${timeline.passed} a fill of phase ${fill[0]}, symbol ${fill[1]}, number ${fill[2]} came after one of phase ${lastFill[0]}, symbol ${lastFill[1]}, number ${lastFill[2]}`,
    );
  }

  #outOfStep({ type }: BacktestEvent, what: string, value: string | number): void {
    const { violations, timeline } = this.#state;
    violations.add(
      'portfolio-invariants',
      `${type} with ${what} ${value} does not belong to close ${timeline.passed} at ${timeline.now}`,
    );
  }

  #settleTrade(): void {
    const { unwritten, violations } = this.#state;
    if (unwritten === null) return;
    this.#state.unwritten = null;
    violations.add('portfolio-invariants', `${unwritten.closed.position_id} was closed and no trade was written`);
  }
}

/** The phase in which a position is closed (R3). */
function phaseOf({ reason }: EventOf<'position_closed'>): number {
  if (reason === 'end_of_data') return 4;
  return reason === 'sl' || reason === 'tp' ? 3 : 0;
}
