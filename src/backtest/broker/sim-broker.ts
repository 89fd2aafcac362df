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
import { positionId } from '../order.ts';
import { obeyAccountRules } from './account-rules.ts';
import { cancelOrders, expireOrders } from './cancellations.ts';
import { closeAtEnd, closeRequested, exitPositions } from './endings.ts';
import { enterOrders } from './entries.ts';
import { type Holding, type Market, unrealisedAt } from './holding.ts';
import { endOfDay } from './kill-switch.ts';
import { markAtCloses } from './ledger.ts';
import type { Quote } from './quote.ts';
import { cancelOrder, closePosition, placeOrder } from './requests.ts';
import { type BrokerOptions, type BrokerState, openState } from './state.ts';

const NONE: readonly Position[] = [];

export class SimBroker {
  readonly #state: BrokerState;

  constructor(options: BrokerOptions) {
    this.#state = openState(options);
  }

  /** The bar of a symbol, to be written before a step; by its place among the symbols. */
  quote(symbolIndex: number): Quote {
    return this.#market(symbolIndex).quote;
  }

  /** Goes through one close time with the bars that are there, phase by phase. */
  step(closeTime: number): void {
    const state = this.#state;
    const { markets } = state;
    this.#tellMark(closeTime);
    this.#beginDay(closeTime);
    for (const market of markets) if (market.quote.isThere) closeRequested(market, state);
    for (const market of markets) if (market.quote.isThere) enterOrders(market, state, 'MARKET');
    for (const market of markets) if (market.quote.isThere) enterOrders(market, state, 'LIMIT');
    for (const market of markets) if (market.quote.isThere) exitPositions(market, state);
    this.#mark(closeTime);
    obeyAccountRules(closeTime, state);
    for (const market of markets) if (market.quote.isThere) expireOrders(market, state);
  }

  /** Asks for an order in a symbol; refused ones change nothing. */
  place(symbolIndex: number, request: unknown): PlaceAnswer {
    return placeOrder(this.#market(symbolIndex), request, this.#state);
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
    if (state.isMarked) this.#mark(state.mark.time);
    this.#tellMark(Infinity);
  }

  #market(index: number): Market {
    const market = this.#state.markets[index];
    if (market === undefined) throw new RangeError(`no symbol ${index} at this broker`);
    return market;
  }

  /** The last mark is told when the next one cannot change it any more. */
  #tellMark(nextTime: number): void {
    const state = this.#state;
    if (!state.isMarked || state.mark.time === nextTime) return;
    state.isMarked = false;
    state.recorder.mark(state.mark);
  }

  #mark(closeTime: number): void {
    const state = this.#state;
    state.mark.time = closeTime;
    markAtCloses(state.mark, state.balance, state.markets);
    state.isMarked = true;
  }

  #beginDay(closeTime: number): void {
    const state = this.#state;
    if (closeTime <= state.dayEnd) return;
    state.dayEnd = endOfDay(closeTime);
    state.filledToday = 0;
  }
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
