/**
 * A broker that replays a market. Its invariants:
 *
 * 1. What is asked for after the close of a bar acts on a later bar (R1).
 * 2. A step is one order of phases over all symbols: closes at the open, market entries, limit entries, stops and
 *    targets, the mark (R3); within a phase symbols stand in their order, orders in that of acceptance, positions in that
 *    of their numbers.
 * 3. Money changes by fills only: balance = initial cash + what closed trades made - entry fees of open positions.
 * 4. No clock, no chance, no order but that of arrival (R18).
 */
import type { Account, CloseAnswer, PlaceAnswer, Position } from '../adapter.ts';
import type { Recorder } from '../event.ts';
import { orderId, positionId } from '../order.ts';
import { obeyAccountRules } from './account-rules.ts';
import { cancelOrders, expireOrders } from './cancellations.ts';
import { closeAtEnd, closeRequested, exitPositions } from './endings.ts';
import { enterAtLimits, enterAtMarket } from './entries.ts';
import { type Holding, type Market, unrealisedAt } from './holding.ts';
import { endOfDay } from './kill-switch.ts';
import { markAtCloses } from './ledger.ts';
import { checkOrder } from './order-check.ts';
import type { Quote } from './quote.ts';
import { cancelOrder, closePosition, placeOrder, takeNumber } from './requests.ts';
import { type BrokerOptions, type BrokerState, forkState, openState } from './state.ts';

const NONE: readonly Position[] = [];

export class SimBroker {
  readonly #state: BrokerState;

  constructor(options: BrokerOptions | { readonly forked: BrokerState }) {
    this.#state = 'forked' in options ? options.forked : openState(options);
  }

  /** A broker of its own that stands where this one does: what happens to either is nothing to the other. */
  fork(recorder: Recorder): SimBroker {
    return new SimBroker({ forked: forkState(this.#state, recorder) });
  }

  /** Whether anything is held or waits, so that the next bars can change the account. */
  isBusy(): boolean {
    const { holdings, orders } = count(this.#state);
    return holdings + orders > 0;
  }

  /** The bar of a symbol, to be written before a step; by its place among the symbols. */
  quote(symbolIndex: number): Quote {
    return this.#market(symbolIndex).quote;
  }

  /** Goes through one close time with the bars that are there, phase by phase. */
  step(closeTime: number): void {
    const state = this.#state;
    if (closeTime !== state.mark.time) tellMark(state);
    state.mark.time = closeTime;
    if (closeTime > state.dayEnd) beginDay(state);
    const { holdings, orders } = count(state);
    if (holdings > 0) closeRequested(state);
    if (orders > 0) enterAtMarket(state);
    if (orders > 0) enterAtLimits(state);
    if (holdings + orders > 0) exitPositions(state);
    markAtCloses(state);
    obeyAccountRules(state);
    if (orders > 0) expireOrders(state);
  }

  /** Asks for an order in a symbol; refused ones change nothing. */
  place(symbolIndex: number, request: unknown, number: number | null = null): PlaceAnswer {
    return placeOrder(this.#market(symbolIndex), { request, number }, this.#state);
  }

  /** Takes the number of an order that is placed later; what the order itself says must be acceptable now. */
  reserve(symbolIndex: number, request: unknown): number | null {
    const { instrument } = this.#market(symbolIndex);
    return checkOrder(request, { instrument, lastClose: null }).kind === 'order' ? takeNumber(this.#state) : null;
  }

  /** The place of the symbol in which an order of this name is pending; -1 when there is none. */
  symbolOfOrder(orderName: string): number {
    return this.#state.markets.findIndex(({ pending }) =>
      pending.some(({ order }) => orderId(order.number) === orderName),
    );
  }

  /** The place of the symbol in which a position of this name is open; -1 when there is none. */
  symbolOfPosition(positionName: string): number {
    return this.#state.markets.findIndex(({ holdings }) =>
      holdings.some(({ number }) => positionId(number) === positionName),
    );
  }

  cancel(orderName: string): boolean {
    return cancelOrder(orderName, this.#state);
  }

  /** Cancels the pending orders of a symbol: those with a comment, or all; returns how many. */
  cancelAll(symbolIndex: number, comment: string | null): number {
    const isMeant = (order: { readonly comment: string }): boolean => comment === null || order.comment === comment;
    return cancelOrders(this.#market(symbolIndex), this.#state, { reason: 'REQUESTED', isMeant });
  }

  /** Asks for a position to be closed; where a symbol is given, only a position in it. */
  close(positionName: string, comment: string, symbolIndex?: number): CloseAnswer {
    const within = symbolIndex === undefined ? this.#state.markets : [this.#market(symbolIndex)];
    return closePosition({ id: positionName, comment, within }, this.#state);
  }

  /** The open positions of a symbol by ascending number, as of the last mark. */
  positions(symbolIndex: number): readonly Position[] {
    const { holdings } = this.#market(symbolIndex);
    return holdings.length === 0 ? NONE : holdings.map(positionOf);
  }

  account(): Account {
    const { balance, equity, used_margin, unrealised, open_positions } = this.#state.mark;
    return {
      balance,
      equity,
      used_margin,
      free_margin: equity - used_margin,
      unrealised_pnl: unrealised,
      open_positions,
    };
  }

  /** The end of the data: orders are cancelled, and positions closed where the run says so (R16). */
  finish(): void {
    const state = this.#state;
    for (const market of state.markets) cancelOrders(market, state, { reason: 'END_OF_DATA' });
    if (state.config.finalize === 'close') for (const market of state.markets) closeAtEnd(market, state);
    if (state.isMarked) markAtCloses(state);
    tellMark(state);
  }

  #market(index: number): Market {
    const market = this.#state.markets[index];
    if (market === undefined) throw new RangeError(`no symbol ${index} at this broker`);
    return market;
  }
}

/** What there is for the phases to do; on most bars there is little. */
function count({ markets }: BrokerState): { readonly holdings: number; readonly orders: number } {
  let holdings = 0;
  let orders = 0;
  for (const market of markets) {
    holdings += market.holdings.length;
    orders += market.pending.length;
  }
  return { holdings, orders };
}

/** The last mark is told when no next one can change it any more. */
function tellMark(state: BrokerState): void {
  if (!state.isMarked) return;
  state.isMarked = false;
  state.recorder.mark(state.mark);
}

function beginDay(state: BrokerState): void {
  state.dayEnd = endOfDay(state.mark.time);
  state.filledToday = 0;
}

function positionOf(holding: Holding): Position {
  const { number, order, market, volume, entryPrice, entryTime, entryBar } = holding;
  return {
    position_id: positionId(number),
    symbol: order.symbol,
    action: order.action,
    volume,
    entry_price: entryPrice,
    entry_time: entryTime,
    entry_bar: entryBar,
    sl: order.sl,
    tp: order.tp,
    unrealised_pnl: unrealisedAt(holding, market.quote.close),
  };
}
