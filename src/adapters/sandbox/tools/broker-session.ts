import { SimBrokerAdapter } from '../../../backtest/adapter/sim-broker-adapter.ts';
import type { Bar } from '../../../backtest/adapter.ts';
import { type Bars, closeTimeOf } from '../../../backtest/bars.ts';
import type { BacktestEvent } from '../../../backtest/event.ts';
import type { Summary } from '../../../backtest/metrics/summary.ts';
import { GrownBars } from '../../../backtest/proofs/grown-bars.ts';
import type { RunConfig } from '../../../backtest/run-config.ts';
import { type FlatReport, flatReportOf } from './flat-report.ts';
import { RecordedRun } from './recorded-run.ts';

/** What a session is opened with. */
export interface SessionOptions {
  readonly symbols: readonly string[];
  readonly config: RunConfig;
  readonly seed: number;
}

/** One broker that a test drives by hand, bar by bar; its figures and artefacts are made at its end. */
export class BrokerSession {
  readonly adapter: SimBrokerAdapter;
  readonly options: SessionOptions;
  #run = new RecordedRun();
  #bars: readonly GrownBars[];
  #summary: Summary | null = null;
  #artefacts: Readonly<Record<string, string>> | null = null;

  constructor(options: SessionOptions) {
    this.options = options;
    this.#bars = options.symbols.map((symbol) => new GrownBars(symbol, null));
    this.adapter = new SimBrokerAdapter({
      ...options,
      recorder: {
        event: (event) => this.#run.event(event),
        trade: (trade) => this.#run.trade(trade),
        mark: (mark) => this.#run.mark(mark),
      },
      report: () => this.#figures(),
      artefacts: () => this.#texts(),
      save: (_folder, name) => name,
    });
  }

  /** Bars, records and requests that are kept. */
  get size(): number {
    return this.#run.size + this.adapter.waiting + this.#bars.reduce((sum, { length }) => sum + length, 0);
  }

  step(bar: Bar): readonly BacktestEvent[] {
    const events = this.adapter.step_bar(bar);
    const place = bar.symbol === undefined ? 0 : this.options.symbols.indexOf(bar.symbol);
    this.#bars[place]?.add(oneBar(bar));
    return events;
  }

  /** Whether nothing was stepped through yet. */
  get isFresh(): boolean {
    return this.size === 0;
  }

  /** Takes in a run that was replayed as a whole; it is over then. */
  keep(run: RecordedRun, series: readonly Bars[]): void {
    this.adapter.generate_report();
    this.#run = run;
    this.#bars = series.map((bars) => {
      const kept = new GrownBars(bars.symbol, null);
      kept.add({ ...bars, closes: Float64Array.from(bars.time, (_, index) => closeTimeOf(bars, index)) });
      return kept;
    });
    this.#summary = null;
    this.#artefacts = null;
  }

  /** Ends the run. */
  report(): FlatReport {
    this.adapter.generate_report();
    return flatReportOf(this.#figures());
  }

  /** Ends the run; the artefacts by name. */
  save(): Readonly<Record<string, string>> {
    this.adapter.generate_report();
    return this.#texts();
  }

  #figures(): Summary {
    this.#summary ??= this.#run.summary(
      this.#bars.map((bars) => bars.all()),
      this.options,
    );
    return this.#summary;
  }

  #texts(): Readonly<Record<string, string>> {
    this.#artefacts ??= this.#run.artefacts(this.#figures());
    return this.#artefacts;
  }
}

function oneBar(bar: Bar): Bars {
  const column = (value: number): Float64Array => Float64Array.of(value);
  return {
    symbol: bar.symbol ?? '',
    length: 1,
    time: column(bar.time),
    open: column(bar.open),
    high: column(bar.high),
    low: column(bar.low),
    close: column(bar.close),
    volume: column(bar.volume),
    closes: column(bar.close_time),
  };
}
