import type { SimBroker } from '../broker/sim-broker.ts';
import type { CancelRequest, OrderRequest } from '../order.ts';
import type { ExitRequest } from '../strategy.ts';

/** What a strategy wanted after one close of its symbol; plain data, so that it can be sent, kept and compared. */
export interface Asked {
  readonly requests: readonly (OrderRequest | CancelRequest)[];
  readonly exits: readonly ExitRequest[];
}

export const NOTHING: Asked = { requests: [], exits: [] };

/** Asks the broker for what a strategy wants, in the order in which it said so. */
export function askBroker(broker: SimBroker, symbolIndex: number, { requests, exits }: Asked): void {
  for (const request of requests) {
    if (request.action === 'CANCEL') broker.cancelAll(symbolIndex, request.comment ?? null);
    else broker.place(symbolIndex, request);
  }
  for (const { position_id, reason } of exits) broker.close(position_id, reason ?? '', symbolIndex);
}
