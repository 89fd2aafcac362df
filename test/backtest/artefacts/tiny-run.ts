import type { Position } from '../../../src/backtest/adapter.ts';
import { ArtefactWriters } from '../../../src/backtest/artefacts/artefact-writers.ts';
import { RecorderTee } from '../../../src/backtest/artefacts/recorder-tee.ts';
import { ReportBook } from '../../../src/backtest/artefacts/report/report-book.ts';
import type { Bars } from '../../../src/backtest/bars.ts';
import type { Recorder } from '../../../src/backtest/event.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { runStrategies } from '../../../src/backtest/runner/run-strategies.ts';
import type { Entries, ExitRequest, Indicators, Strategy } from '../../../src/backtest/strategy.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2024, 0, 31, 20);

/** Seven hours across a midnight; open, high, low, close. */
const PRICES: readonly (readonly [number, number, number, number])[] = [
  [100, 101, 99, 100],
  [100, 104, 99, 103],
  [103, 111, 102, 108],
  [108, 109, 104, 105],
  [105, 106, 100, 101],
  [101, 102, 96, 97],
  [97, 99, 96, 98],
];

/** Bars of one symbol from prices, one hour each. */
export function hourlyBars(symbol: string, prices: typeof PRICES): Bars {
  const column = (at: 0 | 1 | 2 | 3): Float64Array => Float64Array.from(prices, (bar) => bar[at]);
  return {
    symbol,
    length: prices.length,
    time: Float64Array.from(prices, (_, index) => START + index * HOUR),
    open: column(0),
    high: column(1),
    low: column(2),
    close: column(3),
    volume: new Float64Array(prices.length).fill(1),
    closes: HOUR,
  };
}

/** Buys two with a target, sells one short and closes it for a reason, and leaves a limit that never fills. */
class TinyStrategy implements Strategy {
  prepareIndicators(): Indicators {
    return {};
  }

  findEntries(_bars: Bars, _indicators: Indicators, index: number): Entries {
    if (index === 0) return { action: 'BUY', type: 'MARKET', volume: 2, sl: 95, tp: 110, comment: '=1+1, "up"' };
    if (index === 2) return { action: 'SELL', type: 'MARKET', volume: 1, comment: 'line\nbreak' };
    if (index === 3) return { action: 'BUY', type: 'LIMIT', volume: 1, price: 50, expire_bars: 2 };
    return index === 4 ? { action: 'BUY', type: 'MARKET', volume: -1 } : null;
  }

  findExits(position: Position, _bars: Bars, _indicators: Indicators, index: number): ExitRequest | null {
    return index === 4 && position.action === 'SELL' ? { position_id: position.position_id, reason: 'enough' } : null;
  }
}

/** What a small run left behind, as texts by name, and the book that its report is drawn from. */
export interface TinyRun {
  readonly files: Readonly<Record<'trades.csv' | 'equity_curve.csv' | 'events.log', string>>;
  readonly book: ReportBook;
  readonly bars: Bars;
}

/** Runs the small strategy with a fee of 0.1 % on takers. */
export function runTiny(also: readonly Recorder[] = []): TinyRun {
  const bars = hourlyBars('AB', PRICES);
  const config = RunConfig.parse({ version: 1, fee_taker: 0.001, initial_cash: 1000 });
  const [trades, equity, events] = [new Kept(), new Kept(), new Kept()];
  const writers = new ArtefactWriters({ trades, equity, events }, 'corr_0123456789abcdef01234567');
  const book = new ReportBook(config.initial_cash);
  const recorder = new RecorderTee([writers, book, ...also]);
  runStrategies({ strategy: TinyStrategy, series: [bars], config, seed: 1, recorder });
  writers.finish();
  const files = { 'trades.csv': trades.text, 'equity_curve.csv': equity.text, 'events.log': events.text };
  return { files, book, bars };
}

/** A sink that keeps what it is given. */
export class Kept {
  text = '';

  write(bytes: Uint8Array): void {
    this.text += Buffer.from(bytes).toString('utf8');
  }
}
