import type { BacktestEvent, Recorder } from '../event.ts';

/** Which request a position came from: the place among the orders that were asked for after the close of a bar. */
export interface Origin {
  readonly symbol: string;
  readonly bar: number;
  readonly place: number;
}

/** Remembers which request each position came from. Names of positions differ from run to run, and this does not. */
export class OrderOrigins implements Recorder {
  readonly #ofOrder = new Map<string, Origin>();
  readonly #ofPosition = new Map<string, Origin>();
  readonly #open = new Map<string, string>();
  #last: { readonly symbol: string; readonly bar: number; count: number } = { symbol: '', bar: -1, count: 0 };

  event(event: BacktestEvent): void {
    if (event.type === 'order_placed') this.#ofOrder.set(event.order_id, this.#next(event));
    if (event.type === 'order_rejected' && event.order_id === null) this.#next(event);
    if (event.type === 'position_opened') this.#enter(event.order_id, event.position_id);
    if (event.type === 'position_closed') this.#leave(event.position_id);
  }

  trade(): void {}

  mark(): void {}

  /** Where a position of this run came from, also after it was closed. */
  originOf(positionId: string): Origin | undefined {
    return this.#ofPosition.get(positionId);
  }

  /** The open position of this run that came from a request. */
  positionOf(origin: Origin): string | undefined {
    return this.#open.get(nameOf(origin));
  }

  #next({ symbol, bar }: { readonly symbol: string; readonly bar: number }): Origin {
    if (this.#last.symbol !== symbol || this.#last.bar !== bar) this.#last = { symbol, bar, count: 0 };
    this.#last.count += 1;
    return { symbol, bar, place: this.#last.count - 1 };
  }

  #enter(orderId: string, positionId: string): void {
    const origin = this.#ofOrder.get(orderId);
    if (origin === undefined) return;
    this.#ofPosition.set(positionId, origin);
    this.#open.set(nameOf(origin), positionId);
  }

  #leave(positionId: string): void {
    const origin = this.#ofPosition.get(positionId);
    if (origin !== undefined) this.#open.delete(nameOf(origin));
  }
}

function nameOf({ symbol, bar, place }: Origin): string {
  return `${bar}/${place}/${symbol}`;
}
