import type { SimBroker } from '../broker/sim-broker.ts';

/** Something that a loop asked for, and that the broker is told after the next bar of the symbol. */
export type LateRequest =
  | { readonly kind: 'place'; readonly symbolIndex: number; readonly request: unknown; readonly number: number }
  | { readonly kind: 'cancel'; readonly symbolIndex: number; readonly orderName: string }
  | { readonly kind: 'close'; readonly symbolIndex: number; readonly positionName: string };

/**
 * Requests that wait for a bar. A loop may have looked at the next bar before it asked; so nothing that it asks for
 * touches that bar, neither an order nor a cancellation nor a close.
 */
export class LateRequests {
  #waiting: LateRequest[] = [];

  get size(): number {
    return this.#waiting.length;
  }

  add(request: LateRequest): void {
    this.#waiting.push(request);
  }

  /** The waiting request that a test finds. */
  find(isMeant: (request: LateRequest) => boolean): LateRequest | undefined {
    return this.#waiting.find(isMeant);
  }

  /** Tells the broker what was asked for in a symbol, in the order in which it was asked for. */
  handOver(symbolIndex: number, broker: SimBroker): void {
    const due = this.#waiting.filter((request) => request.symbolIndex === symbolIndex);
    if (due.length === 0) return;
    this.#waiting = this.#waiting.filter((request) => request.symbolIndex !== symbolIndex);
    for (const request of due) tell(request, broker);
  }
}

function tell(request: LateRequest, broker: SimBroker): void {
  if (request.kind === 'place') broker.place(request.symbolIndex, request.request, request.number);
  else if (request.kind === 'cancel') broker.cancel(request.orderName);
  else broker.close(request.positionName, '', request.symbolIndex);
}
