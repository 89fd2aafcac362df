import type { Candles } from '../backtest/artefacts/report/candles.ts';
import type { ReportCurves } from '../backtest/artefacts/report/report-book.ts';
import type { DrillEvidence, RunEvidence } from '../backtest/checks/evidence.ts';
import type { DataManifest } from '../backtest/data/manifest.ts';
import type { Trade } from '../backtest/event.ts';
import type { ReturnSeries } from '../backtest/metrics/return-series.ts';
import type { Summary } from '../backtest/metrics/summary.ts';
import type { RunConfig } from '../backtest/run-config.ts';

/** A file of market data and the symbol whose bars it holds. */
export interface DataFile {
  readonly symbol: string;
  /** Absolute. */
  readonly path: string;
}

/** What a run is for: its figures alone, a comparison with another one, or a report with all checks. */
export type RunPurpose = 'figures' | 'comparison' | 'report';

/**
 * How a strategy is asked: `fast` gives it all bars at once, `strict` each bar only after its decision about the one
 * before. Both come to the same bytes for a strategy that sees no later bar.
 */
export type RunMode = 'fast' | 'strict';

/** What is to be run; paths are absolute. */
export interface RunOrder {
  readonly strategy: string;
  /** In the order in which phases go over the symbols. */
  readonly data: readonly DataFile[];
  readonly config: RunConfig;
  readonly seed: number;
  /** An empty folder for the artefacts; null writes none. */
  readonly folder: string | null;
  readonly purpose: RunPurpose;
  /** `fast` unless it is given. */
  readonly mode?: RunMode;
  /** Whether all trades are told; a comparison tells them in any case, since it is made of them. */
  readonly keepTrades?: boolean;
  /** Milliseconds after which the run is ended. */
  readonly timeLimit: number;
}

/** Where a run is to take place: as usual, or in surroundings that differ in all that must not matter. */
export type Surroundings = 'usual' | 'strange';

/** How a run is watched. */
export interface RunWatch {
  readonly surroundings?: Surroundings;
  readonly onProgress?: (progress: RunProgress) => void;
  /** What the strategy prints. */
  readonly onOutput?: (text: string) => void;
  readonly signal?: AbortSignal;
}

/** How far a run has come. */
export interface RunProgress {
  readonly done: number;
  /** Closes in all; null while the data is read. */
  readonly total: number | null;
}

/** What a run came to. */
export interface RunOutcome {
  readonly summary: Summary;
  readonly returns: ReturnSeries;
  readonly manifests: readonly DataManifest[];
  readonly strategySha256: string;
  readonly mode: RunMode;
  /** What the strategy ran on, as its process says. */
  readonly runtime: StrategyRuntime;
  /** Milliseconds from reading the data to the last artefact. */
  readonly duration: number;
  /** Of a comparison, and where they were asked for. */
  readonly trades: readonly Trade[];
  /** Of a comparison and of a report. */
  readonly curves: ReportCurves | null;
  /** Of a report. */
  readonly report: ReportGround | null;
}

/** The language of a strategy and what runs it. Behind a wall it is what the process behind it claims. */
export interface StrategyRuntime {
  readonly language: 'typescript' | 'python';
  /** Of Node or of Python. */
  readonly version: string;
  /** Packages that strategies can import, with their versions; none in TypeScript. */
  readonly packages: Readonly<Record<string, string>>;
}

/** What only a report needs. */
export interface ReportGround {
  readonly candles: readonly Candles[];
  readonly evidence: RunEvidence;
  readonly drills: DrillEvidence;
}

/** Runs strategies, each run in a process of its own that knows no secret. */
export interface BacktestEngine {
  /** What strange surroundings have another one of. */
  readonly varied: readonly string[];
  /** The usual time zone and the strange one. */
  readonly zones: readonly string[];
  run(order: RunOrder, watch?: RunWatch): Promise<RunOutcome>;
}
