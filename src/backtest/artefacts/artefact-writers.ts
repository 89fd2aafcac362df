import type { BacktestEvent, Mark, Recorder, Trade } from '../event.ts';
import type { ByteSink } from './byte-lines.ts';
import { EquityCsv } from './equity-csv.ts';
import { EventsLog } from './events-log.ts';
import { TradesCsv } from './trades-csv.ts';

/** Where the artefacts go that are written while a run goes on. */
export interface ArtefactSinks {
  readonly trades: ByteSink;
  readonly equity: ByteSink;
  readonly events: ByteSink;
}

/** Writes `trades.csv`, `equity_curve.csv` and `events.log` as a run goes on; `finish` hands on what is left. */
export class ArtefactWriters implements Recorder {
  readonly #trades: TradesCsv;
  readonly #equity: EquityCsv;
  readonly #events: EventsLog;

  constructor({ trades, equity, events }: ArtefactSinks, correlationId: string) {
    this.#trades = new TradesCsv(trades);
    this.#equity = new EquityCsv(equity);
    this.#events = new EventsLog(events, correlationId);
  }

  event(event: BacktestEvent): void {
    this.#events.add(event);
  }

  trade(trade: Trade): void {
    this.#trades.add(trade);
  }

  mark(mark: Readonly<Mark>): void {
    this.#equity.add(mark);
  }

  finish(): void {
    this.#trades.finish();
    this.#equity.finish();
    this.#events.finish();
  }
}
