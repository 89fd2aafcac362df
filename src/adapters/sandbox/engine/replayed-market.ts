import { ArtefactWriters } from '../../../backtest/artefacts/artefact-writers.ts';
import { correlationIdOf } from '../../../backtest/artefacts/correlation-id.ts';
import { DecisionsLog } from '../../../backtest/artefacts/decisions-log.ts';
import { RecorderTee } from '../../../backtest/artefacts/recorder-tee.ts';
import { gatherCandles } from '../../../backtest/artefacts/report/candles.ts';
import { ReportBook } from '../../../backtest/artefacts/report/report-book.ts';
import { renderSummaryJson } from '../../../backtest/artefacts/summary-json.ts';
import type { Bars } from '../../../backtest/bars.ts';
import { runDrills } from '../../../backtest/checks/drill.ts';
import { InvariantBook } from '../../../backtest/checks/invariant-book.ts';
import { OrderOrigins } from '../../../backtest/checks/order-origins.ts';
import type { RecordedRun } from '../../../backtest/checks/recorded-decider.ts';
import { summaryDataOf } from '../../../backtest/data/manifest.ts';
import type { MarketData } from '../../../backtest/data/market-data.ts';
import type { Recorder, Trade } from '../../../backtest/event.ts';
import { FigureBook } from '../../../backtest/metrics/figure-book.ts';
import type { Asked } from '../../../backtest/runner/asked.ts';
import { refuseChangedBars, sealBars } from '../../../backtest/runner/bar-seal.ts';
import { type Decision, replayDecisions } from '../../../backtest/runner/replayed-decisions.ts';
import { type RunOptions, runStrategies } from '../../../backtest/runner/run-strategies.ts';
import type { StrategyClass } from '../../../backtest/strategy.ts';
import type { ReportGround, RunOrder, RunOutcome, RunProgress } from '../../../ports/backtest-engine.ts';
import { type FileSinks, openFileSinks } from './file-sinks.ts';

/** What is replayed, with a strategy in this process or with what one decided elsewhere. */
export type ReplayGround = { readonly market: readonly MarketData[] } & (
  | { readonly strategy: StrategyClass }
  | { readonly decisions: readonly (readonly Decision[])[] }
);

/** Replays a market, and writes down what the order asks for. */
export function replayMarket(
  order: RunOrder,
  { market, ...decider }: ReplayGround,
  onProgress: (progress: RunProgress) => void,
): Omit<RunOutcome, 'duration' | 'strategySha256' | 'mode' | 'runtime'> {
  const series = market.map(({ bars }) => bars);
  const data = market.map(({ manifest }) => summaryDataOf(manifest));
  const { config, seed } = order;
  const correlationId = correlationIdOf({ data, config, seed });
  using sinks = order.folder === null ? null : openFileSinks(order.folder);
  const books = openBooks(order, { series, sinks, correlationId, isRecorded: 'decisions' in decider });
  const total = series.reduce((bars, { length }) => bars + length, 0);
  onProgress({ done: 0, total });
  const run = {
    ...{ series, config, seed, recorder: books.recorder },
    onAsked: books.onAsked,
    onProgress: (done: number) => onProgress({ done, total }),
  };
  if ('strategy' in decider) runInside({ ...run, strategy: decider.strategy });
  else replayDecisions({ ...run, decisions: decider.decisions });
  books.writers?.finish();
  books.decisions?.finish();
  const summary = books.figures.summary({ correlationId, seed, data });
  sinks?.summary.write(Buffer.from(renderSummaryJson(summary), 'utf8'));
  return {
    summary,
    returns: books.figures.returnSeries(),
    manifests: market.map(({ manifest }) => manifest),
    trades: books.trades ?? [],
    curves: books.curves?.curves() ?? null,
    report:
      books.invariants === null
        ? null
        : {
            candles: series.map((bars) => gatherCandles(bars, MOST_CANDLES)),
            ...drill(order, series, { invariants: books.invariants, ...deciderOf(decider, books.origins) }),
          },
  };
}

/** The strategy is in this process and could write into the bars, which is looked for afterwards. */
function runInside(options: RunOptions): void {
  const seal = sealBars(options.series);
  runStrategies(options);
  refuseChangedBars(options.series, seal);
}

/** Everybody who writes down a run, by what it is for. */
interface Books {
  readonly figures: FigureBook;
  readonly writers: ArtefactWriters | null;
  readonly invariants: InvariantBook | null;
  readonly curves: ReportBook | null;
  readonly trades: Trade[] | null;
  readonly decisions: DecisionsLog | null;
  readonly origins: OrderOrigins | null;
  readonly recorder: Recorder;
  readonly onAsked: ((symbolIndex: number, bar: number, asked: Asked) => void) | undefined;
}

interface BookGround {
  readonly series: readonly Bars[];
  readonly sinks: FileSinks | null;
  readonly correlationId: string;
  /** Whether decisions are replayed that were made elsewhere. */
  readonly isRecorded: boolean;
}

function openBooks(
  { config, purpose, keepTrades = false }: RunOrder,
  { series, sinks, correlationId, isRecorded }: BookGround,
): Books {
  const figures = new FigureBook({ series, config });
  const writers = sinks === null ? null : new ArtefactWriters(sinks, correlationId);
  const invariants = purpose === 'report' ? new InvariantBook({ series, config }) : null;
  const curves = purpose === 'figures' ? null : new ReportBook(config.initial_cash);
  const trades: Trade[] | null = purpose === 'comparison' || keepTrades ? [] : null;
  const keeper: Recorder | null =
    trades === null
      ? null
      : { event: () => undefined, mark: () => undefined, trade: (trade) => void trades.push(trade) };
  const decisions = sinks === null ? null : new DecisionsLog(sinks.decisions, series);
  const origins = isRecorded && purpose === 'report' ? new OrderOrigins() : null;
  const recorders = [figures, writers, invariants, curves, keeper, origins].filter((each) => each !== null);
  return {
    ...{ figures, writers, invariants, curves, trades, decisions, origins, recorder: new RecorderTee(recorders) },
    onAsked: decisions === null ? undefined : (index, bar, asked) => decisions.add(index, bar, asked),
  };
}

/** Candles of a symbol that a report draws. */
const MOST_CANDLES = 3_000;

function deciderOf(
  decider: { readonly strategy: StrategyClass } | { readonly decisions: RecordedRun['decisions'] },
  origins: OrderOrigins | null,
): { readonly strategy: StrategyClass } | { readonly recorded: RecordedRun } {
  if ('strategy' in decider) return decider;
  return { recorded: { decisions: decider.decisions, origins: origins ?? new OrderOrigins() } };
}

function drill(
  { config, seed }: RunOrder,
  series: readonly Bars[],
  { invariants, ...decider }: ReturnType<typeof deciderOf> & { readonly invariants: InvariantBook },
): Pick<ReportGround, 'evidence' | 'drills'> {
  const evidence = invariants.evidence();
  return { evidence, drills: runDrills({ ...decider, series, config, seed, run: evidence }) };
}
