import type { BacktestEvent, Mark, Recorder, Trade } from '../event.ts';

/** Tells several recorders the same, in their order. */
export class RecorderTee implements Recorder {
  readonly #recorders: readonly Recorder[];

  constructor(recorders: readonly Recorder[]) {
    this.#recorders = recorders;
  }

  event(event: BacktestEvent): void {
    for (const recorder of this.#recorders) recorder.event(event);
  }

  trade(trade: Trade): void {
    for (const recorder of this.#recorders) recorder.trade(trade);
  }

  mark(mark: Readonly<Mark>): void {
    for (const recorder of this.#recorders) recorder.mark(mark);
  }
}
