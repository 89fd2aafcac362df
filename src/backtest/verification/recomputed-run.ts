import { ArtefactWriters } from '../artefacts/artefact-writers.ts';
import { correlationIdOf } from '../artefacts/correlation-id.ts';
import { readDecisionsLog } from '../artefacts/decisions-reader.ts';
import { RecorderTee } from '../artefacts/recorder-tee.ts';
import { ReportBook, type ReportCurves } from '../artefacts/report/report-book.ts';
import type { RunConfigRecord } from '../artefacts/run-config-json.ts';
import { renderSummaryJson } from '../artefacts/summary-json.ts';
import type { RunEvidence } from '../checks/evidence.ts';
import { InvariantBook } from '../checks/invariant-book.ts';
import type { ComparedRun } from '../comparison/compare-runs.ts';
import { type DataManifest, summaryDataOf } from '../data/manifest.ts';
import type { MarketData } from '../data/market-data.ts';
import type { LineDifference } from '../determinism/line-difference.ts';
import type { Trade } from '../event.ts';
import { FigureBook } from '../metrics/figure-book.ts';
import { replayDecisions } from '../runner/replayed-decisions.ts';
import { MatchingSink } from './matching-sink.ts';

/** The files that follow from decisions, configuration and data, as a run left them. */
export interface FollowingFiles {
  readonly trades: Uint8Array;
  readonly equity: Uint8Array;
  readonly events: Uint8Array;
  readonly summary: Uint8Array;
}

/** What a run is computed again from, and what it is held against. */
export interface RecomputationGround {
  readonly record: RunConfigRecord;
  readonly market: readonly MarketData[];
  readonly decisions: Uint8Array;
  readonly files: FollowingFiles;
}

/** A run as it was computed again, and where the files that it left say otherwise. */
export interface RecomputedRun extends ComparedRun {
  readonly manifests: readonly DataManifest[];
  readonly curves: ReportCurves;
  /** What a book that believes nothing saw of it. */
  readonly evidence: RunEvidence;
  /** The first difference of each file that differs. */
  readonly differences: readonly LineDifference[];
}

/**
 * Replays the decisions of a run over its data and compares every byte of what follows; no code of a strategy runs. Throws
 * `bad-input` where the decisions do not fit the data.
 */
export function recomputeRun({ record, market, decisions, files }: RecomputationGround): RecomputedRun {
  const series = market.map(({ bars }) => bars);
  const manifests = market.map(({ manifest }) => manifest);
  const { config, seed } = record;
  const data = manifests.map(summaryDataOf);
  const correlationId = correlationIdOf({ data, config, seed });
  const sinks = {
    trades: new MatchingSink('trades.csv', files.trades),
    equity: new MatchingSink('equity_curve.csv', files.equity),
    events: new MatchingSink('events.log', files.events),
    summary: new MatchingSink('summary.json', files.summary),
  };
  const writers = new ArtefactWriters(sinks, correlationId);
  const figures = new FigureBook({ series, config });
  const book = new InvariantBook({ series, config });
  const curves = new ReportBook(config.initial_cash);
  const trades: Trade[] = [];
  const keeper = { event: () => undefined, mark: () => undefined, trade: (trade: Trade) => void trades.push(trade) };
  const recorder = new RecorderTee([figures, writers, book, curves, keeper]);
  replayDecisions({ decisions: readDecisionsLog(decisions, series), series, config, seed, recorder });
  writers.finish();
  const summary = figures.summary({ correlationId, seed, data });
  sinks.summary.write(Buffer.from(renderSummaryJson(summary), 'utf8'));
  return {
    summary,
    returns: figures.returnSeries(),
    trades,
    manifests,
    curves: curves.curves(),
    evidence: book.evidence(),
    differences: Object.values(sinks).flatMap((sink) => sink.difference() ?? []),
  };
}
