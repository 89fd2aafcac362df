import type { Position } from '../adapter.ts';
import type { Bars } from '../bars.ts';
import type { Recorder } from '../event.ts';
import { Replay } from '../replay.ts';
import type { RunConfig } from '../run-config.ts';
import { askBroker } from '../runner/asked.ts';
import { readAsked } from './asked-text.ts';
import type { PositionsAt, SymbolStep, WholeSymbol } from './growth.ts';

/** What is walked along, and what was wanted on the way. */
export interface WalkOptions {
  readonly series: readonly Bars[];
  readonly config: RunConfig;
  readonly seed: number;
  readonly whole: readonly WholeSymbol[];
}

/** Writes nothing down. */
export const SILENT: Recorder = { event: () => {}, trade: () => {}, mark: () => {} };

/**
 * Goes along the closes of a run and hands out the bars as they come, with the positions that the engine holds at each.
 * The positions follow from the decisions of the run that had all bars: so every bar is compared by itself, and a
 * difference is never the consequence of an earlier one. Without a difference they are those of the growing strategy too.
 */
export class Walk {
  readonly #options: WalkOptions;
  readonly #replay: Replay;
  readonly #asked: readonly ReadonlyMap<number, string>[];
  readonly #looks: boolean;
  #closes = 0;

  constructor(options: WalkOptions) {
    this.#options = options;
    this.#replay = new Replay({ ...options, recorder: SILENT });
    this.#asked = options.whole.map(({ asked }) => new Map(asked.map(({ bar, text }) => [bar, text])));
    this.#looks = options.whole.some(({ looksAtPositions }) => looksAtPositions);
  }

  /** The bars up to a number of closes that were not handed out before; fewer where the data ends. */
  goTo(closes: number): readonly SymbolStep[] {
    const { series } = this.#options;
    const from = series.map((_, index) => this.#replay.barOf(index) + 1);
    const positions: PositionsAt[][] = series.map(() => []);
    while (this.#closes < closes && this.#replay.next()) {
      this.#closes += 1;
      for (let index = 0; index < series.length; index += 1) this.#pass(index, positions[index] as PositionsAt[]);
    }
    return series.flatMap((bars, symbol) => {
      const until = this.#replay.barOf(symbol) + 1;
      const start = from[symbol] as number;
      if (until === start) return [];
      return [{ symbol, bars: barsBetween(bars, start, until), positions: positions[symbol] as PositionsAt[] }];
    });
  }

  /** How many bars of each symbol were not handed out yet. */
  rest(): readonly number[] {
    return this.#options.series.map(({ length }, index) => length - this.#replay.barOf(index) - 1);
  }

  #pass(index: number, positions: PositionsAt[]): void {
    if (!this.#looks || !this.#replay.isHere(index)) return;
    const { broker } = this.#replay;
    const bar = this.#replay.barOf(index);
    const open: readonly Position[] = this.#options.whole[index]?.looksAtPositions ? broker.positions(index) : [];
    if (open.length > 0) positions.push({ bar, positions: open });
    const text = this.#asked[index]?.get(bar);
    if (text !== undefined) askBroker(broker, index, readAsked(text));
  }
}

/** Bars from one to another as views on the same memory; they are read, sent and not handed on. */
export function barsBetween(bars: Bars, from: number, until: number): Bars {
  const { symbol, closes } = bars;
  const cut = (column: Float64Array): Float64Array => column.subarray(from, until);
  return {
    symbol,
    length: until - from,
    time: cut(bars.time),
    open: cut(bars.open),
    high: cut(bars.high),
    low: cut(bars.low),
    close: cut(bars.close),
    volume: cut(bars.volume),
    closes: typeof closes === 'number' ? closes : cut(closes),
  };
}
