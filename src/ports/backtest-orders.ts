import type { PullRef } from '../change/pull-request.ts';

/** The record of backtests that people asked for by command, each with the nonce by which its run is found again. */
export interface BacktestOrders {
  /** Places an order, once for its comment; returns the one on record, whose nonce is the first that was drawn. */
  place(order: BacktestOrder): Promise<PlacedOrder>;
  /** The order of a nonce in a repository; null when nobody asked for it there. */
  find(repositoryId: number, nonce: string): Promise<PlacedOrder | null>;
  /** Orders that wait for their run, oldest first. */
  waiting(): Promise<readonly PlacedOrder[]>;
  /** Notes how an order ended; the first ending holds, so that it is false where it had ended before. */
  end(nonce: string, ending: OrderEnding): Promise<boolean>;
}

/** A backtest that a person asked for. */
export interface BacktestOrder {
  readonly nonce: string;
  readonly pull: PullRef;
  /** The commit that was named by asking: the head at that time. */
  readonly head: string;
  /** Path of a strategy; null for all that the pull request touches. */
  readonly strategy: string | null;
  /** Name of the workflow file. */
  readonly workflow: string;
  readonly askedBy: string;
  readonly commentId: number;
  readonly at: string;
}

/** How an order ended: its report was published, it was not started, its head is gone, or its run never came. */
export interface OrderEnding {
  readonly how: 'published' | 'refused' | 'stale' | 'lost';
  /** The run of the workflow, where one is known. */
  readonly run: number | null;
  readonly at: string;
}

/** An order as it is on record. */
export interface PlacedOrder extends BacktestOrder {
  /** Null while it waits. */
  readonly ending: OrderEnding | null;
}
