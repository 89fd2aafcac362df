import type { Bars } from '../../../src/backtest/bars.ts';
import type { BacktestEvent, Mark, Recorder, Trade } from '../../../src/backtest/event.ts';
import { FigureBook } from '../../../src/backtest/metrics/figure-book.ts';
import { Replay } from '../../../src/backtest/replay.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';

/** What a run told, kept whole, and the book that was told the same. */
export interface RecordedRun {
  readonly book: FigureBook;
  readonly config: RunConfig;
  readonly series: readonly Bars[];
  readonly events: readonly BacktestEvent[];
  readonly trades: readonly Trade[];
  readonly marks: readonly Readonly<Mark>[];
}

/** How bars and orders are made up. */
export interface MadeUp {
  readonly seed: number;
  /** For each symbol, how many bars it has. */
  readonly lengths: readonly number[];
  readonly barLength: number;
  readonly config?: object;
  /** Chance that something is asked for after a bar; 0.3 unless given. */
  readonly activity?: number;
}

/** A Monday. */
export const START = Date.UTC(2024, 0, 1);

/** Runs random orders over random bars; all of it follows from the seed. */
export function recordRun({ seed, lengths, barLength, config: given = {}, activity = 0.3 }: MadeUp): RecordedRun {
  const chance = chanceOf(seed);
  const config = RunConfig.parse({ version: 1, fee_taker: 0.001, fee_maker: 0.0002, slippage: 0.0005, ...given });
  const series = lengths.map((length, index) => barsOf(`S${index}`, length, { barLength, chance }));
  const book = new FigureBook({ series, config });
  const events: BacktestEvent[] = [];
  const trades: Trade[] = [];
  const marks: Mark[] = [];
  const recorder: Recorder = {
    event(event) {
      events.push(event);
      book.event(event);
    },
    trade(trade) {
      trades.push(trade);
      book.trade(trade);
    },
    mark(mark) {
      marks.push({ ...mark });
      book.mark(mark);
    },
  };
  const replay = new Replay({ series, config, seed, recorder });
  while (replay.next()) {
    for (const index of series.keys()) {
      if (replay.isHere(index) && chance() < activity) ask(replay, index, chance);
    }
  }
  replay.broker.finish();
  return { book, config, series, events, trades, marks };
}

/** The generator of Lehmer with the multiplier of Park and Miller. */
export function chanceOf(seed: number): () => number {
  let state = ((seed * 69_621 + 123_456_789) % 2_147_483_646) + 1;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function barsOf(
  symbol: string,
  length: number,
  { barLength, chance }: { readonly barLength: number; readonly chance: () => number },
): Bars {
  const column = (): Float64Array => new Float64Array(length);
  const bars = { time: column(), open: column(), high: column(), low: column(), close: column(), volume: column() };
  let price = 100;
  for (let index = 0; index < length; index += 1) {
    const open = price * (1 + 0.01 * (chance() - 0.5));
    price = open * (1 + 0.04 * (chance() - 0.49));
    bars.time[index] = START + index * barLength;
    bars.open[index] = open;
    bars.close[index] = price;
    bars.high[index] = Math.max(open, price) * (1 + 0.01 * chance());
    bars.low[index] = Math.min(open, price) * (1 - 0.01 * chance());
  }
  return { symbol, length, ...bars, closes: barLength };
}

function ask({ broker }: Replay, index: number, chance: () => number): void {
  const [open] = broker.positions(index);
  if (open !== undefined && chance() < 0.6) {
    broker.close(open.position_id, '', index);
    return;
  }
  const action = chance() < 0.5 ? 'BUY' : 'SELL';
  const price = broker.quote(index).close;
  const away = action === 'BUY' ? 1 : -1;
  broker.place(index, {
    action,
    ...(chance() < 0.5 ? { type: 'MARKET' } : { type: 'LIMIT', price: price * (1 - 0.01 * away), expire_bars: 3 }),
    volume: 1 + Math.floor(chance() * 20),
    sl: price * (1 - 0.03 * away),
    tp: price * (1 + 0.04 * away),
  });
}
