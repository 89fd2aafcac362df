import type { Mark, Recorder, Trade } from '../../event.ts';
import { type Point, PointBuckets } from './point-buckets.ts';

/** Most points that a curve keeps, and most trades from the beginning and from the end of a run. */
const MOST_POINTS = 4000;
const MOST_TRADES_AT_EACH_END = 500;

/** What a report draws of a run. */
export interface ReportCurves {
  readonly equity: readonly Point[];
  /** Shares below the highest equity so far, 0 or less. */
  readonly drawdown: readonly Point[];
  /** The first and the last trades; all of them where there are few. */
  readonly trades: readonly Trade[];
  /** How many trades there were. */
  readonly tradeCount: number;
}

/** Keeps what a report draws, in bounded memory however long a run is. */
export class ReportBook implements Recorder {
  readonly #equity = new PointBuckets(MOST_POINTS);
  readonly #drawdown = new PointBuckets(MOST_POINTS);
  readonly #firstTrades: Trade[] = [];
  readonly #lastTrades: Trade[] = [];
  #tradeCount = 0;
  #peak: number;

  /** Drawdown is measured from the money at the start on. */
  constructor(initialCash: number) {
    this.#peak = initialCash;
  }

  event(): void {}

  trade(trade: Trade): void {
    this.#tradeCount += 1;
    if (this.#firstTrades.length < MOST_TRADES_AT_EACH_END) this.#firstTrades.push(trade);
    else this.#lastTrades[(this.#tradeCount - 1) % MOST_TRADES_AT_EACH_END] = trade;
  }

  mark({ time, equity }: Readonly<Mark>): void {
    if (equity > this.#peak) this.#peak = equity;
    this.#equity.add(time, equity);
    this.#drawdown.add(time, equity / this.#peak - 1);
  }

  curves(): ReportCurves {
    const next = this.#tradeCount % MOST_TRADES_AT_EACH_END;
    const last = [...this.#lastTrades.slice(next), ...this.#lastTrades.slice(0, next)];
    return {
      equity: this.#equity.points(),
      drawdown: this.#drawdown.points(),
      trades: [...this.#firstTrades, ...(this.#tradeCount > 2 * MOST_TRADES_AT_EACH_END ? last : this.#lastTrades)],
      tradeCount: this.#tradeCount,
    };
  }
}
