import { ArtefactWriters } from '../../../backtest/artefacts/artefact-writers.ts';
import { correlationIdOf } from '../../../backtest/artefacts/correlation-id.ts';
import { RecorderTee } from '../../../backtest/artefacts/recorder-tee.ts';
import { gatherCandles } from '../../../backtest/artefacts/report/candles.ts';
import { ReportBook } from '../../../backtest/artefacts/report/report-book.ts';
import { renderSummaryJson } from '../../../backtest/artefacts/summary-json.ts';
import type { Bars } from '../../../backtest/bars.ts';
import { runDrills } from '../../../backtest/checks/drill.ts';
import { InvariantBook } from '../../../backtest/checks/invariant-book.ts';
import { summaryDataOf } from '../../../backtest/data/manifest.ts';
import type { MarketData } from '../../../backtest/data/market-data.ts';
import type { Recorder, Trade } from '../../../backtest/event.ts';
import { FigureBook } from '../../../backtest/metrics/figure-book.ts';
import { refuseChangedBars, sealBars } from '../../../backtest/runner/bar-seal.ts';
import { runStrategies } from '../../../backtest/runner/run-strategies.ts';
import type { StrategyClass } from '../../../backtest/strategy.ts';
import type { ReportGround, RunOrder, RunOutcome, RunProgress } from '../../../ports/backtest-engine.ts';
import { type FileSinks, openFileSinks } from './file-sinks.ts';

/** What is replayed, and with which strategy. */
export interface ReplayGround {
  readonly market: readonly MarketData[];
  readonly strategy: StrategyClass;
}

/** Replays a market with a strategy, and writes down what the order asks for. */
export function replayMarket(
  order: RunOrder,
  { market, strategy }: ReplayGround,
  onProgress: (progress: RunProgress) => void,
): Omit<RunOutcome, 'duration' | 'strategySha256'> {
  const series = market.map(({ bars }) => bars);
  const data = market.map(({ manifest }) => summaryDataOf(manifest));
  const { config, seed } = order;
  const correlationId = correlationIdOf({ data, config, seed });
  using sinks = order.folder === null ? null : openFileSinks(order.folder);
  const books = openBooks(order, { series, sinks, correlationId });
  const total = series.reduce((bars, { length }) => bars + length, 0);
  onProgress({ done: 0, total });
  const seal = sealBars(series);
  const { recorder } = books;
  runStrategies({ strategy, series, config, seed, recorder, onProgress: (done) => onProgress({ done, total }) });
  refuseChangedBars(series, seal);
  books.writers?.finish();
  const summary = books.figures.summary({ correlationId, seed, data });
  sinks?.summary.write(Buffer.from(renderSummaryJson(summary), 'utf8'));
  return {
    summary,
    returns: books.figures.returnSeries(),
    manifests: market.map(({ manifest }) => manifest),
    trades: books.trades ?? [],
    curves: books.curves?.curves() ?? null,
    report: books.invariants === null ? null : groundReport(order, { strategy, series }, books.invariants),
  };
}

/** Everybody who writes down a run, by what it is for. */
interface Books {
  readonly figures: FigureBook;
  readonly writers: ArtefactWriters | null;
  readonly invariants: InvariantBook | null;
  readonly curves: ReportBook | null;
  readonly trades: Trade[] | null;
  readonly recorder: Recorder;
}

function openBooks(
  { config, purpose }: RunOrder,
  { series, sinks, correlationId }: { series: readonly Bars[]; sinks: FileSinks | null; correlationId: string },
): Books {
  const figures = new FigureBook({ series, config });
  const writers = sinks === null ? null : new ArtefactWriters(sinks, correlationId);
  const invariants = purpose === 'report' ? new InvariantBook({ series, config }) : null;
  const curves = purpose === 'figures' ? null : new ReportBook(config.initial_cash);
  const trades: Trade[] | null = purpose === 'comparison' ? [] : null;
  const keeper: Recorder | null =
    trades === null
      ? null
      : { event: () => undefined, mark: () => undefined, trade: (trade) => void trades.push(trade) };
  const recorders = [figures, writers, invariants, curves, keeper].filter((each) => each !== null);
  return { figures, writers, invariants, curves, trades, recorder: new RecorderTee(recorders) };
}

/** Candles of a symbol that a report draws. */
const MOST_CANDLES = 3_000;

function groundReport(
  { config, seed }: RunOrder,
  { strategy, series }: { readonly strategy: StrategyClass; readonly series: readonly Bars[] },
  invariants: InvariantBook,
): ReportGround {
  const evidence = invariants.evidence();
  return {
    candles: series.map((bars) => gatherCandles(bars, MOST_CANDLES)),
    evidence,
    drills: runDrills({ strategy, series, config, seed, run: evidence }),
  };
}
