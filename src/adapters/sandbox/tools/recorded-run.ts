import { ArtefactWriters } from '../../../backtest/artefacts/artefact-writers.ts';
import type { ByteSink } from '../../../backtest/artefacts/byte-lines.ts';
import { correlationIdOf } from '../../../backtest/artefacts/correlation-id.ts';
import { renderSummaryJson } from '../../../backtest/artefacts/summary-json.ts';
import type { Bars } from '../../../backtest/bars.ts';
import type { BacktestEvent, Mark, Recorder, Trade } from '../../../backtest/event.ts';
import { FigureBook } from '../../../backtest/metrics/figure-book.ts';
import type { Summary, SummaryData } from '../../../backtest/metrics/summary.ts';
import { barLengthOf } from '../../../backtest/metrics/timeline.ts';
import type { RunConfig } from '../../../backtest/run-config.ts';
import { hashText } from '../../../kernel/hash.ts';

/** What a run was made with. */
export interface RecordedGround {
  readonly config: RunConfig;
  readonly seed: number;
}

type Entry =
  | { readonly kind: 'event'; readonly event: BacktestEvent }
  | { readonly kind: 'trade'; readonly trade: Trade }
  | { readonly kind: 'mark'; readonly mark: Readonly<Mark> };

/** Keeps what happens in a run whose bars are not known before its end; figures and artefacts are made of it then. */
export class RecordedRun implements Recorder {
  readonly #entries: Entry[] = [];

  /** How much is kept. */
  get size(): number {
    return this.#entries.length;
  }

  event(event: BacktestEvent): void {
    this.#entries.push({ kind: 'event', event });
  }

  trade(trade: Trade): void {
    this.#entries.push({ kind: 'trade', trade });
  }

  mark(mark: Readonly<Mark>): void {
    this.#entries.push({ kind: 'mark', mark: { ...mark } });
  }

  /** The figures of what was recorded over these bars. */
  summary(series: readonly Bars[], { config, seed }: RecordedGround): Summary {
    const figures = new FigureBook({ series, config });
    this.#tell(figures);
    const data = series.map(dataOf);
    return figures.summary({ correlationId: correlationIdOf({ data, config, seed }), seed, data });
  }

  /** The artefacts of what was recorded: their texts by name. */
  artefacts(summary: Summary): Readonly<Record<string, string>> {
    const [trades, equity, events] = [new TextSink(), new TextSink(), new TextSink()];
    const writers = new ArtefactWriters({ trades, equity, events }, summary.correlation_id);
    this.#tell(writers);
    writers.finish();
    return {
      'trades.csv': trades.text(),
      'equity_curve.csv': equity.text(),
      'events.log': events.text(),
      'summary.json': renderSummaryJson(summary),
    };
  }

  #tell(recorder: Recorder): void {
    for (const entry of this.#entries) {
      if (entry.kind === 'event') recorder.event(entry.event);
      else if (entry.kind === 'trade') recorder.trade(entry.trade);
      else recorder.mark(entry.mark);
    }
  }
}

/** No file stands behind these bars: their hash is that of their numbers. */
function dataOf(bars: Bars): SummaryData {
  const { symbol, length, time, closes } = bars;
  const columns = [time, bars.open, bars.high, bars.low, bars.close, bars.volume];
  const last = typeof closes === 'number' ? (time[length - 1] ?? 0) + closes : closes[length - 1];
  return {
    symbol,
    sha256: hashText(columns.map((column) => column.join(',')).join('\n')),
    bars: length,
    bar_ms: barLengthOf([bars]),
    first_open: timeOf(time[0]),
    last_close: timeOf(length === 0 ? undefined : last),
    gaps: 0,
    missing_bars: 0,
  };
}

function timeOf(milliseconds: number | undefined): string | null {
  if (milliseconds === undefined || Math.abs(milliseconds) > LATEST) return null;
  return new Date(milliseconds).toISOString();
}

/** The last time that a `Date` can hold. */
const LATEST = 8.64e15;

class TextSink implements ByteSink {
  readonly #parts: Buffer[] = [];

  write(bytes: Uint8Array): void {
    this.#parts.push(Buffer.from(bytes));
  }

  text(): string {
    return Buffer.concat(this.#parts).toString('utf8');
  }
}
